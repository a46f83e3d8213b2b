internal import CLibgit2
package import FileTrees
internal import Glibc
package import Texts

/// One side of a path that a merge of git's could not settle.
package struct UnmergedEntry: Hashable, Sendable {
  package let path: RelativePath
  package let side: Side
  package let id: ObjectID

  /// The stages of an index entry, as `git ls-files --unmerged` numbers them.
  package enum Side: Int32, Hashable, Sendable, CaseIterable {
    case base = 1
    case ours, theirs
  }
}

/// Two commits that are being brought together, or were, and the one that both come from.
package struct MergedCommits: Hashable, Sendable {
  /// Nil if this clone does not have it, or there is none.
  package let base: ObjectID?
  package let ours: ObjectID
  package let theirs: ObjectID
}

/// What git knows of a merge: sides in the index, what it remembers of resolved paths, and the commits.
package struct MergeSides {
  let git: GitRepository

  /// Reads this repository.
  package init(_ git: GitRepository) { self.git = git }

  /// Every side of every unmerged path below a folder, from the index.
  @available(*, noasync)
  package func unmergedEntries(below folder: RelativePath) throws(GitError) -> [UnmergedEntry] {
    try unsafe Index(of: git.handle).unmerged(below: folder)
  }

  /// What one side has at an unmerged path; nil if the path is not unmerged, or the side does not have it.
  @available(*, noasync)
  package func unmergedID(at path: RelativePath, side: UnmergedEntry.Side) throws(GitError) -> ObjectID? {
    let index = try unsafe Index(of: git.handle)
    guard let entry = unsafe git_index_get_bypath(index.handle, path.cString, side.rawValue)?.pointee else {
      git_error_clear()
      return nil
    }
    return ObjectID(unsafe entry.id)
  }

  /// The same of paths that were unmerged until someone added them: the index's resolve-undo extension.
  @available(*, noasync)
  package func resolvedEntries(below folder: RelativePath) throws(GitError) -> [UnmergedEntry] {
    try unsafe Index(of: git.handle).resolved(below: folder)
  }

  /// What git is bringing together now, or nil: a merge, or one commit of a rebase, cherry-pick or revert.
  @available(*, noasync)
  package func commitsInProgress() throws(GitError) -> MergedCommits? {
    guard let ours = try git.head().commit else { return nil }
    if let theirs = try reference("MERGE_HEAD") {
      return MergedCommits(base: try mergeBase(of: ours, and: theirs), ours: ours, theirs: theirs)
    }
    for name in ["CHERRY_PICK_HEAD", "REBASE_HEAD"] {
      guard let theirs = try reference(name) else { continue }
      return MergedCommits(base: try parents(of: theirs).first, ours: ours, theirs: theirs)
    }
    guard let reverted = try reference("REVERT_HEAD"), let before = try parents(of: reverted).first else {
      return nil
    }
    return MergedCommits(base: reverted, ours: ours, theirs: before)
  }

  /// What HEAD brought together, where it is a merge of two commits.
  @available(*, noasync)
  package func mergedCommits() throws(GitError) -> MergedCommits? {
    guard let head = try git.head().commit else { return nil }
    let parents = try parents(of: head)
    guard parents.count == 2 else { return nil }
    return MergedCommits(
      base: try mergeBase(of: parents[0], and: parents[1]), ours: parents[0], theirs: parents[1])
  }

  /// None of a commit that a shallow clone does not have.
  private func parents(of id: ObjectID) throws(GitError) -> [ObjectID] {
    do throws(GitError) {
      return try git.commit(id).parents
    } catch {
      if error.reason == .noSuchObject { return [] }
      throw error
    }
  }

  /// The best common ancestor; nil if there is none, or a shallow clone does not reach it.
  private func mergeBase(of one: ObjectID, and other: ObjectID) throws(GitError) -> ObjectID? {
    var (base, one, other) = (git_oid(), one.oid, other.oid)
    do throws(GitError) {
      let isFound = try checkFound(.readHead) { unsafe git_merge_base(&base, git.handle, &one, &other) }
      return isFound ? ObjectID(base) : nil
    } catch {
      // Libgit2 walks past the end of a shallow clone and misses the commit there.
      if git.isShallow { return nil }
      throw error
    }
  }

  private func reference(_ name: String) throws(GitError) -> ObjectID? {
    var oid = git_oid()
    return try checkFound(.readHead) { unsafe git_reference_name_to_id(&oid, git.handle, name) }
      ? ObjectID(oid) : nil
  }
}

extension Index {
  fileprivate func unmerged(below folder: RelativePath) throws(GitError) -> [UnmergedEntry] {
    var found: [UnmergedEntry] = []
    guard var position = try position(below: folder) else { return [] }
    let prefix = folder.cString.dropLast() + [CChar(bitPattern: UInt8(ascii: "/"))]
    while let entry = unsafe git_index_get_byindex(handle, position)?.pointee,
      let name = unsafe entry.path, unsafe strncmp(name, Array(prefix) + [0], prefix.count) == 0
    {
      position += 1
      let stage = unsafe Int32(entry.flags & UInt16(GIT_INDEX_ENTRY_STAGEMASK)) >> GIT_INDEX_ENTRY_STAGESHIFT
      guard let side = UnmergedEntry.Side(rawValue: stage) else { continue }
      let path = unsafe try checkedPath(name, .readIndex)
      found.append(UnmergedEntry(path: path, side: side, id: ObjectID(unsafe entry.id)))
    }
    return found
  }

  fileprivate func resolved(below folder: RelativePath) throws(GitError) -> [UnmergedEntry] {
    var found: [UnmergedEntry] = []
    for position in unsafe 0..<git_index_reuc_entrycount(handle) {
      guard let entry = unsafe git_index_reuc_get_byindex(handle, position)?.pointee else { break }
      let path = unsafe try checkedPath(entry.path, .readIndex)
      guard path.isBelow(folder) else { continue }
      let sides = unsafe [
        (UnmergedEntry.Side.base, entry.mode.0, entry.oid.0), (.ours, entry.mode.1, entry.oid.1),
        (.theirs, entry.mode.2, entry.oid.2),
      ]
      for (side, mode, id) in sides where mode != 0 {
        found.append(UnmergedEntry(path: path, side: side, id: ObjectID(id)))
      }
    }
    return found
  }
}
