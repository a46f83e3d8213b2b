import Diagnostics
import FileTrees
import Foundation
import GitReading
import Testing
import TestSupport
import Texts

@Suite struct OpeningTests {
  @Test func `a repository is found from its root and from a folder below`() throws {
    let fixture = try Fixture()
    try fixture.write("a/b ü/x", "1")
    let root = try fixture.open()
    #expect(root.workingDirectory == fixture.sandbox.path("repo"))
    #expect(root.gitDirectory == fixture.sandbox.path("repo/.git"))
    #expect(root.startingFolder == nil)
    let below = try fixture.open("repo/a/b ü")
    #expect(below.workingDirectory == root.workingDirectory)
    #expect(below.startingFolder == (try RelativePath("a/b ü")))
  }

  @Test func `a symlink to a folder of the working tree leads to its true place`() throws {
    let fixture = try Fixture()
    try fixture.write("deep/x", "1")
    try FileManager.default.createSymbolicLink(
      atPath: fixture.sandbox.path("link"), withDestinationPath: fixture.sandbox.path("repo/deep"))
    #expect(try fixture.open("link").startingFolder == (try RelativePath("deep")))
  }

  @Test func `a linked worktree has a HEAD of its own`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a": "1"])
    try fixture.git("worktree", "add", "-q", "-b", "side", "../side")
    let repository = try fixture.open("side")
    #expect(repository.workingDirectory == fixture.sandbox.path("side"))
    #expect(repository.gitDirectory == fixture.sandbox.path("repo/.git/worktrees/side"))
    #expect(try repository.head().branch == "side")
    #expect(try repository.indexEntry(at: RelativePath("a")) != nil)
  }

  @Test func `inside a submodule the submodule is the repository`() throws {
    let fixture = try Fixture()
    try fixture.sandbox.makeRepository("inner")
    try fixture.sandbox.write("inner/x", "1")
    try fixture.sandbox.commitAll(in: "inner")
    try fixture.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", "../inner", "sub")
    #expect(try fixture.open("repo/sub").workingDirectory == fixture.sandbox.path("repo/sub"))
    let outer = try fixture.open()
    #expect(try outer.indexEntry(at: RelativePath("sub"))?.isSubmodule == true)
    #expect(try outer.isNestedRepository(RelativePath("sub")))
    #expect(try outer.isNestedRepository(RelativePath("sub"), isPlain: true))
  }

  @Test func `an untracked repository in the working tree is a nested one`() throws {
    let fixture = try Fixture()
    try fixture.sandbox.makeRepository("repo/a/inner")
    let repository = try fixture.open()
    #expect(try repository.isNestedRepository(RelativePath("a/inner")))
    #expect(try !repository.isNestedRepository(RelativePath("a")))
  }

  @Test func `a shallow clone says so`() throws {
    let fixture = try Fixture()
    for text in ["1", "2"] { try fixture.commit(["a": text]) }
    try fixture.git("clone", "-q", "--depth", "1", "file://\(fixture.sandbox.path("repo"))", "../clone")
    let clone = try fixture.open("clone")
    #expect(clone.isShallow == true)
    let head = try #require(try clone.head().commit)
    let parent = try #require(try clone.commit(head).parents.first)
    #expect(reason { _ = try clone.commit(parent) } == .noSuchObject)
    #expect(try fixture.open().isShallow == false)
  }

  @Test func `what is in progress is known`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a": "base\n"])
    try fixture.git("checkout", "-q", "-b", "side")
    try fixture.commit(["a": "side\n"])
    try fixture.git("checkout", "-q", "main")
    try fixture.commit(["a": "main\n"])
    for (command, expected) in [
      ("merge", OperationInProgress.merge), ("rebase", .rebase), ("cherry-pick", .cherryPick),
    ] {
      #expect(try fixture.open().operation == nil)
      _ = try fixture.sandbox.run("git", [command, "side"], in: "repo")
      #expect(try fixture.open().operation == expected)
      #expect(try fixture.open().indexEntry(at: RelativePath("a"))?.isUnmerged == true)
      try fixture.git(command, "--abort")
    }
    try fixture.git("bisect", "start")
    #expect(try fixture.open().operation == .bisect)
  }
}

@Suite struct RefusalTests {
  @Test func `no repository is missing, with a hint`() throws {
    let fixture = try Fixture()
    let error = try #require(failure { try GitRepository(containing: fixture.sandbox.path("home")) })
    #expect(error.reason == .noRepository)
    #expect(error.diagnostics.map(\.kind) == [.missing])
    #expect(error.diagnostics.first?.hints.first?.contains("git init") == true)
  }

  @Test func `a folder that does not exist is in no repository`() throws {
    let fixture = try Fixture()
    #expect(reason { _ = try fixture.open("nowhere") } == .noRepository)
  }

  @Test func `a bare repository is refused`() throws {
    let fixture = try Fixture("--bare")
    #expect(reason { _ = try fixture.open() } == .isBare)
  }

