import Foundation
import Testing
import TestSupport

/// Real file systems that are full or read-only, a second tenon, and a folder swapped at the wrong moment.
struct FaultPlaceTests {
  /// Whether file systems may be mounted in a namespace of one's own.
  static let canMount: Bool = {
    let tried = try? runProgram("unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"], in: "/")
    return tried?.status == 0
  }()

  /// Runs a shell script with a file system of its own at `mount/`; what it leaves in `left/` is looked at.
  private func onFileSystem(_ options: String, _ stage: FaultStage, _ script: String) throws -> Finished {
    for folder in ["mount", "left"] {
      try? stage.remove(folder)
      try FileManager.default.createDirectory(
        atPath: stage.sandbox.path(folder), withIntermediateDirectories: true)
    }
    let prelude = "set -e; mount -t tmpfs -o \(options) none mount; cp -a template/. mount; \(Self.moveIn); "
    return try stage.sandbox.run("unshare", ["-m", "sh", "-c", prelude + script, try tenonExecutable()])
  }

  /// Journals name the folder that they were written in, and are not trusted in a copy of it.
  private static let moveIn = #"""
    for journal in mount/.tenon/state/*/journal.json mount/.tenon/state/*/*/journal.json; do if [ -e "$journal" ]; then \#
    sed -i -e 's/"inode":"[0-9]*"/"inode":"'$(stat -c %i mount/.tenon/state)'"/' \#
    -e 's/"device":"[0-9]*"/"device":"'$(stat -c %d mount/.tenon/state)'"/' "$journal"; fi; done
    """#

  @Test(.requires("a mount namespace", canMount), arguments: FaultStage.Command.allCases)
  func `a disk that fills up at any moment leaves the tree before or after`(
    command: FaultStage.Command
  ) throws {
    let stage = try FaultStage(command)
    let arguments = command.arguments.joined(separator: " ")
    for free in stride(from: 0, through: 40, by: isNightly ? 1 : 8) {
      let finished = try onFileSystem(
        "size=64m", stage,
        """
        room=$(($(df --output=used -k mount | tail -1) + \(free * 4)))
        mount -o remount,size=${room}k mount
        (cd mount; "$0" \(arguments)) && status=0 || status=$?
        mount -o remount,size=64m mount
        (cd mount; "$0" status >/dev/null)
        cp -a mount/. left
        exit $status
        """)
      #expect([0, 74].contains(finished.status), "\(free) pages free: \(finished.errorText)")
      let state = try State(of: "left", in: stage.sandbox)
      let wanted = finished.status == 0 ? stage.after : stage.before
      #expect(state.differences(from: wanted) == [], "\(free) pages free")
    }
  }

  @Test(.requires("a mount namespace", canMount))
  func `a read-only workspace can be read, and says so where it is to be written`() throws {
    let stage = try FaultStage(.update)
    let finished = try onFileSystem(
      "size=64m", stage,
      """
      mount -o remount,ro mount; cd mount
      "$0" status && "$0" update --dry-run && "$0" check
      "$0" update && exit 1 || status=$?
      "$0" undo && exit 1 || echo "undo $?" >&2
      exit $status
      """)
    #expect(finished.status == 74, "\(finished.errorText)")
    #expect(finished.errorText.contains("Read-only file system; nothing was changed"))
    #expect(finished.errorText.contains("undo 74"))
  }

  @Test(.requires("a mount namespace", canMount))
  func `what was interrupted waits, and is said, while the workspace is read-only`() throws {
    let stage = try FaultStage(.update)
    let finished = try onFileSystem(
      "size=64m", stage,
      """
      cd mount
      strace -f -qq -o /dev/null -e trace=renameat2 -e inject=renameat2:signal=KILL:when=4 "$0" update || true
      mount -o remount,ro .
      "$0" status
      mount -o remount,rw .
      "$0" status
      cp -a . ../left
      """)
    #expect(finished.status == 0, "\(finished.errorText)")
    #expect(
      finished.errorText.contains(
        "was interrupted and cannot be rolled back while the workspace is read-only"))
    #expect(finished.errorText.contains("was interrupted and has been rolled back"))
    #expect(try State(of: "left", in: stage.sandbox).differences(from: stage.before) == [])
  }

  @Test(.requires("strace"))
  func `a second tenon waits for the first, and says who holds the lock where that takes long`() throws {
    let stage = try FaultStage(.new)
    for (delay, second) in [(300, 73), (4000, 75)] {
      let folder = try stage.copy("shared\(delay)")
      let finished = try stage.sandbox.run(
        "sh",
        [
          "-c",
          """
          strace -f -qq -o /dev/null -e trace=fsync -e inject=fsync:delay_enter=\(delay * 1000):when=1 "$0" new ./skeletons/unit web &
          while ! [ -s .tenon/state/lock ]; do sleep 0.01; done
          "$0" new ./skeletons/unit web; status=$?
          wait; exit $status
          """, try tenonExecutable(),
        ], in: folder)
      #expect([Int32(second), 75].contains(finished.status), "\(finished.errorText)")
      if second == 75 { #expect(finished.errorText.contains("is writing in this workspace (process ")) }
      #expect(try State(of: folder, in: stage.sandbox).differences(from: stage.after) == [])
    }
  }

  @Test(.requires("strace"))
  func `a folder swapped for a symbolic link between plan and apply changes nothing outside`() throws {
    let stage = try FaultStage(.update)
    let folder = try stage.copy("swapped")
    try stage.sandbox.run("cp", ["-a", "\(folder)/units", "outside"])
    let outside = try Snapshot(of: stage.sandbox.path("outside"))
    let finished = try stage.sandbox.run(
      "sh",
      [
        "-c",
        """
        strace -f -qq -o /dev/null -e trace=fsync -e inject=fsync:delay_enter=3000000:when=1 "$0" update & pid=$!
        while ! [ -e .tenon/state/pending/journal.part ]; do sleep 0.01; done
        mv units moved; ln -s ../outside units
        wait $pid
        """, try tenonExecutable(),
      ], in: folder)
    #expect(finished.status == 73, "\(finished.errorText)")
    #expect(finished.errorText.contains("'units' is a symbolic link"))
    #expect(try Snapshot(of: stage.sandbox.path("outside")) == outside)
    try stage.sandbox.run("sh", ["-c", "rm units; mv moved units"], in: folder)
    #expect(try State(of: folder, in: stage.sandbox).differences(from: stage.before) == [])
  }
}
