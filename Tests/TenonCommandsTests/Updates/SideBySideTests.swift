import Foundation
import Testing
import TestSupport

/// Many units are planned by several threads, and nobody can tell.
struct SideBySideTests {
  private static let count = 150

  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeRepository("repo")
    try sandbox.write("repo/.tenon/workspace.yaml", "skeletons: [{ path: skeletons }]\n")
    try sandbox.write("repo/skeletons/note/skeleton.yaml", smallSkeleton("note", destination: "notes"))
    try sandbox.write("repo/skeletons/note/files/text.md", "# <% name %>\n\nOf nobody.\n\nLast.\n")
    return sandbox
  }

  private func list(_ names: some Sequence<String>) -> String { names.map { "- { name: \($0) }\n" }.joined() }

  private func text(_ path: String, in sandbox: Sandbox) throws -> String {
    String(decoding: try sandbox.read(path), as: UTF8.self)
  }

  @Test func `a long list lays out what each unit would be alone`() throws {
    let names = (0..<Self.count).map { "n\($0)" }
    let (many, each) = (try sandbox(), try sandbox())
    try many.write("units.yaml", list(names))
    let laid = try many.tenon("new", "note", "--units", "../units.yaml", in: "repo")
    #expect(laid.status == 0, "\(laid.errorText)")
    for name in [0, 1, 2, 75, 76, 148, 149].map({ "n\($0)" }) {
      #expect(try each.tenon("new", "note", name, in: "repo").status == 0)
      for file in ["notes/\(name)/text.md", ".tenon/units/note/\(name)/record.json"] {
        #expect(try many.read("repo/\(file)") == each.read("repo/\(file)"))
      }
    }
    #expect(try many.tenon("check", in: "repo").status == 0)
  }

  @Test func `what is wrong in a long list is said in its order, wherever it stands`() throws {
    let sandbox = try sandbox()
    let wrong = [3, 80, 149]
    try sandbox.write("units.yaml", list((0..<Self.count).map { wrong.contains($0) ? "'a b/..'" : "n\($0)" }))
    let laid = try sandbox.tenon("new", "note", "--units", "../units.yaml", in: "repo")
    #expect(laid.status != 0)
    let lines = laid.errorText.matches(of: #/units\.yaml:(\d+)/#).compactMap { Int($0.1) }
    #expect(lines.filter { wrong.contains($0 - 1) } == wrong.map { $0 + 1 }, "\(laid.errorText)")
    #expect(!sandbox.exists("repo/notes"))
  }

  @Test func `an update of many units keeps every edit and tells conflicts in order`() throws {
    let sandbox = try sandbox()
    try sandbox.write("units.yaml", list((0..<Self.count).map { "n\($0)" }))
    #expect(try sandbox.tenon("new", "note", "--units", "../units.yaml", in: "repo").status == 0)
    try sandbox.write("repo/notes/n7/text.md", "# n7\n\nOf somebody.\n\nLast.\n")
    try sandbox.write("repo/notes/n90/text.md", "# n90\n\nOf nobody.\n\nLast.\nMine.\n")
    try sandbox.commitAll("notes")
    try sandbox.write("repo/skeletons/note/files/text.md", "# <% name %>\n\nOf ops.\n\nLast.\n")
    let stopped = try sandbox.tenon("update", in: "repo")
    #expect(stopped.status != 0)
    #expect(try text("repo/notes/n8/text.md", in: sandbox) == "# n8\n\nOf nobody.\n\nLast.\n")
    let updated = try sandbox.tenon("update", "--on-conflict", "ours", in: "repo")
    #expect(updated.status == 0, "\(updated.errorText)")
    #expect(try text("repo/notes/n7/text.md", in: sandbox) == "# n7\n\nOf somebody.\n\nLast.\n")
    #expect(try text("repo/notes/n90/text.md", in: sandbox) == "# n90\n\nOf ops.\n\nLast.\nMine.\n")
    #expect(try text("repo/notes/n149/text.md", in: sandbox) == "# n149\n\nOf ops.\n\nLast.\n")
    #expect(try sandbox.tenon("update", "--dry-run", in: "repo").text.contains("nothing to do"))
  }
}
