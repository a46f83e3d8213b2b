import Collecting
import Diagnostics
import FileTrees
import GitReading
import Texts
import Units
import Workspaces

extension Examination.Repository {
  /// Reads the index once, so that one which libgit2 cannot read is found here.
  init(_ git: GitRepository) throws(Findings) {
    self = try diagnosing { () throws(GitError) in
      let head = try git.head()
      _ = try git.indexEntry(at: TenonFolder.workspaceFile)
      return try Self(
        root: git.workingDirectory, gitDirectory: git.gitDirectory, branch: head.branch,
        commit: head.commit?.hex, operation: git.operation?.rawValue, isShallow: git.isShallow,
        isSparse: git.isSparse, hooks: CommitHooks(git).commitHooks())
    }
  }
}

/// Settings and states of the git repository that get in the way of tenon.
struct RepositoryOddities: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// What git does here that a person who works with tenon should know.
  func gitOddities(hooks: [String]) throws(Findings) -> [Diagnostic] {
    try diagnosing { () throws(GitError) in
      [
        try ignoredFolder(), try committedState(), try executableBit(), try leftOut(),
        hooks.contains("pre-commit") ? Self.hook : nil,
        workspace.git.operation.map(Self.unfinished),
      ].compactMap(\.self)
    }
  }

  /// Records and bases belong in commits: without them every later merge is lost.
  private func ignoredFolder() throws(GitError) -> Diagnostic? {
    guard let path = try workspace.git.ignored(among: TenonFolder.samples).min() else { return nil }
    return Diagnostic(
      .ignoredByGit, "git ignores tenon's records, so they cannot be committed",
      at: Place(path.description),
      hints: ["git check-ignore -v \(path) shows the rule", "end .gitignore with !/.tenon/ and !/.tenon/**"])
  }

  private func committedState() throws(GitError) -> Diagnostic? {
    for folder in TenonFolder.ignoredFolders where try workspace.git.isTracked(folder) {
      return Diagnostic(
        .data, "files that belong to this working tree only are committed", at: Place(folder.description),
        hint: "git rm -r --cached \(folder)")
    }
    return nil
  }

  private func executableBit() throws(GitError) -> Diagnostic? {
    if try workspace.git.isSet("core.fileMode", default: true) { return nil }
    return Diagnostic(
      .data, "core.fileMode is false: commits may lack executable bits that a handoff has",
      hint: "git config core.fileMode true")
  }

  private func leftOut() throws(GitError) -> Diagnostic? {
    guard let path = try workspace.git.outsideSparseCheckout(among: TenonFolder.samples).min() else {
      return nil
    }
    return Diagnostic(
      .sparseCheckout, "the sparse checkout excludes tenon's records, and git add refuses them",
      at: Place(path.description),
      hint: "git sparse-checkout add \(TenonFolder.root)")
  }

  private static let hook = Diagnostic(
    .gitHook, "a pre-commit hook is installed: if it changes files, the commit differs from its handoff",
    hint: "exclude .tenon/ from it and verify with tenon handoff verify --commit HEAD")

  private static func unfinished(_ operation: OperationInProgress) -> Diagnostic {
    Diagnostic(
      .operationInProgress,
      "a \(operation.rawValue) is in progress: a handoff cannot be created until it ends",
      hint: "git status shows how to finish it")
  }
}

extension TenonFolder {
  /// Paths such as tenon will write, whether they are there yet or not.
  fileprivate static let samples = [
    workspaceFile, try? units.appending("skeleton/name/record.json"),
    try? units.appending("skeleton/name/base"),
  ].compactMap(\.self)
  /// What its own `.gitignore` keeps out of commits.
  fileprivate static let ignoredFolders = [handoffs, try? root.appending("state")].compactMap(\.self)
}
