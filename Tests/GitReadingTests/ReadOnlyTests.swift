import FileTrees
import Foundation
import GitReading
import Testing
import TestSupport
import Texts

/// Git's own folder under a read-only mount: a call that wrote there would fail, and nothing in it may change.
@Suite struct ReadOnlyTests {
  @Test(.requires("mount namespaces", canMount))
  func `every reading works while .git cannot be written, and leaves it as it was`() async throws {
    let fixture = try Fixture()
    try fixture.commit(["a/x": "1\n", "b": "2\n", ".gitattributes": "* text=auto\n"], "first")
    try fixture.git("gc", "-q")
    try fixture.git("config", "core.fsmonitor", "true")
    try fixture.git("config", "core.untrackedCache", "true")
    try fixture.commit(["a/x": "3\n", ".gitignore": "*.log\n"], "second")
    try fixture.write("b", "touched\n")
    try fixture.write("new/y", "4\n")
    try fixture.git("add", "-N", "new/y")
    let folder = fixture.sandbox.path("repo")
    let before = try StampedSnapshot(of: "\(folder)/.git")
    await #expect(processExitsWith: .success) { [folder = folder as String] in
      guard bindReadOnly("\(folder)/.git"), unsafe open("\(folder)/.git/x", O_CREAT | O_WRONLY, 0o600) < 0
      else {
        exit(9)
      }
      try readEverything(in: folder)
    }
    #expect(try StampedSnapshot(of: "\(folder)/.git") == before)
  }
}

/// Calls every function of the room once.
private func readEverything(in folder: String) throws {
  let repository = try GitRepository(containing: folder)
  let path = try RelativePath("a/x")
  let head = try repository.head().commit ?? .zero
  _ = (
    repository.isShallow, repository.operation, try libgit2Version(),
    try repository.configuration("user.name")
  )
  _ = try GitFilters(repository).stored([], at: path) + GitFilters(repository).checkedOut([], at: path)
  _ = (try GitFilters(repository).obstacle(at: path), try repository.isIgnored(RelativePath("x.log")))
  _ = (
    try repository.indexEntry(at: path), try repository.untouchedEntry(at: path),
    try repository.isTracked(path)
  )
  _ = (try repository.indexEntries(), try repository.isNestedRepository(path))
  let commit = try repository.commit(repository.resolve("HEAD~1"))
  _ = (try repository.blob(blobID(of: Array("1\n".utf8)), limit: 9), try repository.entries(inTreeOf: head))
  _ = try repository.changes(fromTree: commit.tree, toTree: nil)
  _ = try repository.changedPaths(ignored: true)
  _ = try repository.indexChanges()
  _ = try ExpectedTree(repository).tree(of: head, applying: [TreeEdit(path: path, entry: nil)])
  _ = try RevisionFiles(at: "HEAD", below: nil, ofRepositoryAt: folder)
}

/// Puts a read-only mount over a folder, for this thread alone.
private func bindReadOnly(_ folder: String) -> Bool {
  unsafe leaveMountNamespace() && mount(nil, "/", nil, UInt(MS_REC | MS_PRIVATE), nil) == 0
    && mount(folder, folder, nil, UInt(MS_BIND), nil) == 0
    && mount(nil, folder, nil, UInt(MS_REMOUNT | MS_BIND | MS_RDONLY), nil) == 0
}

/// `unshare(CLONE_NEWNS)`, which Swift's Glibc does not show.
private func leaveMountNamespace() -> Bool {
  guard let function = unsafe dlsym(nil, "unshare") else { return false }
  return unsafe unsafeBitCast(function, to: (@convention(c) (Int32) -> Int32).self)(0x0002_0000) == 0
}
