internal import CLibgit2
package import FileTrees
package import Texts

/// The conversions between working tree and object store: line endings, `ident` and filters (gitattributes(5)).
package struct GitFilters {
  let git: GitRepository

  /// Reads this repository.
  package init(_ git: GitRepository) { self.git = git }

  /// The bytes that `git add` would store for these bytes of the working tree.
  @available(*, noasync)
  package func stored(_ worktree: [UInt8], at path: RelativePath) throws(GitError) -> [UInt8] {
    try filtered(worktree, at: path, GIT_FILTER_TO_ODB)
  }

  /// The bytes that `git checkout` would write for these stored ones.
  ///
  /// Libgit2 puts no id into `$Id$` of a buffer; git stores both the same.
  @available(*, noasync)
  package func checkedOut(_ stored: [UInt8], at path: RelativePath) throws(GitError) -> [UInt8] {
    try filtered(stored, at: path, GIT_FILTER_TO_WORKTREE)
  }

  /// Whether git converts nothing at a path.
  @available(*, noasync)
  package func areNone(at path: RelativePath) throws(GitError) -> Bool {
    try git.conversions.areNone(at: path, in: git)
  }

  /// What is in the way of `stored` and `checkedOut` at a path, or nil.
  @available(*, noasync)
  package func obstacle(at path: RelativePath) throws(GitError) -> FilterObstacle? {
    try git.conversions.areNone(at: path, in: git) ? nil : attributedObstacle(at: path)
  }

  /// Asks libgit2, which looks at every file of attributes.
  func convertsNothing(at path: RelativePath) throws(GitError) -> Bool {
    guard try attributedObstacle(at: path) == nil else { return false }
    for direction in [GIT_FILTER_TO_ODB, GIT_FILTER_TO_WORKTREE] {
      guard let filters = unsafe try filters(at: path, direction) else { continue }
      unsafe git_filter_list_free(filters)
      return false
    }
    return true
  }

  private func attributedObstacle(at path: RelativePath) throws(GitError) -> FilterObstacle? {
    if let driver = try attribute("filter", at: path) { return .foreign(driver: driver) }
    guard let encoding = try attribute("working-tree-encoding", at: path) else { return nil }
    return isUTF8(encoding) ? nil : .workingTreeEncoding(encoding)
  }

  /// Converts the buffer alone: the file itself is not opened, and `core.safecrlf` is left to git.
  private func filtered(
    _ bytes: [UInt8], at path: RelativePath, _ direction: git_filter_mode_t
  ) throws(GitError) -> [UInt8] {
    if try git.conversions.areNone(at: path, in: git) { return bytes }
    guard let filters = unsafe try filters(at: path, direction) else { return bytes }
    defer { unsafe git_filter_list_free(filters) }
    return try unsafe fill(.filter(path)) { output in
      unsafe bytes.withUnsafeBytes { input in
        unsafe git_filter_list_apply_to_buffer(
          output, filters, input.baseAddress?.assumingMemoryBound(to: CChar.self), input.count)
      }
    }
  }

  /// The conversions on this way, which the caller frees, or nil if there are none.
  private func filters(
    at path: RelativePath, _ direction: git_filter_mode_t
  ) throws(GitError) -> OpaquePointer? {
    let repository = unsafe git.handle
    let flags = GIT_FILTER_ALLOW_UNSAFE.rawValue
    var filters: OpaquePointer?
    try check(.filter(path)) {
      unsafe git_filter_list_load(&filters, repository, nil, path.cString, direction, flags)
    }
    return unsafe filters
  }

  /// The value of an attribute, or nil if it is unset, or set without one.
  private func attribute(_ name: String, at path: RelativePath) throws(GitError) -> String? {
    var value: UnsafePointer<CChar>?
    try check(.readAttributes(path)) {
      unsafe git_attr_get(&value, git.handle, UInt32(GIT_ATTR_CHECK_FILE_THEN_INDEX), path.cString, name)
    }
    guard unsafe git_attr_value(value) == GIT_ATTR_VALUE_STRING else { return nil }
    return unsafe value.map { unsafe String(cString: $0) }
  }
}

/// Git converts nothing then (`same_encoding` in convert.c).
private func isUTF8(_ encoding: String) -> Bool { ["UTF-8", "UTF8"].contains(encoding.uppercased()) }
