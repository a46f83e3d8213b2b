import FileTrees
import Foundation
import Testing
import TestSupport

/// What the next command finds after a crash, whichever command it is.
@Suite(.requires("strace")) struct RecoveringTests {
  let stage: FaultStage

  init() throws { stage = try FaultStage(.update) }

  /// A copy of the workspace in which an update was killed at the last rename that leaves it half-way, with a file of the
  /// unit in its place already.
  private func interrupted() throws -> String {
    let renames = try stage.calls(with: [])["renameat2", default: 0]
    for rename in stride(from: renames, to: 0, by: -1) {
      let folder = try stage.copy("interrupted")
      let finished = try stage.run(["inject=renameat2:signal=KILL:when=\(rename)"], in: folder)
      try #require(finished.status == 137)
      let isPending = stage.sandbox.exists("\(folder)/.tenon/state/pending/journal.json")
      if isPending, try !files(of: folder, unlike: stage.before).isEmpty,
        try !files(of: folder, unlike: stage.after).isEmpty
      {
        return folder
      }
      try stage.remove(folder)
    }
    throw CocoaError(.fileNoSuchFile)
  }

  /// Files of the unit that have other contents than in a state.
  private func files(of folder: String, unlike state: State) throws -> [Substring] {
    try Snapshot(of: stage.sandbox.path(folder)).differences(from: state.files).compactMap {
      $0.hasPrefix("~ units/") ? $0.split(separator: " ")[1] : nil
    }
  }

  @Test func `every command first takes back what was interrupted, and says so in one line`() throws {
    let folder = try interrupted()
    for command in ReadOnlyTests.commands {
      try stage.sandbox.moveIn(folder, to: "next")
      defer { try? stage.remove("next") }
      let finished = try stage.sandbox.tenon(command.split(separator: " ").map(String.init), in: "next")
      let notes = finished.errorText.split(separator: "\n").filter { $0.contains("interrupted") }
      #expect(
        notes == ["note: 'update unit/web' was interrupted and has been rolled back"], "tenon \(command)")
      #expect(!stage.sandbox.exists("next/.tenon/state/pending"), "tenon \(command)")
    }
  }

  @Test func `a file that somebody touched since is left, and both versions are where the line says`() throws
  {
    let folder = try interrupted()
    let touched = try #require(try files(of: folder, unlike: stage.before).first)
    let former = try #require(stage.before.files.items[try RelativePath(String(touched))])
    try stage.sandbox.write("\(folder)/\(touched)", "somebody's\n")
    let finished = try stage.sandbox.tenon("status", in: folder)
    let kept = ".tenon/state/kept/1/\(touched)"
    #expect(
      finished.errorText.contains(
        "\(touched) has changed since and was left unchanged (its previous version is in \(kept))"),
      "\(finished.errorText)")
    #expect(try stage.sandbox.text("\(folder)/\(touched)") == "somebody's\n")
    #expect(former == .file(try stage.sandbox.read("\(folder)/\(kept)"), mode: 0o644))
    #expect(try stage.sandbox.tenon("status", in: folder).errorText == "")
  }
}
