import FileTrees
import Foundation
import Handoffs
import JSONCoding
import Skeletons
import Testing
import TestSupport

@Suite struct MarkdownTests {
  @Test func `the example reads as it did before`() throws {
    let manifest = try Manifest(reading: Sample.fixture("example.handoff.json"), at: "x")
    let file = "\(Sample.fixtures)/example.handoff.md"
    if environment("TENON_RECORD") != nil {
      try HandoffMarkdown(of: manifest).text.write(toFile: file, atomically: true, encoding: .utf8)
    }
    #expect(
      HandoffMarkdown(of: manifest).text
        == String(decoding: try Sample.fixture("example.handoff.md"), as: UTF8.self))
  }

  @Test func `the fields that people look for are there by name`() throws {
    let markdown = HandoffMarkdown(of: try Sample.manifest()).text
    for name in ["**Pre-requisites**", "**Rollback**", "## Librarian", "## Lab-operator", "## Scribe"] {
      #expect(markdown.contains(name))
    }
  }

  @Test(arguments: [
    "\n# Forged heading\n", "\n\n- forged item", "```\n# out of the fence\n```", "<script>alert(1)</script>",
    "[link](http://evil.example)", "![x](y)", "**Rollback**", "\u{2028}# x", "\u{1B}[2Jx", "1. one",
    "- [ ] task",
    "a | b", "`code` ``two``", "---", "\r\n## x", "&lt;b&gt;", "~~~\nx", "\\", "    indented", "> quote",
    "=====",
  ])
  func `no value forges structure`(hostile: String) throws {
    let calm = try hostileManifest("calm")
    let forged = try hostileManifest(hostile)
    #expect(
      structure(of: HandoffMarkdown(of: forged).text) == structure(of: HandoffMarkdown(of: calm).text))
    #expect(
      !HandoffMarkdown(of: forged).text.unicodeScalars.contains {
        $0.value < 0x20 && $0 != "\n" && $0 != "\t"
      })
  }

  @Test func `an underscore inside a word needs no escape, any other does`() throws {
    var manifest = try Sample.manifest()
    manifest.openQuestions = ["is nginx_state _right_, or a__b?"]
    #expect(HandoffMarkdown(of: manifest).text.contains(#"- is nginx_state \_right\_, or a\_\_b?"#))
  }

  @Test func `a message of many lines stays inside its block`() throws {
    var manifest = try Sample.manifest()
    manifest.roles.librarian.commit.body = "one\r\n```\n# two\n````\n\n## three"
    let expected = """
      `````text
      feat(nginx): add ansible-role nginx

      one
      ```
      # two
      ````

      ## three

      Tenon-Handoff: \(manifest.id)
      `````
      """
    #expect(HandoffMarkdown(of: manifest).text.contains(expected))
  }

  @Test(.requires("Python's markdown-it", hasMarkdownParser))
  func `a parser of CommonMark sees the same structure, whatever is in the values`() throws {
    let sandbox = try Sandbox()
    let script =
      "import sys,markdown_it\nfor t in markdown_it.MarkdownIt('commonmark').parse(sys.stdin.read()):\n print(t.type, t.level, t.tag, [c.type for c in t.children or [] if c.type != 'text' and c.type != 'text_special'])"
    var generator = SeededGenerator(seed: 3)
    let alphabet = Array("a1_a \n\n#*_`~-+=<>[]()!|\\&;:.\t\r'\"".unicodeScalars)
    let calm = try sandbox.run(
      "python3", ["-c", script], input: Array(HandoffMarkdown(of: try hostileManifest("calm")).text.utf8)
    ).text
    #expect(!calm.isEmpty)
    for _ in seeds(25) {
      let picked = (0..<14).compactMap { _ in alphabet.randomElement(using: &generator) }
      let value = "x" + String(String.UnicodeScalarView(picked)) + "x"
      let markdown = HandoffMarkdown(of: try hostileManifest(value)).text
      let seen = try sandbox.run("python3", ["-c", script], input: Array(markdown.utf8)).text
      #expect(seen == calm, "\(value.debugDescription)")
    }
  }

  /// A manifest that holds the value wherever a text may stand.
  private func hostileManifest(_ value: String) throws -> Manifest {
    var deployment = Deployment()
    let command = Manifest.Command(["run", value], cwd: value, env: [value])
    let step = Manifest.Step(value, .changes, command: command, expect: value, confirm: true)
    deployment.targets = [Manifest.Target(.ct, name: value, vmid: 102)]
    deployment.prerequisites = [Manifest.Prerequisite(value, check: command)]
    deployment.secrets = [Manifest.Secret(name: value, whereKept: value, usedBy: [value])]
    deployment.requires = [Manifest.Requirement(tool: value, version: value)]
    deployment.steps = [step]
    deployment.verify = [step]
    deployment.rollback = [step]
    deployment.documents = [value]
    deployment.changes = [Manifest.Scribe.Change(subject: value, text: value)]
    let unit = HandedUnit(
      id: "a/b", skeleton: .init(name: value, version: "1.0.0"), folder: try Sample.path("b"), change: .added,
      deployment: deployment)
    let file = try Sample.file(
      "dir/x\(value.replacing("/", with: "").replacing("\u{0}", with: ""))", nil, Sample.version("3"))
    var draft = try Sample.draft([file], units: [unit])
    draft.questions = [value]
    draft.decisions = [Manifest.Scribe.Decision(value, reason: value)]
    draft.leftOut = [Manifest.LeftOut(path: value, why: value)]
    var manifest = try Sample.artifacts(draft).manifest
    manifest.summary = value
    manifest.roles.scribe.inventory = [.object([value: .text(value)])]
    return manifest
  }

  /// What Markdown takes each line for, from how it starts.
  private func structure(of markdown: String) -> [String] {
    markdown.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { scalars in
      let line = String(String.UnicodeScalarView(scalars))
      let rest = line.drop { $0 == " " }
      let margin = "\(line.count - rest.count) "
      if rest.hasPrefix("```") && !rest.drop(while: { $0 == "`" }).contains("`") { return margin + "fence" }
      let marks = ["# ", "## ", "- ", "**", "~~~", ">", "<", "---", "===", "```"]
      if rest.first?.isNumber == true { return margin + "number" }
      return margin + (rest.isEmpty ? "blank" : marks.first(where: rest.hasPrefix) ?? "text")
    }
  }
}

private let hasMarkdownParser = (try? Sandbox().run("python3", ["-c", "import markdown_it"]).status) == 0
