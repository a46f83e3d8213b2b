import FileTrees
import Testing

/// Names that no checkout may hold, in every disguise that a file system undoes.
@Suite struct PortabilityTests {
  @Test(arguments: [
    ".git", ".GIT", ".gIt", "git~1", "GIT~2", ".g\u{200C}it", ".gi\u{FEFF}t", ".\u{202E}git", ".git ",
    ".git.", ".git::$INDEX_ALLOCATION", ".git\\hooks",
  ])
  func `git's folder is refused in every spelling`(name: String) throws {
    for path in [name, "a/\(name)", "\(name)/hooks/post-checkout"] {
      #expect(throws: PathError.self, "\(path)") { try RelativePath(path).checkPortable() }
    }
  }

  @Test(arguments: [".tenon", ".TENON", "tenon~1", ".t\u{200D}enon", ".tenon ", ".tenon."])
  func `tenon's folder is refused in every spelling`(name: String) throws {
    #expect(throws: PathError.self) { try RelativePath("\(name)/units/x").checkPortable() }
  }

  @Test(arguments: [
    "CON", "con.txt", "nul", "nul.tar.gz", "Aux.yml", "prn", "COM1", "lpt9.log", "com¹", "nul .txt", "CONIN$",
    "conout$.x",
  ])
  func `a device of Windows is refused`(name: String) throws {
    #expect(throws: PathError.self) { try RelativePath("a/\(name)/b").checkPortable() }
  }

  @Test(arguments: [
    "a.", "a ", "a..", "a\tb", "a\nb", "a\u{7F}", "a:b", "a\\b", "a*", "a?", "a\"", "a<", "a>", "a|",
    "soft\u{AD}hyphen", "zero\u{200B}width", "\u{2066}a",
  ])
  func `what some file system cannot hold is refused`(name: String) throws {
    #expect(throws: PathError.self) { try RelativePath("x/\(name)").checkPortable() }
  }

  @Test func `names have 255 bytes at most, and paths 4095`() throws {
    let longest = String(repeating: "é", count: 127) + "x"
    try RelativePath(longest).checkPortable()
    #expect(throws: PathError.self) { try RelativePath(longest + "x").checkPortable() }
    let deep = Array(repeating: "abcdefg", count: 512).joined(separator: "/")
    try RelativePath(deep).checkPortable()
    #expect(throws: PathError.self) { try RelativePath(deep + "h").checkPortable() }
    #expect(throws: PathError.self) { try RelativePath(bytes: [0x61, 0xFF]).checkPortable() }
  }

  @Test(arguments: [
    "a", ".github/workflows/x.yml", ".gitignore", ".gitkeep", "git", "gits~", "tenon", ".tenonrc", "console",
    "com", "com10", "nullable.sql", "auxiliary", "a b", "ü/é", "roles/x/tasks/main.yml", "a.b.c", "...a",
    "{{ x }}",
  ])
  func `ordinary names pass`(path: String) throws { try RelativePath(path).checkPortable() }

  @Test(arguments: [
    ("README.md", "readme.md"), ("a/b", "A/c"), ("Straße", "STRAßE"), ("caf\u{E9}", "cafe\u{301}"),
    ("\u{212B}", "\u{E5}"), ("a/X/b", "a/x"),
  ])
  func `twins by case or Unicode form are refused`(first: String, second: String) throws {
    var collisions = PathCollisions()
    try collisions.insert(try RelativePath(first))
    try collisions.insert(try RelativePath(first))
    #expect(throws: PathError.self) { try collisions.insert(try RelativePath(second)) }
  }

  @Test func `names that only look alike are no twins`() throws {
    var collisions = PathCollisions()
    for path in ["a", "b/a", "b/ab", "\u{430}", "ss", "ß"] { try collisions.insert(try RelativePath(path)) }
  }
}
