package import FileTrees

/// What a path held before and after; nil where it held nothing.
package struct TreeChange: Hashable, Sendable {
  package let path: RelativePath
  package let before: TreeEntry?
  package let after: TreeEntry?

  package init(path: RelativePath, before: TreeEntry?, after: TreeEntry?) {
    self.path = path
    self.before = before
    self.after = after
  }
}

extension GitRepository {
  /// What a commit holds at a path: a file, a submodule or a folder; nil where it holds nothing.
  @available(*, noasync)
  package func entry(at path: RelativePath, inTreeOf commit: ObjectID) throws(GitError) -> TreeEntry? {
    var entry = TreeEntry(mode: .tree, id: try self.commit(commit).tree)
    for name in path.components {
      guard entry.mode == .tree, let next = try tree(entry.id).entries[Array(name)] else { return nil }
      entry = next
    }
    return entry
  }

  /// The files and submodules that a commit holds below a folder, or all; paths are those from the root.
  @available(*, noasync)
  package func entries(
    inTreeOf commit: ObjectID, below folder: RelativePath? = nil
  ) throws(GitError) -> [RelativePath: TreeEntry] {
    guard let top = try tree(of: commit, at: folder) else { return [:] }
    var found: [RelativePath: TreeEntry] = [:]
    try walk(from: nil, to: top, at: folder?.bytes ?? []) { found[$0.path] = $0.after }
    return found
  }

  /// What differs between two trees, by path; nil is the empty tree.
  @available(*, noasync)
  package func changes(
    fromTree old: ObjectID?, toTree new: ObjectID?
  ) throws(GitError) -> [TreeChange] {
    var changes: [TreeChange] = []
    try walk(from: old, to: new, at: []) { changes.append($0) }
    return changes.sorted { $0.path < $1.path }
  }

  /// The tree of a folder in a commit, or nil where it holds no such folder.
  func tree(of commit: ObjectID, at folder: RelativePath?) throws(GitError) -> ObjectID? {
    guard let folder else { return try self.commit(commit).tree }
    let entry = try entry(at: folder, inTreeOf: commit)
    return entry?.mode == .tree ? entry?.id : nil
  }

  /// Looks only into folders that differ.
  private func walk(
    from old: ObjectID?, to new: ObjectID?, at folder: [UInt8], _ report: (TreeChange) -> Void
  ) throws(GitError) {
    if old == new { return }
    let before = try treeOrEmpty(old).entries
    let after = try treeOrEmpty(new).entries
    for name in Set(before.keys).union(after.keys) where before[name] != after[name] {
      let path = try self.path(name, in: folder)
      let (left, right) = (before[name], after[name])
      if left?.file != right?.file { report(TreeChange(path: path, before: left?.file, after: right?.file)) }
      try walk(from: left?.folder, to: right?.folder, at: path.bytes, report)
    }
  }

  /// A tree is not to be trusted: its names are checked, and so is their depth.
  func path(_ name: [UInt8], in folder: [UInt8]) throws(GitError) -> RelativePath {
    if folder.count > 1 << 14 { throw GitError(.compareTrees, .tooMany) }
    do throws(PathError) {
      let path = try RelativePath(bytes: folder.isEmpty ? name : folder + [UInt8(ascii: "/")] + name)
      if name.contains(UInt8(ascii: "/")) { throw PathError(path: name, reason: .notNormal) }
      return path
    } catch {
      throw GitError(.compareTrees, .badPath(error))
    }
  }
}

extension TreeEntry {
  fileprivate var file: TreeEntry? { mode == .tree ? nil : self }
  fileprivate var folder: ObjectID? { mode == .tree ? id : nil }
}
