import Structures
import Testing

/// What a generated file is held against: sound texts of each format, and texts with a fault on a known line.
@Suite struct SyntaxFaultTests {
  @Test(arguments: [
    (
      "main.tf",
      "variable \"x\" {\n  type = map(object({ a = string }))\n}\n\nlocals {\n  y = [for k in var.x : k]\n}\n"
    ),
    ("a.json", "[]\n"), ("b.json", "{\"a\": [1, {}, \"x,]\"], \"b\": null}\n"),
    ("a.toml", "a = 1\n[b]\nc = 2024-01-01T00:00:00Z\nd = [\"x\", 'y', true, -inf]\n"),
    ("a.service", "# one\n[Unit]\nDescription=x\n\n[Service]\nExecStart=/bin/a \\\n  b\nExecStart=/bin/c\n"),
    ("a.ini", "top = 1\n[a]\nb = c\n  d\n"), (".env", "# x\nA=1\nexport B=\"x y\"\n"), ("README.md", "[x\n"),
  ])
  func `a sound text has no fault`(name: String, text: String) throws {
    let format = try #require(StructureFormat(fileName: name))
    #expect(SyntaxFault.first(in: Array(text.utf8), as: format) == nil)
  }

  @Test(arguments: [
    ("main.tf", "a = 1\nb {\n  c = [1\n}\n", 3, "invalid HCL"),
    ("main.tf", "a = 1\nb = \"${x}\n", 2, "invalid HCL"),
    ("a.toml", "a = 1\nb = maybe\n", 2, "'maybe' is not a TOML value"),
    ("a.toml", "a 1\n", 1, "invalid TOML"),
    ("a.timer", "[Timer]\nOnCalendar=daily\nPersistent\n", 3, "expected KEY=VALUE"),
    ("a.timer", "OnCalendar=daily\n[Timer]\n", 1, "assignment before the first section"),
    ("a.ini", "[a\nb = c\n", 1, "invalid INI"),
    ("a.json", "{\n  \"a\": [1,\n  2,],\n  \"b\": 1,\n}\n", 3, "trailing comma in JSON"),
    ("a.json", "{\n  \"b\": 1,\n}\n", 2, "trailing comma in JSON"),
    ("a.json", "{\n  // why\n  \"b\": 1\n}\n", 2, "comment in JSON"),
    ("a.json", "{\n  \"a\": 1,\n  \"a\": 2\n}\n", 3, "duplicate key or section in JSON"),
    ("a.json", "{\n  \"a\": 1\n", 3, "invalid JSON"),
    (".env", "A=1\nB C=2\n", 2, "invalid environment file"),
  ])
  func `a fault is said with its line`(name: String, text: String, line: Int, words: String) throws {
    let format = try #require(StructureFormat(fileName: name))
    let fault = try #require(SyntaxFault.first(in: Array(text.utf8), as: format))
    #expect(fault.line == line)
    #expect(fault.words == words)
  }

  @Test func `what stands twice has no line`() throws {
    let fault = try #require(SyntaxFault.first(in: Array("a = 1\na = 2\n".utf8), as: .toml))
    #expect(fault.line == nil)
    #expect(fault.words == "duplicate key or section in TOML")
  }

  @Test func `what is nested deeper than is looked is no fault`() {
    let text = "a = " + String(repeating: "[", count: 200) + String(repeating: "]", count: 200) + "\n"
    #expect(SyntaxFault.first(in: Array(text.utf8), as: .toml) == nil)
  }
}
