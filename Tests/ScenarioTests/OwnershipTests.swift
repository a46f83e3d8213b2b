import Foundation
import Testing
import TestSupport

/// A path belongs to one unit, and no other one writes there, moves its files there or takes what is there for its own.
struct OwnershipTests {
  private func twoUnits() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeUsualRepository()
    try sandbox.write("repo/.tenon/workspace.yaml", "skeletons:\n  - { path: skeletons }\n")
    try sandbox.write(
      "repo/skeletons/pair/skeleton.yaml",
      smallSkeleton("pair", destination: "pairs") + """
          word: { type: string, default: x, help: In both files }

        """)
    let text = "one\ntwo\nthree\n<% word %>\n"
    try sandbox.write("repo/skeletons/pair/files/first.txt", text)
    try sandbox.write("repo/skeletons/pair/files/second.txt", "of <% name %>\n" + text)
    try sandbox.tenon("new", "pair", "alpha")
    try sandbox.commitAll("Begin")
    return sandbox
  }

  @Test func `a file of another unit is never taken for one that was moved`() throws {
    let sandbox = try twoUnits()
    try sandbox.tenon("new", "pair", "beta", "--into", "pairs/alpha/beta")
    // Without the second file nothing tells that the folder is no copy of the unit.
    try sandbox.run("rm", ["pairs/alpha/first.txt", "pairs/alpha/beta/second.txt"], in: "repo")
    let before = try sandbox.text("repo/pairs/alpha/beta/first.txt")
    #expect(try sandbox.tenon("update", "pair/alpha", "--set", "word=y", "--on-conflict", "ours").status == 0)
    #expect(try sandbox.text("repo/pairs/alpha/beta/first.txt") == before)
    let record = try sandbox.text("repo/.tenon/units/pair/alpha/record.json")
    #expect(!record.contains("pairs/alpha/beta"))
  }

  @Test func `a path of another unit is refused, whatever is to be decided`() throws {
    let sandbox = try twoUnits()
    for choice in ["stop", "ours", "theirs"] {
      let refused = try sandbox.tenon(
        "new", "pair", "beta", "--into", "pairs/alpha", "--on-conflict", choice)
      #expect(refused.status == 73)
      #expect(refused.errorText.contains("pairs/alpha/first.txt: the file belongs to unit pair/alpha"))
    }
    let json = try sandbox.tenon("new", "pair", "beta", "--into", "pairs/alpha", "--json")
    let document = try JSONDecoder().decode(Errors.self, from: json.output)
    #expect(document.errors.count == 2)
    #expect(
      document.errors.allSatisfy { $0.kind == "in-the-way" && $0.path?.hasPrefix("pairs/alpha/") == true })
  }

  private struct Errors: Decodable {
    let errors: [Item]
    struct Item: Decodable {
      let kind: String
      let path: String?
    }
  }

  @Test
  func `a unit in conflict stays as it is, and the others are updated where somebody wants to keep going`()
    throws
  {
    let sandbox = try twoUnits()
    try sandbox.tenon("new", "pair", "beta")
    try sandbox.write("repo/pairs/alpha/first.txt", "one\ntwo\nthree\nby hand\n")
    let before = try sandbox.text("repo/.tenon/units/pair/alpha/record.json")
    #expect(try sandbox.tenon("update", "--set", "word=y").status == 2)
    #expect(try sandbox.text("repo/pairs/beta/first.txt").hasSuffix("x\n"))
    let going = try sandbox.tenon("update", "--set", "word=y", "--keep-going")
    #expect(going.status == 2)
    #expect(going.errorText.contains("pairs/alpha/first.txt: you and the skeleton changed the same lines"))
    #expect(try sandbox.text("repo/pairs/beta/first.txt").hasSuffix("y\n"))
    #expect(try sandbox.text("repo/pairs/alpha/second.txt").hasSuffix("x\n"))
    #expect(try sandbox.text("repo/.tenon/units/pair/alpha/record.json") == before)
    let status = try sandbox.tenon("status")
    #expect(status.text.contains("pair/beta   current"))
  }
}
