package import FileTrees
import Glibc
import SystemPackage

/// A folder of its own for programs that are to see files and nothing else; it goes when its owner does.
package struct ScratchFolder: ~Copyable {
  package let path: String
  private let folder: WorkspaceFolder

  /// Makes it below `parent`, for no one else to read.
  package init(in parent: String) throws(DiskError) {
    var template = Array("\(parent)/tenon-XXXXXX".utf8CString)
    let isMade = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe mkdtemp($0) != nil } ?? false
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard isMade else { throw DiskError(.makeFolder, bytes: Array(path.utf8), .failed(.last)) }
    folder = try WorkspaceFolder(at: path)
  }

  /// Writes files as git stores them, folders included; symbolic links are left out, since they may lead anywhere.
  package func write(_ tree: FileTree) throws(DiskError) {
    var made: Set<RelativePath> = []
    for path in tree.paths {
      guard case .file(let content, let executable)? = tree[path] else { continue }
      for ancestor in path.ancestors where made.insert(ancestor).inserted {
        if try folder.kind(at: ancestor) == nil { try FolderWriter(folder).perform(.makeFolder(ancestor)) }
      }
      try FolderWriter(folder).perform(.write(path, content.stored, executable: executable))
    }
  }

  /// Takes a file away that some program is not to see.
  package func remove(_ path: RelativePath) throws(DiskError) {
    if try folder.kind(at: path)?.isFile == true { try FolderWriter(folder).perform(.remove(path)) }
  }

  deinit {
    // What cannot be removed is left to the cleaning of temporary files.
    try? Self.empty(folder, nil)
    unsafe rmdir(path)
  }

  private static func empty(_ folder: WorkspaceFolder, _ place: RelativePath?) throws(DiskError) {
    for item in try folder.list(place) {
      if item.kind == .folder {
        try empty(folder, item.path)
        try FolderWriter(folder).perform(.removeFolder(item.path))
      } else {
        try FolderWriter(folder).perform(.remove(item.path))
      }
    }
  }
}
