import FileTrees
import Merging
import Structures
import Testing
import TestSupport
import Texts

/// Where lines conflict and keys do not.
struct StructuralMergeTests {
  private func expect(
    _ result: String, _ file: String, _ base: String, _ ours: String, _ theirs: String,
    _ declared: [MergeRules.Declaration] = [], location: SourceLocation = #_sourceLocation
  ) throws {
    let merge = try merged(file, base, ours, theirs, declared)
    let text = String(decoding: try merge.marked(MergeLabels()).stored, as: UTF8.self)
    #expect(text == result, sourceLocation: location)
  }

  @Test func `neighbours that each side changed are both changed, with their comments`() throws {
    try expect(
      "a: 2  # ours\n# why\nb: 3\n", "x.yaml", "a: 1\nb: 1\n", "a: 2  # ours\nb: 1\n", "a: 1\n# why\nb: 3\n")
  }

  @Test func `what both sides added at the end is there, ours first`() throws {
    try expect("A=1\nB=2\nC=3\n", ".env", "A=1\n", "A=1\nB=2\n", "A=1\nC=3\n")
    try expect(
      "a = 1\nb = 2\nc = 3\n", "x.tfvars", "a = 1\n", "a = 1\nb = 2\n", "a = 1\nc = 3\n")
    try expect(
      "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}\n", "x.json", "{\n  \"a\": 1\n}\n",
      "{\n  \"a\": 1,\n  \"b\": 2\n}\n", "{\n  \"a\": 1,\n  \"c\": 3\n}\n")
    try expect("[s]\na=1\nb=2\nc=3\n", "x.ini", "[s]\na=1\n", "[s]\na=1\nb=2\n", "[s]\na=1\nc=3\n")
    try expect(
      "[s]\na = 1\nb = 2\nc = 3\n", "x.toml", "[s]\na = 1\n", "[s]\na = 1\nb = 2\n", "[s]\na = 1\nc = 3\n")
    try expect(
      "| a | b |\n|---|---|\n| 1 | x |\n| 2 | y |\n| 3 | z |\n", "x.md", "| a | b |\n|---|---|\n| 1 | x |\n",
      "| a | b |\n|---|---|\n| 1 | x |\n| 2 | y |\n", "| a | b |\n|---|---|\n| 1 | x |\n| 3 | z |\n")
  }

  @Test func `what was merged is named`() throws {
    let base = "services:\n  web:\n    image: a:1\n    ports: [80]\n"
    let merge = try merged(
      "compose.yaml", base, base.replacing("a:1", with: "a:2"), base.replacing("[80]", with: "[8080]"))
    #expect(merge.isClean)
    #expect(merge.mergedPaths.sorted() == ["services.web.image", "services.web.ports"])
    #expect(try merged("x.toml", "a = 1\n", "a = 1\nb = 1\n", "a = 1\nc = 1\n").mergedPaths == ["b", "c"])
  }

  @Test func `the same value changed in two ways stays the conflict that it was`() throws {
    let merge = try merged("x.yaml", "a: 1\nb: 1\n", "a: 2\nb: 2\n", "a: 3\nb: 1\n")
    #expect(!merge.isClean)
    #expect(merge.mergedPaths.isEmpty)
  }

  @Test(arguments: [
    ("a: 1\nb: 1\n", "a: 1\n", "a: 1\nb: 2\n"),
    ("a: 1\nb: 1\nc: 1\n", "a: 1\nx: 1\nc: 1\n", "a: 1\ny: 1\nc: 1\n"),
    ("a:\n- 1\n", "a:\n- 1\n- 2\n", "a:\n- 1\n- 3\n"),
    ("a: 1\nb: 1\n", "a: 1\na: 2\nb: 2\n", "a: 1\nb: 3\nc: 1\n"),
  ])
  func `what is contradictory stays a conflict`(base: String, ours: String, theirs: String) throws {
    #expect(!(try merged("x.yaml", base, ours, theirs)).isClean)
  }

