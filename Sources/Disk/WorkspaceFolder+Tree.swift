package import FileTrees

/// How much of a folder is read at most, so that a hostile one costs neither memory nor time.
package struct TreeLimits: Hashable, Sendable {
  package let files: Int
  package let depth: Int
  /// Bytes of one file.
  package let size: Int
  /// Bytes of all files together.
  package let total: Int

  package init(files: Int, depth: Int, size: Int, total: Int) {
    self.files = files
    self.depth = depth
    self.size = size
    self.total = total
  }

  /// Far above any skeleton that a person would write.
  package static let skeleton = TreeLimits(files: 4096, depth: 32, size: 4 << 20, total: 32 << 20)
  /// The record of one unit and its bases.
  package static let unit = TreeLimits(files: 20_000, depth: 4, size: 64 << 20, total: 256 << 20)
}

extension WorkspaceFolder {
  /// Everything below this folder, or one in it, read whole; empty folders do not count, as for git.
  ///
  /// Paths are relative to this folder.
  package func tree(below top: RelativePath? = nil, limits: TreeLimits) throws(DiskError) -> FileTree {
    var reading = TreeReading(limits: limits)
    try read(top, depth: 0, into: &reading)
    return reading.tree
  }

  private func read(_ folder: RelativePath?, depth: Int, into reading: inout TreeReading) throws(DiskError) {
    guard depth <= reading.limits.depth else {
      throw DiskError(.list, folder, .tooDeep(limit: reading.limits.depth))
    }
    for item in try list(folder) {
      switch item.kind {
      case .folder: try read(item.path, depth: depth + 1, into: &reading)
      case .symlink(let target): try reading.add(item.path, .symlink(target: target))
      case .special: try reading.add(item.path, .special)
      case .file(let executable, let size):
        try reading.admit(item.path, size: size)
        let bytes = try read(item.path, limit: reading.limits.size)
        try reading.add(item.path, .file(Content(bytes), executable: executable))
      }
    }
  }
}

/// A tree being read, and how much of it has been.
private struct TreeReading {
  let limits: TreeLimits
  var tree = FileTree()
  private var total = 0

  init(limits: TreeLimits) { self.limits = limits }

  mutating func admit(_ path: RelativePath, size: Int) throws(DiskError) {
    total += size
    guard size <= limits.size else { throw DiskError(.read, path, .tooLarge(limit: limits.size)) }
    guard total <= limits.total else { throw DiskError(.read, nil, .tooLarge(limit: limits.total)) }
  }

  mutating func add(_ path: RelativePath, _ entry: Entry) throws(DiskError) {
    guard tree.count < limits.files else { throw DiskError(.list, nil, .tooMany(limit: limits.files)) }
    tree[path] = entry
  }
}
