import Handoffs
import Testing
import TestSupport

@Suite struct ShellQuotingTests {
  @Test(arguments: [
    (["git", "add", "--file=.tenon/a.b"], "git add --file=.tenon/a.b"),
    (["echo", ""], "echo ''"),
    (["echo", "a b"], "echo 'a b'"),
    (["echo", "it's"], "echo 'it'\\''s'"),
    (["echo", "a\nb"], "echo $'a\\nb'"),
    (["A=b", "c=d"], "'A=b' c=d"),
    (["echo", "~", "$HOME", "*", "`id`"], "echo '~' '$HOME' '*' '`id`'"),
    (["echo", "ü"], "echo 'ü'"),
  ])
  func `a command is written as a person would type it`(argv: [String], line: String) {
    #expect(shellQuoted(argv) == line)
  }

  @Test func `bash reads back exactly the arguments, whatever is in them`() throws {
    var generator = SeededGenerator(seed: 7)
    let alphabet = Array(
      "ab0 '\"\\$`*?[]{}()<>|&;!#~=%-.,:/\n\t\r\u{1B}\u{7}\u{7F}\u{2028}\u{202E}üé漢😀".unicodeScalars)
    let words = (0..<400).map { _ in
      let count = Int.random(in: 0...12, using: &generator)
      let picked = (0..<count).compactMap { _ in alphabet.randomElement(using: &generator) }
      return String(String.UnicodeScalarView(picked))
    }
    let line = "printf '%s\\0' " + shellQuoted(words.map { "x" + $0 })
    #expect(!line.contains("\n"))
    let finished = try Sandbox().run("bash", ["-c", line])
    #expect(
      finished.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        == words.map { "x" + $0 })
  }
}