  @Test func `hunks that keys decide are decided beside one that they do not`() throws {
    let base = "a: 1\nb: 1\nx: 0\ny: 0\nz: 0\nc: 1\n"
    let merge = try merged(
      "x.yaml", base, "a: 2\nb: 1\nx: 0\ny: 0\nz: 0\nc: 2\n", "a: 1\nb: 2\nx: 0\ny: 0\nz: 0\nc: 3\n")
    #expect(merge.hunks.count == 1)
    #expect(
      String(decoding: try merge.favouring(.ours).stored, as: UTF8.self)
        == "a: 2\nb: 2\nx: 0\ny: 0\nz: 0\nc: 2\n")
  }

  @Test func `a clean merge that has a key twice is none`() throws {
    let base = "a: 1\nb: 1\nc: 1\nd: 1\ne: 1\n"
    try expect("n: 1\n" + base, "x.yaml", base, "n: 1\n" + base, base + "n: 1\n")
    #expect(try merged("x.yaml", base, "n: 1\n" + base, base + "n: 1\n").mergedPaths == ["n"])
  }

  @Test func `a key that both added at two places is in conflict on its line alone`() throws {
    let base = "a: 1\nb: 1\nc: 1\nd: 1\ne: 1\n"
    try expect(
      "<<<<<<< ours\nn: 1\n||||||| base\n=======\nn: 2\n>>>>>>> theirs\n" + base, "x.yaml", base,
      "n: 1\n" + base, base + "n: 2\n")
    let json = "{\n  \"a\": 1,\n  \"b\": 1,\n  \"c\": 1,\n  \"d\": 1\n}\n"
    let merge = try merged(
      "x.json", json, json.replacing("{\n", with: "{\n  \"n\": 1,\n"),
      json.replacing("\n}", with: ",\n  \"n\": 2\n}"))
    #expect(
      merge.hunks == [
        TextMerge.Hunk(base: [], ours: Array("  \"n\": 1,\n".utf8), theirs: Array("  \"n\": 2,\n".utf8))
      ])
    let theirs = String(decoding: try merge.favouring(.theirs).stored, as: UTF8.self)
    #expect(theirs == json.replacing("{\n", with: "{\n  \"n\": 2,\n"))
  }

  @Test func `two elements of one name cannot be told apart`() throws {
    let base = "l:\n- {name: a, v: 1}\n- {name: a, v: 2}\n"
    #expect(
      !(try merged("x.yaml", base, base.replacing("1", with: "3"), base.replacing("2", with: "4"))).isClean)
    let tables = "[[l]]\nname = \"a\"\nv = 1\nw = 1\n[[l]]\nname = \"a\"\nv = 2\n"
    #expect(
      !(try merged(
        "x.toml", tables, tables.replacing("v = 1", with: "v = 3"), tables.replacing("w = 1", with: "w = 4")))
        .isClean)
  }

  @Test func `a byte order mark stays, and is no part of a key`() throws {
    try expect(
      "\u{FEFF}a: 2\nb: 2\n", "x.yaml", "\u{FEFF}a: 1\nb: 1\n", "\u{FEFF}a: 2\nb: 1\n", "\u{FEFF}a: 1\nb: 2\n"
    )
    try expect(
      "\u{FEFF}A=1\nB=2\nC=3\n", ".env", "\u{FEFF}A=1\n", "\u{FEFF}A=1\nB=2\n", "\u{FEFF}A=1\nC=3\n")
  }

  @Test func `what one side added is indented as the other one formatted anew`() throws {
    let base = "{\n  \"a\": 1,\n  \"b\": 2\n}\n"
    try expect(
      "{\n    \"a\": 1,\n    \"n\": {\n        \"x\": 1\n    },\n    \"b\": 2\n}\n", "x.json", base,
      base.replacing("  ", with: "    "),
      base.replacing(",\n", with: ",\n  \"n\": {\n    \"x\": 1\n  },\n"))
  }

  @Test func `what nobody touched keeps its odd indentation`() throws {
    let base = "a \"b\" {\n  x = 1\n  y = 1\n     odd = 1\n}\n"
    try expect(
      base.replacing("x = 1", with: "x = 2").replacing("y = 1", with: "y = 3"), "x.tf", base,
      base.replacing("x = 1", with: "x = 2"), base.replacing("y = 1", with: "y = 3"))
  }

  @Test func `formatting alone is no edit`() throws {
    let base = "a:\n  b: 1\n  c: [1, 2]\n"
    try expect(
      "a:\n    b: 1\n    c: [1, 3]\n    d: 4\n", "x.yaml", base, base.replacing("  ", with: "    "),
      "a:\n  b: 1\n  c: [1, 3]\n  d: 4\n")
  }

  @Test func `lists are merged by name, and other identities only where declared`() throws {
    let base = "l:\n- name: a\n  v: 1\n- name: b\n  v: 1\n"
    try expect(
      base.replacing("a\n  v: 1", with: "a\n  v: 2").replacing("b\n  v: 1", with: "b\n  v: 3"), "x.yaml",
      base,
      base.replacing("a\n  v: 1", with: "a\n  v: 2"), base.replacing("b\n  v: 1", with: "b\n  v: 3"))
    let scalars = "l:\n- 1\n"
    let set = MergeRules.Declaration(path: ["l"], isUnordered: true, isSet: true)
    try expect("l:\n- 1\n- 2\n- 3\n", "x.yaml", scalars, "l:\n- 1\n- 2\n", "l:\n- 1\n- 3\n", [set])
    #expect(!(try merged("x.yaml", scalars, "l:\n- 1\n- 2\n", "l:\n- 1\n- 3\n")).isClean)
  }

  @Test func `line endings of Windows stay`() throws {
    try expect("a: 2\r\nb: 2\r\n", "x.yaml", "a: 1\r\nb: 1\r\n", "a: 2\r\nb: 1\r\n", "a: 1\r\nb: 2\r\n")
  }

  @Test func `templates are left to lines`() throws {
    #expect(StructureFormat(fileName: "x.yaml.j2") == nil)
    #expect(
      !(try merged(
        "x.yaml", "{% if a %}\na: 1\nb: 1\n", "{% if a %}\na: 2\nb: 1\n", "{% if a %}\na: 1\nb: 2\n")).isClean
    )
  }
}
