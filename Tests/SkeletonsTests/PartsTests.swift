import Diagnostics
import FileTrees
import JSONCoding
import Skeletons
import Testing
import TestSupport

@Suite struct `Patterns` {
  private func matches(_ pattern: String, _ text: String) throws -> Bool {
    let quoted = "'" + pattern.replacing("'", with: "''") + "'"
    return words { _ = try value("{ type: string, pattern: \(quoted) }", .text(text)) }.isEmpty
  }

  private func refusal(_ pattern: String) -> String? {
    let quoted = "'" + pattern.replacing("'", with: "''") + "'"
    return words { _ = try asking("{ type: string, pattern: \(quoted) }") }.first
  }

  @Test func `match the whole value and nothing less`() throws {
    #expect(try matches("a|ab", "ab"))
    #expect(try !matches("a|b", "ab"))
    #expect(try matches("[a-z]+", "abc"))
    #expect(try !matches("[a-z]+", "abc1"))
    #expect(try matches("[]x-]+", "]-x"))
    #expect(try matches("[[:alnum:]_]{1,63}", "a_9"))
    #expect(try matches(#"\(x\)"#, "(x)"))
    #expect(try matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?([.][a-z0-9]+){0,8}", "a.example.org"))
  }

  @Test(arguments: ["(", "[a", "a{2,1}", "*a"])
  func `that are none are refused`(pattern: String) {
    #expect(refusal(pattern)?.contains("invalid pattern") == true)
  }

  @Test(arguments: [
    #"(a)\1"#, "((a{1,100}){1,100}){1,100}", "a{1,9999}", "(a{1,50}){1,50}", "a{1,40}{1,40}{1,40}",
    String(repeating: "(", count: 30) + String(repeating: ")", count: 30), String(repeating: "a", count: 501),
    "([a-z]{1,200}|[0-9]{1,200}){1,10}",
  ])
  func `that would cost time or memory are refused`(pattern: String) {
    let time = processorTime { #expect(refusal(pattern)?.contains("invalid pattern") == true) }
    #expect(time < .seconds(1))
  }

  @Test(arguments: ["(a+)+", "(a*)*b", "(a|aa)+b", "(a|b|ab)*c", "(.*)(.*)(.*)x", "([a-z]+)*[0-9]"])
  func `that ruin a backtracking matcher cost nothing`(pattern: String) throws {
    let text = String(repeating: "a", count: 4000)
    let time = try processorTime { _ = try matches(pattern, text) }
    #expect(time < .seconds(1))
  }
}

@Suite struct `The small parts of a skeleton` {
  @Test(arguments: [
    ("*", "a", true), ("*", "a/b", false), ("**", "a/b/c", true), ("a/**", "a/b/c", true),
    ("a/**", "b/a", false),
    ("**/*.yml", "x.yml", true), ("**/*.yml", "a/b/x.yml", true), ("a/*/c", "a/b/c", true),
    ("a/*/c", "a/b/d/c", false),
    ("a/**/c", "a/c", true), ("?.txt", "a.txt", true), ("?.txt", "ab.txt", false),
    ("*a*b*", "xxaxxbxx", true),
    ("a.b", "axb", false), ("**/x/**", "a/x/b", true),
  ])
  func `a glob matches within and across folders`(glob: String, path: String, isMatch: Bool) throws {
    #expect(Glob(glob).matches(try RelativePath(path)) == isMatch)
  }

