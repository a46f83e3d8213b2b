package import FileTrees
package import Texts

/// What a commit is to hold at a path: a file or a submodule, or nothing.
package struct TreeEdit: Hashable, Sendable {
  package let path: RelativePath
  /// Nil takes the path away.
  package let entry: TreeEntry?

  package init(path: RelativePath, entry: TreeEntry?) {
    self.path = path
    self.entry = entry
  }
}

/// The id of the tree that a commit will have, computed in memory as git-write-tree(1) does.
package struct ExpectedTree {
  let git: GitRepository

  /// Reads this repository.
  package init(_ git: GitRepository) { self.git = git }

  /// The id of the tree that a commit on top of `base` has when it changes exactly these paths.
  ///
  /// Nothing is written: trees are made in memory, only those along the changed paths. A file takes the place of a
  /// folder and a folder that of a file, as `git add` has it; a folder that becomes empty vanishes.
  @available(*, noasync)
  package func tree(of base: ObjectID?, applying edits: [TreeEdit]) throws(GitError) -> ObjectID {
    var changes = FolderEdits()
    for edit in edits { changes.insert(edit.entry, at: edit.path.components[...]) }
    return try tree(try base.map { base throws(GitError) in try git.commit(base).tree }, applying: changes)
      ?? emptyTree
  }

  /// Nil if nothing is left.
  private func tree(_ base: ObjectID?, applying edits: FolderEdits) throws(GitError) -> ObjectID? {
    var tree = try git.treeOrEmpty(base)
    for (name, edit) in edits.byName {
      tree.entries[name] = try entry(tree.entries[name], applying: edit)
    }
    return tree.entries.isEmpty ? nil : tree.id
  }

  /// Deletions come first, so that `a` can go where `a/b` comes; they name files, never whole folders.
  private func entry(_ base: TreeEntry?, applying edit: FolderEdits.Edit) throws(GitError) -> TreeEntry? {
    if case .some(.some(let new)) = edit.entry { return new }
    let isRemoved = edit.entry != nil && base?.mode != .tree
    let left = isRemoved ? nil : base
    if edit.below.byName.isEmpty { return left }
    let folder = try tree(left?.mode == .tree ? left?.id : nil, applying: edit.below)
    if let folder { return TreeEntry(mode: .tree, id: folder) }
    return left?.mode == .tree ? nil : left
  }
}

/// Edits by the names of one folder.
private struct FolderEdits {
  private(set) var byName: [[UInt8]: Edit] = [:]

  struct Edit {
    /// Nil if only what is below is edited.
    var entry: TreeEntry??
    var below = FolderEdits()
  }

  mutating func insert(_ entry: TreeEntry?, at path: ArraySlice<ArraySlice<UInt8>>) {
    guard let name = path.first.map(Array.init) else { return }
    if path.count == 1 {
      byName[name, default: Edit()].entry = .some(entry)
    } else {
      byName[name, default: Edit()].below.insert(entry, at: path.dropFirst())
    }
  }
}
