package import Diagnostics

/// A path below some root, as bytes: no empty, `.` or `..` component, no NUL, not absolute.
///
/// Separated by `/`. File names on Linux are bytes, so only `text` guarantees UTF-8. One path does not have
/// that promise: `root`, the folder to which the others are relative, which only `init(folder:)` returns.
package struct RelativePath: Hashable, Sendable {
  package let bytes: [UInt8]

  /// Takes bytes that hold the promise above, or reports which part of it they break.
  package init(bytes: [UInt8]) throws(PathError) {
    if let reason = Self.fault(in: bytes) { throw PathError(path: bytes, reason: reason) }
    self.bytes = bytes
  }

  package init(_ text: String) throws(PathError) {
    try self.init(bytes: Array(text.utf8))
  }

  private init(trusted bytes: [UInt8]) { self.bytes = bytes }

  /// The folder from which paths are counted: a unit's own where its files are beside everything else, never a file's.
  package static let root = RelativePath(trusted: [])

  /// A folder, which may be the root: `.`; a `/` may be after it.
  package init(folder text: String) throws(PathError) {
    let plain = text.hasSuffix("/") ? String(text.dropLast()) : text
    self = try text == "." || text == "./" ? .root : RelativePath(plain)
  }

  package var isRoot: Bool { bytes.isEmpty }

  /// Eight bytes at a time: an array of bytes hashes itself byte by byte.
  package func hash(into hasher: inout Hasher) {
    var word: UInt64 = 0
    for (index, byte) in bytes.enumerated() {
      word = word << 8 | UInt64(byte)
      if index & 7 == 7 { hasher.combine(word) }
    }
    hasher.combine(word)
    hasher.combine(bytes.count)
  }

  /// The path as text, or nil if it is not UTF-8.
  package var text: String? { String(validating: bytes, as: UTF8.self) }

  package var components: [ArraySlice<UInt8>] { bytes.split(separator: slash) }

  /// The last component.
  package var name: ArraySlice<UInt8> {
    bytes.lastIndex(of: slash).map { bytes[($0 + 1)...] } ?? bytes[...]
  }

  /// The folder that holds it, or nil directly below the root.
  package var parent: RelativePath? {
    bytes.lastIndex(of: slash).map { RelativePath(trusted: Array(bytes[..<$0])) }
  }

  /// Every folder above it, the outermost first.
  package var ancestors: [RelativePath] {
    bytes.indices.filter { bytes[$0] == slash }.map { RelativePath(trusted: Array(bytes[..<$0])) }
  }

  /// The path of `other` below this one.
  package func appending(_ other: RelativePath) -> RelativePath {
    if isRoot { return other }
    return other.isRoot ? self : RelativePath(trusted: bytes + [slash] + other.bytes)
  }

  /// The same for a text, which may be no path.
  package func appending(_ text: String) throws(PathError) -> RelativePath {
    appending(try RelativePath(text))
  }

  /// The same, and what is wrong with the text as it is shown to people.
  package func adding(_ text: String) throws(Findings) -> RelativePath {
    try diagnosing { () throws(PathError) in try appending(text) }
  }

  /// A folder and all above it, the nearest first and the root last.
  package var upwards: [RelativePath] { isRoot ? [self] : [self] + ancestors.reversed() + [.root] }

  /// Whether it is below `folder`; a path is not below itself.
  package func isBelow(_ folder: RelativePath) -> Bool {
    if folder.isRoot { return !isRoot }
    return bytes.count > folder.bytes.count && bytes[folder.bytes.count] == slash
      && bytes.starts(with: folder.bytes)
  }

  /// Whether it is in `folder` itself; nothing is in the root.
  package func isDirectly(in folder: RelativePath) -> Bool {
    !folder.isRoot && isBelow(folder) && !bytes[(folder.bytes.count + 1)...].contains(slash)
  }

  /// What remains of it below `folder`, or nil if it is not there.
  package func relative(to folder: RelativePath) -> RelativePath? {
    if folder.isRoot { return isRoot ? nil : self }
    return isBelow(folder) ? RelativePath(trusted: Array(bytes[(folder.bytes.count + 1)...])) : nil
  }

  private static func fault(in bytes: [UInt8]) -> PathError.Reason? {
    if bytes.isEmpty { return .empty }
    if bytes[0] == slash { return .absolute }
    if bytes.contains(0) { return .holdsNUL }
    let components = bytes.split(separator: slash, omittingEmptySubsequences: false)
    if components.contains(where: { $0.elementsEqual("..".utf8) }) { return .leavesTheRoot }
    if components.contains(where: { $0.isEmpty || $0.elementsEqual(".".utf8) }) { return .notNormal }
    return nil
  }
}

private let slash = UInt8(ascii: "/")

extension RelativePath: Comparable {
  /// Byte order of the whole path, as git's index is sorted.
  package static func < (left: Self, right: Self) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

extension RelativePath: CustomStringConvertible {
  /// The path as it may be shown: quoted as git does where a name is odd; `.` for the root.
  package var description: String { isRoot ? "." : quoted(bytes) }
}
