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
}
