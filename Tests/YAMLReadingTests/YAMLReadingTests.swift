import Diagnostics
import Testing
import TestSupport
import YAMLReading

/// What is wrong with a text, each fault as it is shown.
func faults(in text: String, limits: YAMLLimits = .standard) -> [String] {
  faults(in: Array(text.utf8), limits: limits)
}

func faults(in bytes: [UInt8], limits: YAMLLimits = .standard) -> [String] {
  do {
    _ = try parseYAML(bytes, at: "f.yaml", limits: limits)
    return []
  } catch {
    return error.diagnostics.map { "\($0.place.map(String.init(describing:)) ?? ""): \($0.message)" }
  }
}

func parsed(_ text: String) throws -> Node { try parseYAML(Array(text.utf8), at: "f.yaml") }

@Suite struct `Reading YAML` {
  @Test func `a scalar keeps its text whatever it looks like`() throws {
    let node = try parsed("[1.10, 0755, no, '~', 1e3, 2001-01-01]")
    #expect(node.items?.compactMap(\.scalar?.text) == ["1.10", "0755", "no", "~", "1e3", "2001-01-01"])
  }

  @Test func `nothing behind a key is empty, and a quoted tilde is not`() throws {
    let node = try parsed("a:\nb: ~\nc: null\nd: '~'\ne: ''\n")
    #expect(node.pairs?.map(\.value.isNull) == [true, true, true, false, false])
  }

  @Test func `an empty document is an empty scalar`() throws {
    #expect(try parsed("").isNull)
    #expect(try parsed("# only a comment\n").isNull)
    #expect(try parsed("---\n...\n").isNull)
  }

  @Test func `keys and values know their places`() throws {
    let node = try parsed("a: 1\nb:\n  - x\n  - c: y\n")
    #expect(node["a"]?.place == Place("f.yaml", line: 1, column: 4))
    #expect(node.pairs?.last?.key.place == Place("f.yaml", line: 2, column: 1))
    #expect(node["b"]?.items?.last?["c"]?.place == Place("f.yaml", line: 4, column: 8))
  }

  @Test func `columns count bytes behind umlauts, also far into a file and behind a byte order mark`() throws
  {
    let umlauts = String(repeating: "ä", count: 700)
    let node = try parsed(
      "\u{FEFF}# \(umlauts)\n'ü': 1\n{ö: x}: no\n".replacing("{ö: x}: no\n", with: "ö: x\n"))
    #expect(node["ü"]?.place == Place("f.yaml", line: 2, column: 7))
    #expect(node["ö"]?.place == Place("f.yaml", line: 3, column: 5))
  }

  @Test func `a byte within a scalar has a place where the source holds the text as it is`() throws {
    let node = try parsed("a: plain\nb: 'quoted'\nc: \"esc\\taped\"\nd: |\n  block\n")
    #expect(node["a"]?.place(ofByte: 2) == Place("f.yaml", line: 1, column: 6))
    #expect(node["b"]?.place(ofByte: 2) == Place("f.yaml", line: 2, column: 7))
    #expect(node["c"]?.place(ofByte: 2) == Place("f.yaml", line: 3, column: 4))
    #expect(node["d"]?.place(ofByte: 2) == Place("f.yaml", line: 4, column: 4))
  }

  @Test(arguments: [
    ("a: &x 1\n", "f.yaml:1:4: anchors are not allowed here"),
    ("a: *x\n", "f.yaml:1:4: aliases are not allowed here"),
    ("a: !!str 1\n", "f.yaml:1:4: tags are not allowed here"),
    ("a: !include x\n", "f.yaml:1:4: tags are not allowed here"),
    ("a: 1\na: 2\n", "f.yaml:2:1: the key 'a' occurs twice"),
    ("a: 1\n'a': 2\n", "f.yaml:2:1: the key 'a' occurs twice"),
    ("? [a]\n: 1\n", "f.yaml:1:3: a key is a list, not a single value"),
    ("a: 1\n---\nb: 2\n", "f.yaml:2:1: a second document is not allowed here"),
    ("a: \"\\0\"\n", "f.yaml:1:4: a NUL is not allowed here"),
    ("a: [1\n", "f.yaml:2:1: invalid YAML: did not find expected ',' or ']'"),
    ("\ta: 1\n", "f.yaml:1:1: invalid YAML: found character that cannot start any token"),
    ("a: 'ä\u{1}'\n", "f.yaml:1:7: invalid YAML: control characters are not allowed"),
  ])
  func `what is refused is said with its place`(text: String, fault: String) {
    #expect(faults(in: text) == [fault])
  }

