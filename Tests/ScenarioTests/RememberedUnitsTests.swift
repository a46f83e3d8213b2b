import Foundation
import Testing
import TestSupport

/// A workspace of so many units that what was found of them is remembered: no answer may be an old one.
struct RememberedUnitsTests {
  static let count = 70

  /// Units of a skeleton of the workspace, committed, and looked at once.
  static func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write("repo/.tenon/workspace.yaml", "skeletons: [{ path: skeletons }]\n")
    try sandbox.write(
      "repo/skeletons/note/skeleton.yaml",
      """
      name: note
      version: 1.0.0
      summary: A note
      destination: notes/<% name %>
      variables:
        name: { type: string }
        owner: { type: string, default: nobody }

      """)
    try sandbox.write("repo/skeletons/note/files/text.md", "# <% name %>\n\nOf <% owner %>.\n\nEnd.\n")
    let list = (0..<count).map { "- { name: n\($0) }\n" }.joined()
    try sandbox.write("units.yaml", list)
    let laid = try sandbox.tenon("new", "note", "--units", "../units.yaml", in: "repo")
    #expect(laid.status == 0, "\(laid.errorText)")
    try sandbox.commitAll("notes")
    // An index that is younger than its files trusts their stamps.
    try sandbox.run("touch", ["-d", "2001-01-01"] + (0..<count).map { "notes/n\($0)/text.md" }, in: "repo")
    try sandbox.git("add", "-A")
    _ = try Self.states(in: sandbox)
    return sandbox
  }

  /// The state of each unit by its id, and how many tracked files have changed.
  private static func states(in sandbox: Sandbox) throws -> (units: [String: String], dirty: Int) {
    let finished = try sandbox.tenon("status", "--json", in: "repo")
    #expect(finished.status == 0, "\(finished.errorText)")
    let status = try JSONDecoder().decode(Status.self, from: finished.output)
    return (
      Dictionary(uniqueKeysWithValues: status.units.map { ($0.id, $0.state) }), status.repository.dirty
    )
  }

  private struct Status: Decodable {
    let units: [Unit]
    let repository: Repository

    struct Unit: Decodable {
      let id: String
      let state: String
    }

    struct Repository: Decodable {
      let dirty: Int
    }
  }

  private func odd(in sandbox: Sandbox) throws -> [String: String] {
    try Self.states(in: sandbox).units.filter { $0.value != "current" }
  }

  @Test func `a second look finds the same, and what changed since`() throws {
    let sandbox = try Self.sandbox()
    #expect(sandbox.exists("repo/.tenon/state/cache/records"))
    let first = try Self.states(in: sandbox)
    #expect(first.units.count == Self.count && first.dirty == 0)
    #expect(Set(first.units.values) == ["current"])
    try sandbox.write("repo/notes/n3/text.md", "# n3\n\nOf nobody.\n\nEnd!\n")
    #expect(try odd(in: sandbox) == ["note/n3": "drifted"])
    #expect(try Self.states(in: sandbox).dirty == 1)
    try sandbox.commitAll("an edit")
    #expect(try odd(in: sandbox) == ["note/n3": "drifted"])
    #expect(try odd(in: sandbox) == ["note/n3": "drifted"])
    #expect(try Self.states(in: sandbox).dirty == 0)
    try sandbox.write("repo/notes/n3/text.md", "# n3\n\nOf nobody.\n\nEnd.\n")
    #expect(try odd(in: sandbox) == [:])
    try FileManager.default.removeItem(atPath: sandbox.path("repo/notes/n4/text.md"))
    #expect(try odd(in: sandbox) == ["note/n4": "missing"])
  }

  @Test func `a folder that became a symbolic link is not the one that was remembered`() throws {
    let sandbox = try Self.sandbox()
    try sandbox.run("mv", ["notes", "elsewhere"], in: "repo")
    try sandbox.run("ln", ["-s", "elsewhere", "notes"], in: "repo")
    #expect(try !Set(Self.states(in: sandbox).units.values).contains("current"))
  }

  @Test func `another skeleton, and other settings, are seen`() throws {
    let sandbox = try Self.sandbox()
    let text = try sandbox.text("repo/skeletons/note/files/text.md")
    try sandbox.write("repo/skeletons/note/files/text.md", text + "More.\n")
    #expect(try odd(in: sandbox).count == Self.count)
    try sandbox.write("repo/skeletons/note/files/text.md", text)
    #expect(try odd(in: sandbox) == [:])
    let settings = try sandbox.text("repo/.tenon/workspace.yaml")
    try sandbox.write("repo/.tenon/workspace.yaml", settings + "defaults: { owner: ops }\n")
    #expect(try Set(odd(in: sandbox).values) == ["outdated"])
    let update = try sandbox.tenon("update", "--dry-run", in: "repo")
    #expect(update.text.contains("\(Self.count) files"))
  }

  @Test(arguments: ["gone", "cut", "mixed", "empty"])
  func `what is remembered can be deleted or damaged without harm`(damage: String) throws {
    let sandbox = try Self.sandbox()
    let path = "repo/.tenon/state/cache/records"
    var bytes = try sandbox.read(path)
    switch damage {
    case "cut": bytes.removeLast(bytes.count / 2)
    case "mixed": bytes.swapAt(bytes.count / 2, bytes.count / 3)
    case "empty": bytes = []
    default: try FileManager.default.removeItem(atPath: sandbox.path(path))
    }
    if damage != "gone" { try sandbox.write(path, bytes) }
    let states = try Self.states(in: sandbox)
    #expect(states.units.count == Self.count && Set(states.units.values) == ["current"])
  }

  @Test func `two records that claim one path are found`() throws {
    let sandbox = try Self.sandbox()
    let record = try sandbox.text("repo/.tenon/units/note/n1/record.json")
    try sandbox.write(
      "repo/.tenon/units/note/n1/record.json", record.replacing("notes/n1/text.md", with: "notes/n2/text.md"))
    try sandbox.commitAll("a claim")
    for _ in 0..<2 {
      let check = try sandbox.tenon("check", in: "repo")
      #expect(check.status == 1)
      #expect(check.text.contains("claims 'notes/n2/text.md'"))
    }
  }

  @Test func `nothing is remembered where git has an entry`() throws {
    let sandbox = try Self.sandbox()
    try sandbox.git("add", "-f", ".tenon/state/cache/records")
    let finished = try sandbox.tenon("status", in: "repo")
    #expect(finished.status == 0)
    #expect(finished.errorText.contains("are not trusted"))
  }

  @Test func `a read-only command on what cannot be written works`() throws {
    let sandbox = try Self.sandbox()
    try FileManager.default.removeItem(atPath: sandbox.path("repo/.tenon/state/cache"))
    try sandbox.run("chmod", ["-R", "a-w", "."], in: "repo")
    defer { _ = try? sandbox.run("chmod", ["-R", "u+w", "."], in: "repo") }
    #expect(try Self.states(in: sandbox).units.count == Self.count)
  }
}
