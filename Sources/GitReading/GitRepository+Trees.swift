package import FileTrees
package import Texts

/// What a path held before and after; nil if it held nothing.
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
  /// What a commit holds at a path: a file, a submodule or a folder; nil if it holds nothing.
  @available(*, noasync)
  package func entry(at path: RelativePath, inTreeOf commit: ObjectID) throws(GitError) -> TreeEntry? {
    var entry = TreeEntry(mode: .tree, id: try root(of: commit))
    for name in path.components {
      guard entry.mode == .tree, let next = try tree(entry.id).entries[Array(name)] else { return nil }
      entry = next
    }
    return entry
  }

  /// The tree of a commit, which is asked for with every file.
  private func root(of commit: ObjectID) throws(GitError) -> ObjectID {
    if let known = trees.root, known.commit == commit { return known.tree }
    let tree = try self.commit(commit).tree
    trees.root = (commit, tree)
    return tree
  }

  /// The files and submodules that a commit holds below a folder, or all; paths are those from the root.
  @available(*, noasync)
  package func entries(
    inTreeOf commit: ObjectID, below folder: RelativePath? = nil
  ) throws(GitError) -> [RelativePath: TreeEntry] {
    guard let top = try tree(of: commit, at: folder) else { return [:] }
    var walk = TreeWalk(limit: .max)
    try walk.compare(nil, top, at: folder?.bytes ?? [], in: self)
    return Dictionary(
      uniqueKeysWithValues: walk.changes.compactMap { change in
        change.after.map { (change.path, $0) }
      })
  }

  /// What differs between two trees, by path; nil is the empty tree.
  ///
  /// Throws if more than `limit` names differ: a dozen objects can represent a thousand million files.
  @available(*, noasync)
  package func changes(
    fromTree old: ObjectID?, toTree new: ObjectID?, limit: Int = 50_000
  ) throws(GitError) -> [TreeChange] {
    var walk = TreeWalk(limit: limit)
    try walk.compare(old, new, at: [], in: self)
    return walk.changes.sorted { $0.path < $1.path }
  }

  /// The tree of a folder in a commit, or nil if it holds no such folder.
  func tree(of commit: ObjectID, at folder: RelativePath?) throws(GitError) -> ObjectID? {
    guard let folder else { return try self.commit(commit).tree }
    let entry = try entry(at: folder, inTreeOf: commit)
    return entry?.mode == .tree ? entry?.id : nil
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

/// Two trees being compared.
private struct TreeWalk {
  private(set) var changes: [TreeChange] = []
  /// Names that may yet differ.
  private var left: Int
  private let limit: Int

  init(limit: Int) { (left, self.limit) = (limit, limit) }

  /// Looks only into folders that differ.
  mutating func compare(
    _ old: ObjectID?, _ new: ObjectID?, at folder: [UInt8], in repository: GitRepository
  ) throws(GitError) {
    if old == new { return }
    let before = try repository.treeOrEmpty(old).entries
    let after = try repository.treeOrEmpty(new).entries
    for name in Set(before.keys).union(after.keys) where before[name] != after[name] {
      left -= 1
      if left < 0 { throw GitError(.compareTrees, .tooManyDifferences(limit: limit)) }
      let path = try repository.path(name, in: folder)
      let (was, now) = (before[name], after[name])
      if was?.file != now?.file {
        changes.append(TreeChange(path: path, before: was?.file, after: now?.file))
      }
      try compare(was?.folder, now?.folder, at: path.bytes, in: repository)
    }
  }
}

extension TreeEntry {
  fileprivate var file: TreeEntry? { mode == .tree ? nil : self }
  fileprivate var folder: ObjectID? { mode == .tree ? id : nil }
}