  @Test func `every refusal of a file is said at once`() {
    #expect(faults(in: "a: &x 1\nb: *x\nc: !t 2\nc: 3\n").count == 4)
  }

  @Test func `bytes that are not UTF-8 are refused where they stand`() {
    #expect(faults(in: Array("a: ä\nb: ".utf8) + [0xFF]) == ["f.yaml:2:4: it is not UTF-8"])
    #expect(faults(in: [0xFE, 0xFF, 0, 0x61]) == ["f.yaml:1:1: it is not UTF-8"])
    #expect(faults(in: Array("a: ".utf8) + [0xC3]) == ["f.yaml:1:4: it is not UTF-8"])
  }
}

@Suite struct `Hostile YAML` {
  @Test func `a bomb of aliases is refused`() {
    let levels = (1...30).map {
      "l\($0): &l\($0) [\(Array(repeating: "*l\($0 - 1)", count: 10).joined(separator: ","))]"
    }
    #expect(faults(in: "l0: &l0 x\n" + levels.joined(separator: "\n")).first?.contains("anchors") == true)
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "- [{x: "])
  func `deep nesting is refused, however deep`(opening: String) {
    let text = String(repeating: opening, count: 100_000)
    let time = processorTime { #expect(!faults(in: text).isEmpty) }
    #expect(time < .seconds(1))
  }

  @Test func `a million keys are refused within a second`() {
    let text = String(repeating: "v: {}\n", count: 1_000_000)
    let bytes = Array(text.utf8)
    let time = processorTime {
      #expect(faults(in: bytes) == ["f.yaml: it is 6000000 bytes long (at most 1048576)"])
    }
    #expect(time < .seconds(1))
  }

  @Test func `many short values are refused by their number`() {
    let limits = YAMLLimits(bytes: 1 << 20, nodes: 1000, depth: 64)
    let text = (1...600).map { "v\($0): {}\n" }.joined()
    #expect(faults(in: text, limits: limits) == ["f.yaml:500:7: it has more than 1000 values"])
  }

  @Test func `a thousand faults are counted and not all written out`() {
    let text = (1...1000).map { "k\($0): *a\($0)\n" }.joined()
    #expect(faults(in: text).count == 201)
    #expect(faults(in: text).last == ": and 800 more errors")
  }

  @Test(arguments: seeds(300))
  func `random bytes never crash`(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    let alphabet =
      Array("abc:-?[]{}&*!|>'\"%@`#, \n\t\r~\\0\u{85}ä".utf8) + [0, 0xFF, 0xC3, 0xEF, 0xBB, 0xBF]
    let count = Int.random(in: 0...200, using: &generator)
    _ = faults(in: (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 })
  }

  @Test(arguments: seeds(200))
  func `a mutated document never crashes, and a place lies within it`(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    var bytes = Array(
      "name: x\nvariables:\n  a: { type: 'string', ü: \"y\\n\" }\nfiles:\n  - |\n    ä\n".utf8)
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
    }
    do {
      _ = try parseYAML(bytes, at: "f.yaml")
    } catch {
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      for place in error.diagnostics.compactMap(\.place) {
        #expect((place.line ?? 1) <= lines.count)
        #expect((place.column ?? 1) <= lines[(place.line ?? 1) - 1].count + 1)
      }
    }
  }
}
