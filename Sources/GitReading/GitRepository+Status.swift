internal import CLibgit2
package import FileTrees
package import Texts

/// What git's status states about a path.
package struct StatusChange: Hashable, Sendable {
  package let path: RelativePath
  /// HEAD against the index.
  package let staged: Kind?
  /// The index against the working tree.
  package let unstaged: Kind?

  package enum Kind: String, Hashable, Sendable {
    case added, modified, deleted, typeChanged, untracked, ignored, unmerged, unreadable
  }
}

extension GitRepository {
  /// What differs between HEAD, the index and the working tree at these paths or below them; everywhere if none is named.
  ///
  /// Every untracked file is named, not its folder; of a nested repository only its own path. Submodules are left out.
  @available(*, noasync)
  package func changedPaths(
    below paths: [RelativePath] = [], untracked: Bool = true, ignored: Bool = false
  ) throws(GitError) -> [StatusChange] {
    var flags = GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH.rawValue | GIT_STATUS_OPT_EXCLUDE_SUBMODULES.rawValue
    if untracked {
      flags |= GIT_STATUS_OPT_INCLUDE_UNTRACKED.rawValue | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS.rawValue
    }
    if ignored {
      flags |= GIT_STATUS_OPT_INCLUDE_IGNORED.rawValue | GIT_STATUS_OPT_RECURSE_IGNORED_DIRS.rawValue
    }
    var found: [StatusChange] = []
    for change in try StatusList(of: self, flags: flags, paths: paths).changes() {
      if let change = try change.withoutSkipped(in: self) { found.append(change) }
    }
    return found.sorted { $0.path < $1.path }
  }
}

@safe private struct StatusList: ~Copyable {
  private let handle: OpaquePointer

  init(of repository: GitRepository, flags: UInt32, paths: [RelativePath]) throws(GitError) {
    let owner = unsafe repository.handle
    unsafe handle = try make(.status) { list in
      unsafe withStrings(paths.map(\.cString)) { paths in
        var options = unsafe git_status_options()
        let status = unsafe git_status_options_init(&options, UInt32(GIT_STATUS_OPTIONS_VERSION))
        unsafe options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR
        unsafe options.flags = flags
        unsafe options.pathspec = paths
        return unsafe status < 0 ? status : git_status_list_new(&list, owner, &options)
      }
    }
  }

  deinit { unsafe git_status_list_free(handle) }

  func changes() throws(GitError) -> [StatusChange] {
    var changes: [StatusChange] = []
    for position in unsafe 0..<git_status_list_entrycount(handle) {
      guard let entry = unsafe git_status_byindex(handle, position)?.pointee else { continue }
      let delta = unsafe entry.index_to_workdir ?? entry.head_to_index
      let path = try unsafe checkedPath(delta?.pointee.new_file.path ?? delta?.pointee.old_file.path, .status)
      changes.append(StatusChange(path: path, status: unsafe entry.status.rawValue))
    }
    return changes
  }
}

extension StatusChange {
  /// Libgit2 takes a file that a sparse checkout leaves out for a deleted one.
  fileprivate func withoutSkipped(in repository: GitRepository) throws(GitError) -> StatusChange? {
    guard unstaged == .deleted, try repository.indexEntry(at: path)?.isSkipWorktree == true else {
      return self
    }
    return staged.map { StatusChange(path: path, staged: $0, unstaged: nil) }
  }

  fileprivate init(path: RelativePath, status: UInt32) {
    self.init(
      path: path, staged: Self.staged.first { status & $0.flag.rawValue != 0 }?.kind,
      unstaged: Self.unstaged.first { status & $0.flag.rawValue != 0 }?.kind)
  }

  private static let staged: [(flag: git_status_t, kind: Kind)] = [
    (GIT_STATUS_INDEX_NEW, .added), (GIT_STATUS_INDEX_DELETED, .deleted),
    (GIT_STATUS_INDEX_TYPECHANGE, .typeChanged), (GIT_STATUS_INDEX_MODIFIED, .modified),
  ]

  private static let unstaged: [(flag: git_status_t, kind: Kind)] = [
    (GIT_STATUS_CONFLICTED, .unmerged), (GIT_STATUS_IGNORED, .ignored), (GIT_STATUS_WT_NEW, .untracked),
    (GIT_STATUS_WT_DELETED, .deleted), (GIT_STATUS_WT_TYPECHANGE, .typeChanged),
    (GIT_STATUS_WT_MODIFIED, .modified), (GIT_STATUS_WT_UNREADABLE, .unreadable),
  ]
}

/// Lends C strings to libgit2 for the time of one call.
private func withStrings<Result>(_ strings: [[CChar]], _ body: (git_strarray) -> Result) -> Result {
  var bytes = strings.flatMap(\.self)
  let starts = strings.reduce(into: [0]) { starts, string in starts.append((starts.last ?? 0) + string.count)
  }
  return unsafe bytes.withUnsafeMutableBufferPointer { bytes in
    var pointers = unsafe starts.dropLast().map { start in unsafe bytes.baseAddress.map { unsafe $0 + start }
    }
    return unsafe pointers.withUnsafeMutableBufferPointer { pointers in
      unsafe body(git_strarray(strings: pointers.baseAddress, count: pointers.count))
    }
  }
}
