import Testing

@testable import Layouts

private func habits(_ texts: [String: String]) -> Habits {
  let facts = Dictionary(
    uniqueKeysWithValues: texts.map { ($0.key, FileFacts(of: $0.key, Array($0.value.utf8))) })
  return Habits(RepositoryContents(TrackedFiles(files: texts.keys.sorted()), facts: facts))
}

@Suite struct HabitsTests {
  @Test func `the extension is that of most files of the kind, else of its relatives`() {
    let play = "- hosts: all\n  tasks: []\n"
    let own = habits(["p/a.yaml": play, "r/x/tasks/main.yml": "- debug:\n", "r/x/tasks/b.yml": "- debug:\n"])
    #expect(own.yamlExtension(for: .playbook) == ".yaml")
    #expect(own.yamlExtension(for: .role) == ".yml")
    #expect(own.yamlExtension(for: .inventory) == ".yml")
    #expect(habits(["a.txt": ""]).yamlExtension(for: .role) == nil)
  }

  @Test func `the Compose file has the name that most have`() {
    let text = "services:\n  a:\n    image: x\n"
    let own = habits([
      "s/a/docker-compose.yml": text, "s/b/docker-compose.yml": text, "s/c/compose.yaml": text,
    ])
    #expect(own.composeFile == "docker-compose.yml")
    #expect(own.yamlExtension(for: .stack) == ".yml")
  }

  @Test func `yamllint's settings say how YAML is written`() {
    let rules = """
      extends: default
      rules:
        document-start: {present: false}
        quoted-strings:
          quote-type: single
          required: only-when-needed
        indentation: {spaces: 4, indent-sequences: False}
        document-end: enable
      """
    let own = habits([".yamllint": rules])
    #expect(
      own.yamlStyle == ["single_quotes", "needed_quotes", "flush_lists", "document_end", "four_spaces"])
    #expect(own.documentStart == false)
  }

  @Test(arguments: [
    ("quoted-strings: enable", ["all_quotes"]),
    ("quoted-strings: {quote-type: double, required: false}", ["double_quotes"]),
    ("quoted-strings: {quote-type: consistent, required: false, level: warning}", ["double_quotes"]),
    ("quoted-strings: disable", []),
    ("indentation: {spaces: consistent, indent-sequences: whatever}", []),
    ("document-end: {present: false}", []),
    ("line-length: disable", []),
  ])
  func `a rule's own defaults count where the settings leave them`(rule: String, style: [String]) {
    let own = habits([".config/.yamllint.yml": "rules:\n  \(rule)\n"])
    #expect(own.yamlStyle == style)
    #expect(own.documentStart == nil)
  }

  @Test func `of several settings the outermost count, and broken ones say nothing`() {
    let flush = "rules: {indentation: {indent-sequences: false}, document-start: enable}\n"
    #expect(habits([".yamllint.yaml": flush, "a/.yamllint": "rules: {}\n"]).yamlStyle == ["flush_lists"])
    #expect(habits(["a/.yamllint": flush]).documentStart == true)
    #expect(habits([".yamllint": "rules: [\n"]).yamlStyle == [])
  }

  @Test func `an .editorconfig says how deep YAML is indented where yamllint does not`() {
    let editor =
      "root = true\n[*]\nindent_size = 4\n[*.{yml,yaml}]\nindent_size = 2\n[*.md]\nindent_size = 4\n"
    #expect(habits([".editorconfig": editor]).yamlStyle == [])
    #expect(habits([".editorconfig": "[{*.sh,*.yml}]\nindent_size=4\n"]).yamlStyle == ["four_spaces"])
    let two = "rules: {indentation: {spaces: 2}}\n"
    #expect(habits([".editorconfig": "[*]\nindent_size = 4\n", ".yamllint": two]).yamlStyle == [])
  }
}
