import FileTrees
import Foundation
import GitReading
import Testing
import TestSupport
import Texts

@Suite struct ExpectedTreeTests {
  /// Random edits of a random tree, staged by git as a person would: deletions first, then the rest.
  @Test(arguments: seeds(6), [false, true])
  func `the expected tree is the one that git writes`(seed: Int, isUnborn: Bool) throws {
    var random = SeededGenerator(seed: seed)
    let fixture = try Fixture()
    let before = isUnborn ? [:] : FlatFiles.random(&random)
    try fixture.writeAll(before)
    if !isUnborn { try fixture.sandbox.commitAll() }
    let after = FlatFiles.random(&random, keeping: before)
    try fixture.replaceAll(before, with: after)
    try fixture.git("add", "-A")
    let repository = try fixture.open()
    let id = try ExpectedTree(repository).tree(
      of: repository.head().commit, applying: FlatFiles.edits(from: before, to: after))
    #expect(id.hex == (try fixture.git("write-tree")))
  }

  @Test func `nothing left is the empty tree`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a/b/c": "1"])
    let repository = try fixture.open()
    let edit = TreeEdit(path: try RelativePath("a/b/c"), entry: nil)
    let empty = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
    #expect(try ExpectedTree(repository).tree(of: repository.head().commit, applying: [edit]).hex == empty)
    #expect(try ExpectedTree(repository).tree(of: nil, applying: [edit]).hex == empty)
  }

  @Test func `without edits it is the tree of the commit`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a/b": "1", "c": "2"])
    let repository = try fixture.open()
    let tree = try ExpectedTree(repository).tree(of: repository.head().commit, applying: [])
    #expect(tree.hex == (try fixture.git("rev-parse", "HEAD^{tree}")))
  }

  @Test func `the removal of a file takes no folder of that name away`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a/b": "1"])
    let repository = try fixture.open()
    let edits = [TreeEdit(path: try RelativePath("a"), entry: nil)]
    let tree = try ExpectedTree(repository).tree(of: repository.head().commit, applying: edits)
    #expect(tree.hex == (try fixture.git("rev-parse", "HEAD^{tree}")))
  }

  @Test func `a submodule and an executable keep their modes`() throws {
    let fixture = try Fixture()
    try fixture.sandbox.makeRepository("repo/inner")
    try fixture.sandbox.write("repo/inner/x", "1")
    try fixture.sandbox.commitAll(in: "repo/inner")
    try fixture.sandbox.write("repo/run", Array("#!".utf8), executable: true)
    try FileManager.default.createSymbolicLink(
      atPath: fixture.sandbox.path("repo/link"), withDestinationPath: "run")
    try fixture.sandbox.commitAll()
    let repository = try fixture.open()
    let head = try #require(try repository.head().commit)
    let modes = try repository.entries(inTreeOf: head).mapValues(\.mode.text)
    #expect(
      modes == [
        try RelativePath("inner"): "160000", try RelativePath("run"): "100755",
        try RelativePath("link"): "120000",
      ])
    let blob = TreeEntry(mode: .file(.regular), id: blobID(of: Array("n".utf8)))
    let tree = try ExpectedTree(repository).tree(
      of: head, applying: [TreeEdit(path: RelativePath("new"), entry: blob)])
    try fixture.write("new", "n")
    try fixture.git("add", "new")
    #expect(tree.hex == (try fixture.git("write-tree")))
  }
}

@Suite struct TreeChangeTests {
  @Test(arguments: seeds(5))
  func `changes between commits are those of git diff-tree`(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let fixture = try Fixture()
    let before = FlatFiles.random(&random)
    try fixture.writeAll(before)
    try fixture.sandbox.commitAll()
    let after = FlatFiles.random(&random, keeping: before)
    try fixture.replaceAll(before, with: after)
    try fixture.sandbox.commitAll()
    let repository = try fixture.open()
    let trees = try ["HEAD~1", "HEAD"].map { try repository.commit(repository.resolve($0)).tree }
    let changes = try repository.changes(fromTree: trees[0], toTree: trees[1])
    let told = try fixture.git("diff-tree", "-r", "-z", "--no-renames", "HEAD~1", "HEAD")
    #expect(Set(changes.map(\.line)) == Fixture.rawLines(told))
    #expect(changes.map(\.path) == changes.map(\.path).sorted())
  }

  @Test(arguments: seeds(5))
  func `changes of the index are those of git diff-index`(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let fixture = try Fixture()
    let before = FlatFiles.random(&random)
    try fixture.writeAll(before)
    try fixture.sandbox.commitAll()
    let after = FlatFiles.random(&random, keeping: before)
    try fixture.replaceAll(before, with: after)
    try fixture.git("add", "-A")
    let changes = try fixture.open().indexChanges()
    let told = Fixture.rawLines(try fixture.git("diff-index", "-z", "--cached", "--no-renames", "HEAD"))
    #expect(Set(changes.map(\.line)).symmetricDifference(told) == [])
  }

  @Test func `a file that is only announced is in no commit`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a": "1"])
    try fixture.write("announced", "x")
    try fixture.git("add", "-N", "announced")
    #expect(try fixture.open().indexChanges() == [])
    #expect(try fixture.git("write-tree") == (try fixture.git("rev-parse", "HEAD^{tree}")))
  }

  @Test func `on an unborn branch everything in the index is new`() throws {
    let fixture = try Fixture()
    try fixture.write("a", "1")
    try fixture.git("add", "a")
    #expect(try fixture.open().indexChanges().map(\.before) == [nil])
  }

  @Test func `an unmerged path has no entry after`() throws {
    let fixture = try Fixture.inConflict()
    #expect(try fixture.open().indexChanges().map(\.after) == [nil])
  }
}

