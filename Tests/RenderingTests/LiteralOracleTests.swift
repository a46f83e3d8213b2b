import Foundation
import Skeletons
import Testing
import TestSupport

/// Literals of many languages, each through the real parser of its language: the text must come back.
///
/// systemd gives a text back only where it runs a command: `Tests/Lab` has that story, and here stands a table. BuildKit's
/// parser of Dockerfiles has no program that gives a text back.
@Suite struct LiteralOracleTests {
  private static let count = 10_000

  /// What breaks literals more often than letters do.
  private static let pool = Array(
    "abzAZ019 \"\"''\\\\$$${}%%##;:,=-~!&*?|<>()[]@`^/.\n\n\tnotrueäßé€日本\u{2028}\u{A0}\u{FEFF}😀👍🏽"
      .unicodeScalars)

  private static func texts(without excluded: String) -> [String] {
    let pool = pool.filter { !excluded.unicodeScalars.contains($0) }
    let words = [
      "", " ", "yes", "null", "~", "1e3", "0x1", "- a", "a: b", "a #b", "2024-01-01", "\n", "a\n", " a", "a ",
      "%i", "\\n",
    ]
    return words.filter { !$0.contains { excluded.contains($0) } }
      + seeds(count).map { seed in
        var generator = SeededGenerator(seed: seed)
        let length = Int(generator.next() % 24)
        var text = String.UnicodeScalarView()
        for _ in 0..<length { text.append(pool[Int(generator.next() % UInt64(pool.count))]) }
        return String(text)
      }
  }

  private func check(_ language: String, without excluded: String = "") throws {
    let skeleton = try skeleton(files: ["file": "<% \(language)(text) %>"])
    guard case .template(let template) = try #require(skeleton.files.first).body else { return }
    let pairs = try Self.texts(without: excluded).map { text in
      [text, try template.text(Values(["text": .text(text)]))]
    }
    let script = "\(projectRoot)/Tests/Fixtures/literals.py"
    let done = try Sandbox().run(
      "python3", [script, language], input: Array(try JSONEncoder().encode(pairs)))
    #expect(done.text == "0 of \(pairs.count) differ\n", "\(done.text)\(done.errorText)")
  }

  @Test(.requires("python3"), arguments: ["json", "sql"])
  func `texts come back`(language: String) throws { try check(language) }

  @Test(.requires("python3", "sh")) func `texts come back from a shell`() throws { try check("shell") }

  @Test(.requires("python3", "git")) func `texts come back from git's INI files`() throws { try check("ini") }

  @Test(.requires("python3"), .requires("PyYAML", hasModule("yaml")))
  func `texts come back from YAML`() throws { try check("yaml") }

  @Test(.requires("python3"), .requires("Python 3.11's tomllib", hasModule("tomllib")))
  func `texts come back from TOML`() throws { try check("toml") }

  @Test(.requires("python3", "terraform")) func `texts come back from Terraform`() throws { try check("hcl") }

  @Test(.requires("python3", "nginx")) func `texts come back from nginx`() throws { try check("nginx") }

  @Test(.disabled("BuildKit has no program that prints what it reads of a Dockerfile"))
  func `texts come back from BuildKit`() throws { try check("dockerfile", without: "\n") }

  @Test(arguments: [
    ("systemd", "a b", "\"a b\""), ("systemd", "50% of $x", "\"50%% of $$x\""),
    ("systemd", "a\n\"b\"\\", "\"a\\n\\\"b\\\"\\\\\""),
    ("systemd", "ä", "\"ä\""), ("nginx", "a \"b\";\n\\", "\"a \\\"b\\\";\\n\\\\\""),
    ("sql", "'\u{1F3FD}", "'''\u{1F3FD}'"), ("hcl", "${\u{301}", "\"$${\u{301}\""),
    ("dockerfile", "a $b \"c\" \\", "\"a \\$b \\\"c\\\" \\\\\""),
    ("hcl", "${a} %{b} \"", "\"$${a} %%{b} \\\"\""),
  ])
  func `those without a parser here are written so`(language: String, text: String, literal: String) throws {
    let skeleton = try skeleton(files: ["file": "<% \(language)(text) %>"])
    guard case .template(let template) = try #require(skeleton.files.first).body else { return }
    #expect(try template.text(Values(["text": .text(text)])) == literal)
  }
}

private func hasModule(_ name: String) -> Bool {
  (try? Sandbox().run("python3", ["-c", "import \(name)"]).status) == 0
}
