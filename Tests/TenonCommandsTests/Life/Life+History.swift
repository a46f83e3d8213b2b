import Foundation
import Testing
import TestSupport

extension Life {
  /// Makes history of what stands there, in one of the ways in which real git does; or leaves it as it is.
  mutating func commitSomehow() throws {
    switch Int.random(in: 0...7, using: &random) {
    case 0, 1: break
    case 2: try squash()
    case 3: try rebase()
    case 4: try merge()
    case 5: try shallowClone()
    case 6: try git("add", "-A")
    default: try commit()
    }
    let checked = try tenon(["check"])
    #expect(checked.status == 0, "\(checked.text)\(checked.errorText)")
    #expect(try person.lost(in: sandbox, folder) == [])
  }

  private mutating func squash() throws {
    try git("checkout", "-q", "-b", "side")
    try commit()
    try person.edit(sandbox, in: folder, likelyName: skeleton.likelyName, using: &random)
    try commit()
    try git("checkout", "-q", "main")
    try git("merge", "-q", "--squash", "side")
    try commit()
    try git("branch", "-q", "-D", "side")
  }

  private func rebase() throws {
    try git("checkout", "-q", "-b", "side")
    try commit()
    try git("checkout", "-q", "main")
    try takeNotes()
    try git("checkout", "-q", "side")
    try git("rebase", "-q", "main")
    try git("checkout", "-q", "main")
    try git("merge", "-q", "--ff-only", "side")
    try git("branch", "-q", "-d", "side")
  }

  private func merge() throws {
    try git("checkout", "-q", "-b", "side")
    try commit()
    try git("checkout", "-q", "main")
    try takeNotes()
    try git("merge", "-q", "--no-ff", "-m", "Merge", "side")
    try git("branch", "-q", "-d", "side")
  }

  /// Goes on in a clone that has one commit; what git ignores is not in it.
  private mutating func shallowClone() throws {
    try commit()
    let clone = "clone\(skeleton.version)"
    let conversion =
      try sandbox.run("git", ["config", "core.autocrlf"], in: folder).text.isEmpty ? "false" : "true"
    try sandbox.git(
      "clone", "-q", "-c", "core.autocrlf=\(conversion)", "--depth", "1", "file://\(sandbox.path(folder))",
      clone,
      in: "")
    try FileManager.default.removeItem(atPath: sandbox.path(folder))
    folder = clone
    person.giveUp { $0.hasSuffix(".local") }
  }

  private func takeNotes() throws {
    let notes = (try? sandbox.text("\(folder)/docs/notes.md")) ?? ""
    try sandbox.write("\(folder)/docs/notes.md", notes + "version \(skeleton.version)\n")
    try commit()
  }

  private func commit() throws { try sandbox.commitAll("Version \(skeleton.version)", in: folder) }

  private func git(_ arguments: String...) throws {
    let finished = try sandbox.run("git", arguments, in: folder)
    guard finished.status == 0 else { throw ProgramFailure(arguments: arguments, finished: finished) }
  }
}