  @Test func `git's own folder is no working tree`() throws {
    let fixture = try Fixture()
    #expect(reason { _ = try fixture.open("repo/.git") } == .insideGitDirectory)
    #expect(reason { _ = try fixture.open("repo/.git/objects") } == .insideGitDirectory)
    try fixture.write(".github/x", "1")
    #expect(reason { _ = try fixture.open("repo/.github") } == nil)
  }

  @Test(arguments: [
    ("objectformat", "sha256", "SHA-256"), ("refstorage", "reftable", "reftable"),
    ("worktreeConfig", "true", "configuration for each worktree"),
    ("partialClone", "origin", "partial clone"),
    ("tomorrow", "1", "'tomorrow'"),
  ])
  func `an extension that libgit2 does not know is named`(name: String, value: String, words: String) throws {
    let fixture = try Fixture()
    try fixture.git("config", "core.repositoryFormatVersion", "1")
    try fixture.git("config", "extensions.\(name)", value)
    let error = try #require(failure { try fixture.open() })
    #expect(error.reason == .unsupportedExtension(name.lowercased()))
    #expect(error.diagnostics.first?.message.contains(words) == true)
    #expect(error.diagnostics.first?.hints.isEmpty == false)
  }

  @Test func `a repository that git made with SHA-256 is refused`() throws {
    let fixture = try Fixture("--object-format=sha256")
    #expect(reason { _ = try fixture.open() } == .unsupportedExtension("objectformat"))
  }

  @Test func `a later format of repositories is refused`() throws {
    let fixture = try Fixture()
    try fixture.git("config", "core.repositoryFormatVersion", "7")
    #expect(failure { try fixture.open() }?.diagnostics.first?.message.contains("7") == true)
  }

  @Test func `a split index is refused, and the hint cures it`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a": "1"])
    try fixture.git("update-index", "--split-index")
    let path = try RelativePath("a")
    for attempt: (GitRepository) throws -> Void in [
      { _ = try $0.indexEntry(at: path) }, { _ = try GitFilters($0).stored([], at: path) },
      { _ = try $0.isIgnored(path) },
      { _ = try $0.changedPaths() }, { _ = try GitFilters($0).obstacle(at: path) },
      { _ = try $0.indexChanges() },
    ] {
      let repository = try fixture.open()
      #expect(reason { try attempt(repository) } == .splitIndex)
    }
    try cure(GitError(.readIndex, .splitIndex), in: fixture)
    #expect(try fixture.open().indexEntry(at: path) != nil)
  }

  @Test func `a sparse index is refused, and the hint cures it`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a/x": "1", "b/y": "2"])
    try fixture.git("sparse-checkout", "set", "--cone", "--sparse-index", "a")
    let repository = try fixture.open()
    #expect(reason { _ = try repository.indexEntry(at: RelativePath("a/x")) } == .sparseIndex)
    try cure(GitError(.readIndex, .sparseIndex), in: fixture)
    #expect(try fixture.open().indexEntry(at: RelativePath("b/y"))?.isSkipWorktree == true)
  }

  /// Later versions of git leave the checksum out where `feature.manyFiles` is set; the one at hand may not know how.
  @Test func `an index without a checksum is refused`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a": "1"])
    let index = try fixture.sandbox.read("repo/.git/index")
    try fixture.sandbox.write("repo/.git/index", index.dropLast(20) + Array(repeating: 0, count: 20))
    #expect(reason { _ = try fixture.open().indexEntry(at: RelativePath("a")) } == .uncheckedIndex)
    let hint = GitError(.readIndex, .uncheckedIndex).diagnostics.first?.hints.first
    #expect(hint?.contains("index.skipHash false") == true)
  }

  @Test func `a file that a sparse checkout leaves out is known, and the hint brings it back`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a/x": "1", "b c/y": "2"])
    try fixture.git("sparse-checkout", "set", "--cone", "a")
    let path = try RelativePath("b c/y")
    #expect(try fixture.open().indexEntry(at: path)?.isSkipWorktree == true)
    #expect(try fixture.open().indexEntry(at: RelativePath("a/x"))?.isSkipWorktree == false)
    #expect(try fixture.open().changedPaths().isEmpty)
    try cure(GitError(.readIndex, .notCheckedOut(path)), in: fixture)
    #expect(fixture.sandbox.exists("repo/b c/y"))
  }

  @Test(arguments: ["index": "not an index", "config": "[core", "HEAD": "nonsense"])
  func `a damaged file of git's is an error, not a crash`(file: String, text: String) throws {
    let fixture = try Fixture()
    try fixture.commit(["a": "1"])
    try fixture.sandbox.write("repo/.git/\(file)", text)
    #expect(
      reason {
        let repository = try fixture.open()
        _ = try repository.head()
        _ = try repository.indexEntry(at: RelativePath("a"))
      } != nil)
  }

  /// Runs the hint as a person would.
  private func cure(_ error: GitError, in fixture: Fixture) throws {
    let command = try #require(error.diagnostics.first?.hints.first)
    #expect(try fixture.sandbox.run("sh", ["-c", command], in: "repo").status == 0, "\(command)")
  }
}

/// The error with which an opening failed, or nil where it did not.
func failure(_ open: () throws -> GitRepository) -> GitError? {
  do {
    _ = try open()
    return nil
  } catch {
    return error as? GitError
  }
}
