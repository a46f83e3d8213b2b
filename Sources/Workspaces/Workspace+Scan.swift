package import Diagnostics
package import Disk
package import FileTrees
import GitReading
import Texts

extension Workspace {
  /// What is at these paths in the working tree; paths that do not exist are not in the tree.
  ///
  /// Contents are read through git's clean filter, as `git add` would store them. Throws for a path that a sparse
  /// checkout left out, since its absence means nothing, and for one that git re-encodes, which libgit2 cannot. Nothing
  /// is searched for where `folders`, above some of the paths, are known to be missing.
  package func scan(
    _ paths: some Sequence<RelativePath>, knowing folders: FoldersAbove
  ) throws(Findings) -> FileTree {
    var tree = FileTree()
    for path in Set(paths) {
      if !folders.rulesOut(path), let entry = try entry(at: path) {
        tree[path] = entry
      } else {
        try checkIsCheckedOut(path)
      }
    }
    return tree
  }

  /// What is at one path, with the content read.
  package func entry(at path: RelativePath) throws(Findings) -> Entry? {
    let look = try diagnosing { () throws(DiskError) in
      try folder.look(at: path, limit: Self.contentLimit)
    }
    guard let look, case .file(let executable, _) = look.kind else {
      return try look.flatMap { look throws(Findings) in try entry(look.kind, at: path) }
    }
    return .file(try content(look.bytes, at: path), executable: executable)
  }

  /// The same content as it would be read back after git had stored it and checked it out again at `path`.
  package func generated(_ raw: Content, at path: RelativePath) throws(Findings) -> Content {
    if try diagnosing({ () throws(GitError) in try GitFilters(git).areNone(at: path) }) { return raw }
    try checkEncoding(of: path)
    return try diagnosing { () throws(GitError) in
      let stored = try GitFilters(git).stored(raw.stored, at: path)
      let worktree = try GitFilters(git).checkedOut(stored, at: path)
      return stored == raw.stored && worktree == raw.stored
        ? raw : Content(stored: stored, worktree: worktree)
    }
  }

  /// The files below a folder of `.tenon`, byte for byte: no filter ever applies there.
  package func plainFiles(below folder: RelativePath) throws(Findings) -> FileTree {
    try diagnosing { () throws(DiskError) in
      guard try self.folder.kind(at: folder) == .folder else { return .empty }
      return try self.folder.tree(below: folder, limits: .unit)
    }
  }

  /// One file, byte for byte; nil if nothing is there.
  package func plainFile(at path: RelativePath) throws(Findings) -> Entry? {
    try folder.bytes(at: path, limit: Self.contentLimit).map { bytes throws(Findings) in
      .file(Content(bytes), executable: try kind(at: path)?.isExecutable ?? false)
    }
  }

  /// What is at a path, byte for byte where it is a file.
  package func plainEntry(at path: RelativePath) throws(Findings) -> Entry? {
    let kind = try kind(at: path)
    return kind?.content == nil ? kind : try plainFile(at: path)
  }

  /// What is at a path, without a look into it; contents are empty.
  package func kind(at path: RelativePath) throws(Findings) -> Entry? {
    try diagnosing { () throws(DiskError) in try folder.kind(at: path) }
      .flatMap { kind throws(Findings) in try entry(kind, at: path) }
  }

  private func entry(_ kind: DiskKind, at path: RelativePath) throws(Findings) -> Entry? {
    switch kind {
    case .symlink(let target): .symlink(target: target)
    case .folder: try isRepository(path) ? .repository : .folder
    case .special: .special
    case .file(let executable, _): .file(Content([]), executable: executable)
    }
  }

  /// What was read from a path, as git would store it too.
  private func content(_ bytes: [UInt8], at path: RelativePath) throws(Findings) -> Content {
    if try diagnosing({ () throws(GitError) in try GitFilters(git).areNone(at: path) }) {
      return Content(bytes)
    }
    try checkEncoding(of: path)
    let stored = try diagnosing { () throws(GitError) in try GitFilters(git).stored(bytes, at: path) }
    return Content(stored: stored, worktree: bytes)
  }

  private func checkEncoding(of path: RelativePath) throws(Findings) {
    let obstacle = try diagnosing { () throws(GitError) in try GitFilters(git).obstacle(at: path) }
    guard case .workingTreeEncoding(let encoding) = obstacle else { return }
    throw Findings(
      Diagnostic(
        .gitFilter,
        "git re-encodes this file (working-tree-encoding=\(quoted(encoding))), which tenon cannot",
        at: Place(path.description), hint: "remove the attribute from this path in .gitattributes"))
  }

  private func checkIsCheckedOut(_ path: RelativePath) throws(Findings) {
    let entry = try diagnosing { () throws(GitError) in try git.indexEntry(at: path) }
    guard let entry, entry.isSkipWorktree else { return }
    let folder = path.parent?.description ?? "/"
    throw Findings(
      Diagnostic(
        .sparseCheckout, "the file is not checked out (sparse checkout)", at: Place(path.description),
        hint: "git sparse-checkout add \(folder)"))
  }

  private func isRepository(_ path: RelativePath) throws(Findings) -> Bool {
    try diagnosing { () throws(DiskError) in try folder.isRepository(path) }
  }
}
