package import FileTrees
import Glibc

/// Every path below a folder with its kind, mode and bytes: two of them say whether anything at all has changed.
///
/// Names are bytes, symlinks are read and not followed, `.git` and `.tenon` are folders like any other. Times and
/// owners are left out.
package struct Snapshot: Equatable, Sendable {
  package let items: [RelativePath: Item]

  package enum Item: Equatable, Sendable {
    case file([UInt8], mode: UInt32)
    case symlink([UInt8])
    case folder(mode: UInt32)
    case special(mode: UInt32)
  }

  package init(of folder: String) throws {
    var items: [RelativePath: Item] = [:]
    try Self.collect(below: Array(folder.utf8), prefix: [], into: &items)
    self.items = items
  }

  /// The same without what lies at or below a path.
  package func without(_ folder: String) throws -> Snapshot {
    let path = try RelativePath(folder)
    return Snapshot(items: items.filter { $0.key != path && !$0.key.isBelow(path) })
  }

  /// The part below a folder.
  package func below(_ folder: String) throws -> Snapshot {
    let path = try RelativePath(folder)
    let inside = items.compactMap { key, item in key.relative(to: path).map { ($0, item) } }
    return Snapshot(items: Dictionary(uniqueKeysWithValues: inside))
  }

  /// What differs from an earlier state, a line a path; empty where nothing does.
  package func differences(from earlier: Snapshot) -> [String] {
    let paths = Set(items.keys).union(earlier.items.keys).sorted()
    return paths.compactMap { path in
      switch (earlier.items[path], items[path]) {
      case (nil, let now?): "+ \(path) \(now.summary)"
      case (let before?, nil): "- \(path) \(before.summary)"
      case (let before?, let now?) where before != now: "~ \(path) \(before.summary) -> \(now.summary)"
      default: nil
      }
    }
  }

  private init(items: [RelativePath: Item]) { self.items = items }
}

extension Snapshot.Item {
  fileprivate var summary: String {
    switch self {
    case .file(let bytes, let mode): "file \(String(mode, radix: 8)) \(quotedBeginning(of: bytes))"
    case .symlink(let target): "symlink to \(String(decoding: target, as: UTF8.self))"
    case .folder(let mode): "folder \(String(mode, radix: 8))"
    case .special(let mode): "special file \(String(mode, radix: 8))"
    }
  }

  private func quotedBeginning(of bytes: [UInt8]) -> String {
    "\(bytes.count) bytes " + String(decoding: bytes.prefix(60), as: UTF8.self).debugDescription
  }
}

extension Snapshot {
  private static func collect(
    below folder: [UInt8], prefix: [UInt8], into items: inout [RelativePath: Item]
  ) throws {
    for name in try names(in: folder) {
      let path = folder + [UInt8(ascii: "/")] + name
      let key = prefix.isEmpty ? name : prefix + [UInt8(ascii: "/")] + name
      let item = try item(at: path)
      items[try RelativePath(bytes: key)] = item
      if case .folder = item { try collect(below: path, prefix: key, into: &items) }
    }
  }

  private static func names(in folder: [UInt8]) throws -> [[UInt8]] {
    guard let stream = unsafe folder.withCString({ unsafe opendir($0) }) else {
      throw SnapshotFailure(folder)
    }
    defer { unsafe closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
      if name != Array(".".utf8) && name != Array("..".utf8) { names.append(name) }
    }
    return names
  }

  private static func item(at path: [UInt8]) throws -> Item {
    var status = stat()
    guard unsafe path.withCString({ unsafe lstat($0, &status) }) == 0 else { throw SnapshotFailure(path) }
    let mode = status.st_mode & 0o7777
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file(try contents(of: path), mode: mode)
    case S_IFLNK: return .symlink(try target(of: path))
    case S_IFDIR: return .folder(mode: mode)
    default: return .special(mode: mode)
    }
  }

  private static func contents(of path: [UInt8]) throws -> [UInt8] {
    let file = unsafe path.withCString { unsafe open($0, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) }
    guard file >= 0 else { throw SnapshotFailure(path) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(file, $0.baseAddress, $0.count) }
      guard count >= 0 else { throw SnapshotFailure(path) }
      if count == 0 { return bytes }
      bytes += buffer.prefix(count)
    }
  }

  private static func target(of path: [UInt8]) throws -> [UInt8] {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe path.withCString { path in unsafe readlink(path, &buffer, buffer.count) }
    guard count >= 0 else { throw SnapshotFailure(path) }
    return buffer.prefix(count).map { UInt8(bitPattern: $0) }
  }
}

extension [UInt8] {
  /// The bytes as a C string: file names are bytes, and need not be text.
  fileprivate func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    let terminated = map { CChar(bitPattern: $0) } + [0]
    return unsafe body(terminated)
  }
}

/// A path that could not be looked at.
package struct SnapshotFailure: Error, CustomStringConvertible {
  package let description: String

  fileprivate init(_ path: [UInt8]) {
    description = unsafe "\(String(decoding: path, as: UTF8.self)): \(String(cString: strerror(errno)))"
  }
}
