import Foundation
import Testing
import TestSupport

/// A repository that tenon refuses to work in, and what it says.
struct RefusedRepository: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let status: Int32
  let code: String
  let words: String
  /// The beginning of the hint; a command where one cures it.
  let hint: String
  /// The folder of the sandbox to work in.
  var folder = "repo"
  /// A command that looks at no file then has nothing to complain about.
  var isOnlyItsIndexOdd = false
  let prepare: @Sendable (Sandbox) throws -> Void

  static let all: [RefusedRepository] = [
    RefusedRepository(
      testDescription: "no repository", status: 66, code: "missing", words: "is not in a git repository",
      hint: "run git init", folder: "home"
    ) { _ in },
    RefusedRepository(
      testDescription: "a bare repository", status: 66, code: "missing", words: "bare",
      hint: "create a working tree with git worktree add"
    ) { try $0.git("config", "core.bare", "true") },
    RefusedRepository(
      testDescription: "git's own folder", status: 66, code: "missing", words: "inside a git directory",
      hint: "use -C",
      folder: "repo/.git"
    ) { _ in },
    RefusedRepository(
      testDescription: "SHA-256", status: 74, code: "io", words: "SHA-256", hint: "use a SHA-1 repository"
    ) {
      try FileManager.default.removeItem(atPath: $0.path("repo"))
      try $0.makeRepository("repo", "--object-format=sha256")
    },
    extended(
      "a reftable", "refStorage", "reftable", words: "reftable", hint: "git refs migrate --ref-format=files"),
    extended(
      "a configuration for each worktree", "worktreeConfig", "true", words: "configuration for each worktree",
      hint:
        "move the settings of .git/config.worktree to .git/config, then git config --unset extensions.worktreeConfig"
    ),
    extended("a partial clone", "partialClone", "origin", words: "partial clone", hint: "use a full clone"),
    extended("an extension of tomorrow", "tomorrow", "1", words: "'tomorrow'", hint: "git config --unset"),
    RefusedRepository(
      testDescription: "a split index", status: 74, code: "io", words: "index is split",
      hint: "git update-index --no-split-index", isOnlyItsIndexOdd: true
    ) { try $0.git("update-index", "--split-index") },
    RefusedRepository(
      testDescription: "a sparse index", status: 74, code: "io", words: "index is sparse",
      hint: "git sparse-checkout init --no-sparse-index", isOnlyItsIndexOdd: true
    ) { try $0.git("sparse-checkout", "set", "--cone", "--sparse-index", "roles") },
    RefusedRepository(
      testDescription: "a damaged index", status: 74, code: "io", words: "git's index", hint: "",
      isOnlyItsIndexOdd: true
    ) { try $0.write("repo/.git/index", "nonsense") },
    RefusedRepository(
      testDescription: "a damaged configuration", status: 74, code: "io", words: "config", hint: ""
    ) { try $0.write("repo/.git/config", "[core") },
  ]

  private static func extended(
    _ name: String, _ key: String, _ value: String, words: String, hint: String
  ) -> RefusedRepository {
    RefusedRepository(testDescription: name, status: 74, code: "io", words: words, hint: hint) {
      try $0.git("config", "core.repositoryFormatVersion", "1")
      try $0.git("config", "extensions.\(key)", value)
    }
  }
}

/// A repository that is odd, and in which everything works all the same.
struct WelcomeRepository: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// The root of the working tree, in the sandbox.
  var root = "repo"
  /// Where tenon is started.
  var folder = "repo"
  /// Git's own folder, which nothing may change.
  var gitFolder = "repo/.git"
  let prepare: @Sendable (Sandbox) throws -> Void

  static let all: [WelcomeRepository] = [
    WelcomeRepository(testDescription: "a subfolder", folder: "repo/roles/a b") { _ in },
    WelcomeRepository(testDescription: "a linked worktree", root: "side", folder: "side") {
      try $0.git("worktree", "add", "-q", "-b", "side", "../side")
    },
    WelcomeRepository(
      testDescription: "a repository inside of a submodule", root: "repo/sub", folder: "repo/sub"
    ) {
      try $0.makeRepository("inner")
      try $0.write("inner/x", "1")
      try $0.commitAll(in: "inner")
      try $0.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", "../inner", "sub")
    },
    WelcomeRepository(testDescription: "an unborn branch") {
      try FileManager.default.removeItem(atPath: $0.path("repo"))
      try $0.makeRepository("repo", "-b", "ü")
    },
    WelcomeRepository(testDescription: "a detached HEAD") { try $0.git("checkout", "-q", "--detach") },
    WelcomeRepository(
      testDescription: "a shallow clone", root: "clone", folder: "clone", gitFolder: "clone/.git"
    ) {
      try $0.commitAll("second")
      try $0.git("clone", "-q", "--depth", "1", "file://\($0.path("repo"))", "../clone")
    },
    WelcomeRepository(testDescription: "a sparse checkout") {
      try $0.git("sparse-checkout", "set", "--cone", "roles", ".tenon", "services")
    },
    WelcomeRepository(testDescription: "line endings of Windows") {
      try $0.git("config", "core.autocrlf", "true")
    },
    WelcomeRepository(
      testDescription: "a path with a newline, an umlaut and a blank", root: "a\nü b", folder: "a\nü b",
      gitFolder: "a\nü b/.git"
    ) {
      try FileManager.default.moveItem(atPath: $0.path("repo"), toPath: $0.path("a\nü b"))
    },
    WelcomeRepository(testDescription: "a version 0 repository with a configuration for each worktree") {
      try $0.git("config", "extensions.worktreeConfig", "true")
      try $0.git("config", "--worktree", "core.autocrlf", "input")
    },
  ]
}
