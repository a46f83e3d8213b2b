internal import CLibgit2
internal import Glibc
package import Texts

/// The hooks that git runs when it commits here.
package struct CommitHooks {
  let git: GitRepository

  /// Reads this repository.
  package init(_ git: GitRepository) { self.git = git }

  /// The folder that all working trees of the repository share: objects, refs, hooks.
  @available(*, noasync)
  package var commonDirectory: String {
    unsafe git_repository_commondir(git.handle).map { unsafe withoutFinalSlash(String(cString: $0)) }
      ?? git.gitDirectory
  }

  /// The hooks that git runs when someone commits here, by name.
  @available(*, noasync)
  package func commitHooks() throws(GitError) -> [String] {
    let folder = try hooksFolder()
    return ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"].filter {
      unsafe access("\(folder)/\($0)", X_OK) == 0
    }
  }

  /// A relative `core.hooksPath` is taken from the root of the working tree, where git runs hooks.
  private func hooksFolder() throws(GitError) -> String {
    guard let named = try git.configuration("core.hooksPath") else { return "\(commonDirectory)/hooks" }
    let path = try expandedPath(named)
    return path.hasPrefix("/") ? path : "\(git.workingDirectory)/\(path)"
  }
}

/// Where the `git` command is, searched for in a search path such as `PATH`; it is not run.
package func gitProgram(in searchPath: String) -> String? {
  searchPath.split(separator: ":").map { "\($0)/git" }.first { unsafe access($0, X_OK) == 0 }
}