@Suite struct RevisionTests {
  @Test(arguments: ["HEAD", "main", "HEAD~1", "v1", "v1^{commit}", "refs/heads/main", "HEAD^{/first}", "@"])
  func `a revision means what git says`(revision: String) throws {
    let fixture = try Fixture()
    try fixture.commit(["a": "1"], "first")
    try fixture.git("tag", "-a", "v1", "-m", "annotated")
    try fixture.commit(["a": "2"], "second")
    let expected = try fixture.git("rev-parse", "\(revision)^{commit}")
    #expect(try fixture.open().resolve(revision).hex == expected)
    #expect(try fixture.open().resolve(String(expected.prefix(7))).hex == expected)
  }

  @Test(arguments: ["nope", "HEAD~9", "", "HEAD:a", "..", "a b", "-x", "HEAD^{tree}", "0123456"])
  func `an unknown revision is missing`(revision: String) throws {
    let fixture = try Fixture()
    try fixture.commit(["a": "1"])
    let repository = try fixture.open()
    #expect(reason { _ = try repository.resolve(revision) } == .unknownRevision)
  }

  @Test func `a commit says its parents and its message`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a": "1"], "first")
    try fixture.commit(["a": "2"], "Second\n\nBody\n\nTenon-Handoff: x")
    let repository = try fixture.open()
    let commit = try repository.commit(repository.resolve("HEAD"))
    #expect(commit.parents == [try repository.resolve("HEAD~1")])
    #expect(commit.message == Array("Second\n\nBody\n\nTenon-Handoff: x\n".utf8))
    #expect(
      reason { _ = try repository.commit(commit.tree) } == .malformed("it is an object of another type"))
  }

  @Test func `a blob is read up to a limit`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a": "hello"])
    let repository = try fixture.open()
    let id = blobID(of: Array("hello".utf8))
    #expect(try repository.blob(id, limit: 5) == Array("hello".utf8))
    #expect(reason { _ = try repository.blob(id, limit: 4) } == .tooLarge(limit: 4))
    #expect(try repository.blob(blobID(of: [1]), limit: 5) == nil)
  }

  @Test func `an object in a pack is read like a loose one`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a/b": "hello"])
    try fixture.git("gc", "-q")
    let repository = try fixture.open()
    let head = try repository.resolve("HEAD")
    let entry = try #require(try repository.entry(at: RelativePath("a/b"), inTreeOf: head))
    #expect(try repository.blob(entry.id, limit: 99) == Array("hello".utf8))
    #expect(try repository.entry(at: RelativePath("a"), inTreeOf: head)?.mode == .tree)
    #expect(try repository.entry(at: RelativePath("a/b/c"), inTreeOf: head) == nil)
  }
}

@Suite struct RevisionFilesTests {
  @Test(arguments: [false, true])
  func `a folder is read at a revision, of a working tree and of a bare repository`(isBare: Bool) throws {
    let fixture = try Fixture()
    try fixture.commit(["skels/k/skeleton.yaml": "name: k\n", "skels/k/files/ü": "1\r\n", "other": "x"])
    try fixture.git("tag", "v1")
    try fixture.commit(["skels/k/files/ü": "2"])
    if isBare { try fixture.git("clone", "-q", "--bare", ".", "../bare") }
    let read = try RevisionFiles(
      at: "v1", below: RelativePath("skels/k"), ofRepositoryAt: fixture.sandbox.path(isBare ? "bare" : "repo")
    )
    #expect(read.files.paths.map(\.description) == ["files/ü", "skeleton.yaml"])
    #expect(read.files[try RelativePath("files/ü")] == .file("1\r\n"))
    #expect(read.commit.hex == (try fixture.git("rev-parse", "v1")))
  }

  @Test func `what is not there is said`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a/b": "1"])
    let path = fixture.sandbox.path("repo")
    #expect(reason { _ = try RevisionFiles(at: "v9", below: nil, ofRepositoryAt: path) } == .unknownRevision)
    #expect(
      reason { _ = try RevisionFiles(at: "main", below: RelativePath("c"), ofRepositoryAt: path) }
        == .noSuchFolder(revision: "main"))
    #expect(
      reason { _ = try RevisionFiles(at: "main", below: nil, ofRepositoryAt: path + "/a") } == .noRepository)
  }

  @Test func `there is a limit to files and to bytes`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a/b": "123", "a/c": "456"])
    let path = fixture.sandbox.path("repo")
    for (limits, expected) in [
      (RevisionFiles.Limits(files: 2), GitError.Reason.tooMany), (.init(bytes: 5), .tooLarge(limit: 2)),
    ] {
      #expect(
        reason { _ = try RevisionFiles(at: "main", below: nil, ofRepositoryAt: path, limits: limits) }
          == expected)
    }
  }

  @Test func `a hostile name in a tree is refused`() throws {
    let fixture = try Fixture()
    let blob = try fixture.git("hash-object", "-w", "--stdin", input: Array("x".utf8))
    let tree = try fixture.git("mktree", input: Array("100644 blob \(blob)\t..\n".utf8))
    let commit = try fixture.git("commit-tree", "-m", "x", tree)
    let failure = reason {
      _ = try RevisionFiles(at: commit, below: nil, ofRepositoryAt: fixture.sandbox.path("repo"))
    }
    #expect(failure == .badPath(PathError(path: Array("..".utf8), reason: .leavesTheRoot)))
  }
}
