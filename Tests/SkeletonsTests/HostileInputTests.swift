import Diagnostics
import FileTrees
import Skeletons
import Testing
import TestSupport

/// Valid files damaged in every way: whatever comes of it is words with a place, and never a crash.
@Suite struct HostileInputTests {
  private static let yaml =
    heading + nameOnly + """
        c: { type: choice, choices: [a, b], default: a, help: "Which one" }
        n: { type: integer, default: 3, min: 0, max: 9 }
        l: { type: list, default: ["<% name %>"], pattern: "[a-z]+" }
        s: { type: secret, optional: true }
        t: { type: guest, optional: true, kinds: [ct] }
      files:
        - { source: file, path: "<% name %>", when: { c: [a, b], not: { l: x } }, mode: "0755" }
        - { source: more, path: "more/<% . %>", keep: true, each: l }
      renamed: { x: file }
      changes: { 1.0.0: [x] }
      handoff: { steps: [{ title: "<% name %>", run: [a, "<% c %>"], effect: reads, when: { t: true } }] }

      """

  private static let template =
    "# <% name %>\n<%# l %><% . %><%^ last %>, <%/ last %><%/ l %>\n<%# is.c.a %>\n<% json(upper(name)) %>\n<%/ is.c.a %>\n"
    + "<%! a comment %>{{ jinja }}\n"

  @Test func `the samples are valid`() throws {
    let skeleton = try sample(Array(Self.yaml.utf8), Array(Self.template.utf8))
    _ = try skeleton.values(given: [:])
  }

  private func sample(_ yaml: [UInt8], _ template: [UInt8]) throws -> Skeleton {
    var folder = FileTree()
    folder[try RelativePath("skeleton.yaml")] = .file(Content(yaml), executable: false)
    folder[try RelativePath("files/file")] = .file(Content(template), executable: false)
    folder[try RelativePath("files/more")] = .file(Content(template), executable: true)
    return try Skeleton(reading: folder, at: "s")
  }

  @Test(arguments: seeds(400))
  func `a damaged skeleton file never crashes`(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let yaml = Array(Self.yaml.utf8).mutated(using: &generator)
    #expect(
      words {
        let skeleton = try sample(yaml, Array(Self.template.utf8))
        _ = try skeleton.values(given: [:])
        _ = AnswerCombinations(of: skeleton).pairwise()
      }.allSatisfy { !$0.isEmpty })
  }

  @Test(arguments: seeds(400))
  func `a damaged template never crashes`(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let template = Array(Self.template.utf8).mutated(using: &generator)
    #expect(
      words { _ = try sample(Array(Self.yaml.utf8), template) }.allSatisfy { $0.hasPrefix("s/files/") })
  }

  @Test(
    arguments: seeds(300),
    [
      "name: web\nc: b\nn: 4\nl: [x, y]\ns: vault_key\n",
      #"{"name": "web", "c": "b", "n": 4, "l": ["x", "y\ud83d\ude00"], "s": null}"#,
    ])
  func `a damaged file of answers never crashes`(seed: Int, answers: String) throws {
    var generator = SeededGenerator(seed: seed)
    let skeleton = try sample(Array(Self.yaml.utf8), Array(Self.template.utf8))
    let bytes = Array(answers.utf8).mutated(using: &generator)
    #expect(
      words {
        _ = try skeleton.values(given: try AnswersFile(to: skeleton).answers(in: bytes, at: "a.json").answers)
      }.allSatisfy { !$0.isEmpty })
  }

  @Test func `a declaration that is no file, and files that are no folder, are said`() throws {
    let path = try RelativePath("skeleton.yaml")
    var folder = FileTree()
    folder[path] = .symlink(target: Array("/etc/passwd".utf8))
    #expect(
      words { _ = try Skeleton(reading: folder, at: "s") } == [
        "s/skeleton.yaml: it is a symbolic link, not a file"
      ])
    folder[path] = .file(heading + nameOnly)
    folder[try RelativePath("files")] = .symlink(target: Array("/etc".utf8))
    #expect(
      words { _ = try Skeleton(reading: folder, at: "s") } == ["s/files: it is a symbolic link, not a folder"]
    )
  }
}
