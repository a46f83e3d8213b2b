import Applying
import Diagnostics
import Disk
import FileTrees
import Foundation
import Testing
import TestSupport

/// What an apply never reaches, and who it waits for.
struct ReachTests {
  let bench: Bench

  init() throws { bench = try Bench() }

  @Test(arguments: [
    ".git/hooks/pre-commit", "sub/.git", "a/.GiT/config", ".tenon/state/lock", ".tenon/state",
  ])
  func `git's own files and the state are out of reach`(path: String) throws {
    let change = Change(
      path: try RelativePath(path), before: .absent, after: .file([1], executable: false))
    let error = #expect(throws: ApplyError.self) { _ = try bench.apply([change]) }
    #expect(error?.diagnostics.first?.kind == .data)
    #expect(!bench.sandbox.exists("w/.tenon"))
  }

  @Test(arguments: ["sub/.git/HEAD", "sub/.git"])
  func `another repository is out of reach, be its git a folder or a file`(marker: String) throws {
    try bench.sandbox.write("w/\(marker)", "x\n")
    let before = try bench.snapshot()
    #expect(throws: ApplyError.outOfReach(try RelativePath("sub"), why: "is another git repository")) {
      _ = try bench.apply([try bench.change("sub/deep/new.txt", to: "x\n")])
    }
    #expect(try bench.snapshot() == before)
  }

  @Test func `a symbolic link above a path is named, wherever it leads`() throws {
    try bench.sandbox.write("outside/x", "outside\n")
    try FileManager.default.createSymbolicLink(
      atPath: "\(bench.root)/out", withDestinationPath: bench.sandbox.path("outside"))
    let change = Change(
      path: try RelativePath("out/new.txt"), before: .absent, after: .file([1], executable: false))
    let error = #expect(throws: ApplyError.self) { _ = try bench.apply([change]) }
    #expect(error?.diagnostics.first?.kind == .inTheWay)
    #expect(error?.diagnostics.first?.message.contains("'out' is a symbolic link") == true)
    #expect(!bench.sandbox.exists("outside/new.txt"))
  }

  @Test func `a folder swapped for a symbolic link while it is applied changes nothing outside`() throws {
    try bench.sandbox.write("outside/tasks/main.yml", "- old\n")
    let outside = try Snapshot(of: bench.sandbox.path("outside"))
    let (root, elsewhere) = (bench.root, bench.sandbox.path("outside"))
    #expect(throws: ApplyError.self) {
      _ = try bench.apply(try bench.changes()) { operation throws(DiskError) in
        guard operation.writesJournal else { return }
        try? FileManager.default.moveItem(atPath: "\(root)/roles/web", toPath: "\(root)/roles/moved")
        try? FileManager.default.createSymbolicLink(
          atPath: "\(root)/roles/web", withDestinationPath: elsewhere)
      }
    }
    #expect(try Snapshot(of: elsewhere) == outside)
    #expect(try bench.sandbox.text("w/roles/moved/tasks/main.yml") == "- old\n")
    #expect(try bench.sandbox.text("w/roles/kept/file.txt") == "to go as well\n")
  }

  @Test func `a file that changes while it is applied is put back as it is`() throws {
    let file = "\(bench.root)/roles/web/tasks/main.yml"
    #expect(
      throws: ApplyError.moved([.init(path: try RelativePath("roles/web/tasks/main.yml"), reason: .changed)])
    ) {
      _ = try bench.apply(try bench.changes()) { operation throws(DiskError) in
        if operation.writesJournal { try? Data("- raced\n".utf8).write(to: URL(fileURLWithPath: file)) }
      }
    }
    #expect(try bench.sandbox.text("w/roles/web/tasks/main.yml") == "- raced\n")
    #expect(try bench.sandbox.text("w/roles/kept/file.txt") == "to go as well\n")
    #expect(!bench.sandbox.exists("w/.tenon"))
  }

  @Test func `a second writer waits, then says who holds the lock`() throws {
    let changes = try bench.changes()
    let first = try Transaction(changes, in: bench.folder(), label: "tenon new web", patience: 60)
    let error = #expect(throws: ApplyError.self) { _ = try bench.apply(changes) }
    let message = error?.diagnostics.first?.message ?? ""
    #expect(
      message.contains(
        "'tenon new web' is writing in this workspace (process \(ProcessInfo.processInfo.processIdentifier), since 2"
      ))
    #expect(error?.diagnostics.first?.kind == .busy)
    #expect(try bench.recover() == nil)
    _ = try first.commit()
    #expect(try bench.sandbox.text("w/roles/web/tasks/main.yml") == "- new\n")
  }

  @Test func `the lock of a process that is gone is no obstacle`() throws {
    try bench.sandbox.write("w/.tenon/state/lock", #"{"pid":1,"command":"tenon new","since":"yesterday"}"#)
    _ = try bench.apply(try bench.changes())
    #expect(try bench.sandbox.text("w/roles/web/tasks/main.yml") == "- new\n")
  }

  @Test func `many at once leave one whole tree`() async throws {
    let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
      let changes = try bench.changes()
      for _ in 0..<6 {
        group.addTask { [bench] in
          do {
            _ = try Applying.apply(changes, in: bench.folder(), label: "tenon new", patience: 4000)
            return true
          } catch ApplyError.moved {
            return false
          }
        }
      }
      return try await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(outcomes.filter { $0 }.count == 1)
    #expect(try bench.state() == [".gitignore", "lock", "log"])
  }

  @Test func `two changes of one path contradict each other`() throws {
    let change = try bench.change("README.md", to: "x\n")
    #expect(throws: ApplyError.contradictory(change.path)) { _ = try bench.apply([change, change]) }
  }

  @Test func `a signal during an apply is passed on once the tree is whole`() async {
    await #expect(processExitsWith: .signal(SIGTERM)) {
      signal(SIGTERM, SIG_DFL)
      var none = sigset_t()
      unsafe sigemptyset(&none)
      unsafe pthread_sigmask(SIG_SETMASK, &none, nil)
      let bench = try Bench()
      _ = try? bench.apply(try bench.changes()) { operation throws(DiskError) in
        // To this thread: one sent to the process may reach another thread, and only after all is done.
        if operation.writesJournal { raise(SIGTERM) }
      }
    }
  }
}