  @Test func `many stars cost no exponential time`() throws {
    let glob = Glob(String(repeating: "*a", count: 50))
    let path = try RelativePath(String(repeating: "a", count: 3000) + "b")
    let time = processorTime { #expect(!glob.matches(path)) }
    #expect(time < .seconds(2))
  }

  @Test func `versions are ordered as semver.org says`() {
    let order = [
      "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
      "1.0.0", "1.2.0", "1.10.0", "2.0.0",
    ]
    let versions = order.compactMap { SemanticVersion($0) }
    #expect(versions.map(\.description) == order)
    #expect(versions.shuffled().sorted() == versions)
  }

  @Test(arguments: [
    "1", "1.0", "1.0.0.0", "01.0.0", "1.0.x", "v1.0.0", "1.0.0+build", "1.0.0-", "1.0.0-01", "", "-1.0.0",
    "99999999999999999999.0.0",
  ])
  func `what is no version is none`(text: String) { #expect(SemanticVersion(text) == nil) }

  @Test(arguments: [
    ("{ flag: true }", "flag is set"), ("{ flag: false }", "flag is not set"),
    ("{ c: [a, b] }", "c is a or c is b"), ("{ flag: true, c: a }", "flag is set and c is a"),
    ("{ not: { c: a, l: x } }", "not (c is a and l has x)"),
    ("{ any: [{ flag: true }, { c: [a, b], l: true }] }", "flag is set or ((c is a or c is b) and l is set)"),
    ("{ not: { c: [a, b, a, b, a, b, a] } }", "not (c is one of 7 words: a, b, a, b, …)"),
  ])
  func `a condition says itself`(condition: String, said: String) throws {
    let skeleton = try skeleton(
      heading + nameOnly + """
          flag: { type: boolean, default: true }
          c: { type: choice, choices: [a, b], default: a }
          l: { type: list }
        files: [{ source: file, when: \(condition) }]

        """)
    #expect(skeleton.files.first?.conditions.map(\.words) == [said])
  }

  @Test(arguments: [
    ("{ c: q }", "'c' can never be 'q' (one of a, b)"),
    ("{ flag: maybe }", "'flag' is a boolean: it is true or false, never 'maybe'"),
    ("{ c: [] }", "no value is given for 'c'"),
    ("[a]", "'when' is a list, not a mapping of variables to values"),
    ("{ flga: true }", "unknown variable 'flga' (did you mean 'flag'?)"),
    ("{ any: { c: a } }", "'any' is a mapping, not a list"),
  ])
  func `a condition that can never be is a fault`(condition: String, fault: String) {
    let yaml =
      heading + nameOnly + """
          flag: { type: boolean, default: true }
          c: { type: choice, choices: [a, b], default: a }
        files: [{ source: file, when: \(condition) }]

        """
    let said = words { _ = try skeleton(yaml) }
    #expect(said.count == 1 && said[0].hasSuffix(": " + fault), "\(said)")
  }

  @Test func `the JSON Schema of the answers says what is asked`() throws {
    let skeleton = try skeleton(
      heading + """
        variables:
          name: { type: string, pattern: "[a-z]+", max_length: 9, help: The name, example: web }
          unit: { type: string, default: "<% name %>.service" }
          port: { type: integer, min: 1, max: 65535, default: 80 }
          c: { type: choice, choices: [a, b], optional: true }
          l: { type: list, choices: [x], default: [x] }
          k: { type: secret, default: vault_k }

        """)
    let schema = skeleton.schema
    #expect(schema["required"] == .list([.text("name")]))
    #expect(schema["additionalProperties"] == .boolean(false))
    let properties = schema["properties"]
    #expect(properties?["name"]?["pattern"] == .text("^(?:[a-z]+)$"))
    #expect(properties?["name"]?["maxLength"] == .integer(9))
    #expect(properties?["unit"]?["description"] == .text("Default: <% name %>.service"))
    #expect(properties?["unit"]?["default"] == nil)
    #expect(properties?["port"]?["maximum"] == .integer(65535))
    #expect(properties?["port"]?["default"] == .integer(80))
    #expect(properties?["c"]?["enum"] == .list([.text("a"), .text("b"), .text("")]))
    #expect(properties?["l"]?["default"] == .list([.text("x")]))
    #expect(properties?["k"]?["description"] == .text("A reference, never the secret itself"))
    #expect(try skeleton.schemaBytes().last == UInt8(ascii: "\n"))
  }

  @Test func `every two choices meet in some set of answers`() throws {
    let skeleton = try skeleton(
      heading + """
        variables:
          name: { type: string, example: web }
          a: { type: boolean, default: true }
          b: { type: choice, choices: [x, y, z], default: x }
          c: { type: boolean, default: false }
          d: { type: choice, choices: ["1", "2", "3", "4"], default: "1" }
          t: { type: guest, optional: true }

        """)
    let sets = AnswerCombinations(of: skeleton).pairwise()
    #expect(sets[0] == ["name": .text("web")])
    #expect(sets.count < 25)
    let values: [String: [Answer?]] = [
      "a": [.boolean(true), .boolean(false)], "b": ["x", "y", "z"].map { .text($0) },
      "c": [.boolean(true), .boolean(false)], "d": ["1", "2", "3", "4"].map { .text($0) },
      "t": [nil, .text("ct/101"), .text("vm/102")],
    ]
    for (one, ones) in values {
      for (other, others) in values where one < other {
        for first in ones {
          for second in others {
            #expect(sets.dropFirst().contains { $0[one] == first && $0[other] == second })
          }
        }
      }
    }
    for answers in sets { _ = try skeleton.values(given: answers, inventory: .trial) }
  }

  @Test func `remarks name what could be better`() throws {
    let skeleton = try skeleton(
      heading
        + "variables:\n  name: { type: string, default: x, help: h }\n  idle: { type: string, default: x }\n"
        + "handoff: { steps: [{ title: x, effect: reads }] }\n")
    #expect(
      SkeletonRemarks(skeleton).remarks.map(\.message) == [
        "variable 'idle' has no help", "variable 'idle' is never used",
        "the handoff has steps and no rollback",
      ])
  }
}
