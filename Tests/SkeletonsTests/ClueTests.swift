import FileTrees
import Skeletons
import Testing

/// What YAML that a person wrote shows of a variable `x`, by the clues of the skeleton.
struct ClueTests {
  private static let list =
    #"{ type: list, pattern: "[a-z0-9-]+", default: [web], clues: [{ file: "tasks/**", under: [apt, b.apt], key: name }] }"#

  private func answer(
    _ declaration: String, _ files: [String: String], known: Set<String> = []
  ) throws -> Answer? {
    let skeleton = try asking(declaration)
    var written: [RelativePath: [UInt8]] = [:]
    for (path, text) in files { written[try RelativePath(path)] = Array(text.utf8) }
    return Inference(skeleton).answersByClues(
      in: written, values: try skeleton.values(given: [:]), known: known)["x"]
  }

  @Test(arguments: [
    ("- b.apt:\n    name: nginx\n", ["nginx"]),
    ("- name: Install\n  apt:\n    name: nginx # the server\n    state: present\n", ["nginx"]),
    ("- apt:\n    name: \"nginx\"\n- apt:\n    name: 'curl'\n- apt:\n    name: nginx\n", ["nginx", "curl"]),
    ("- apt:\n    name: [nginx, \"curl\"]\n", ["nginx", "curl"]),
    ("- apt:\n    name:\n      - nginx\n      # no\n      - curl\n    state: present\n", ["nginx", "curl"]),
    ("- apt:\n    name:\n    - nginx\n    - curl\n  when: x\n", ["nginx", "curl"]),
    ("- apt: name=nginx state=present\n", ["nginx"]),
    ("- apt:\r\n    name: nginx\r\n", ["nginx"]),
    (
      "- apt:\n    name: apache2\n    state: absent\n- apt:\n    name: nginx\n    state: present\n", ["nginx"]
    ),
    ("- apt:\n    state: absent\n    name: [apache2, old]\n- apt: name=nginx\n", ["nginx"]),
    ("- apt: name=apache2 state=absent\n- apt: name=nginx\n", ["nginx"]),
  ])
  func `are found in each form that people write`(text: String, expected: [String]) throws {
    #expect(try answer(Self.list, ["tasks/main.yml": text]) == .list(expected))
    #expect(try answer(Self.list, ["tasks/deep/er/main.yml": text]) == .list(expected))
    #expect(try answer(Self.list, ["handlers/main.yml": text]) == nil)
    #expect(try answer(Self.list, ["tasks/main.yml": text], known: ["x"]) == nil)
  }

  @Test(arguments: [
    "", "- name: nginx\n", "- other:\n    name: nginx\n", "- apt:\n    names: nginx\n",
    "- apt:\n  name: nginx\n",
    "- apt:\n    name: \"{{ packages }}\"\n", "- apt: name={{ item }}\n", "# apt:\n#   name: nginx\n",
    "- apt:\n    name: Not A Package\n", "- apt:\n    name: web\n", "- apt:\n    name:\n", "\0\u{FF}",
  ])
  func `show nothing where nothing is said, or nothing new`(text: String) throws {
    #expect(try answer(Self.list, ["tasks/main.yml": text]) == nil)
  }

  @Test func `what is found most often is a single answer`() throws {
    let text = "s:\n  k: one\ns:\n  k: two\ns:\n  k: two\n"
    #expect(
      try answer("{ type: string, default: one, clues: [{ file: a, under: [s], key: k }] }", ["a": text])
        == .text("two"))
    #expect(
      try answer("{ type: integer, default: 1, clues: [{ file: a, key: port }] }", ["a": "port: 80\n"])
        == .integer(80))
    #expect(
      try answer("{ type: integer, default: 1, clues: [{ file: a, key: port }] }", ["a": "port: http\n"])
        == nil)
  }

  @Test func `a boolean is true by its value, false by any other, and unknown without one`() throws {
    let declaration = "{ type: boolean, default: true, clues: [{ file: a, key: state, value: reloaded }] }"
    #expect(try answer(declaration, ["a": "state: restarted\n"]) == .boolean(false))
    #expect(try answer(declaration, ["a": "state: restarted\nstate: reloaded\n"]) == nil)
    #expect(try answer(declaration, ["a": "other: x\n"]) == nil)
  }

  @Test(arguments: [
    ("{ type: string, clues: [{ file: a }] }", "'key'"), ("{ type: string, clues: [{ key: a }] }", "'file'"),
    ("{ type: boolean, clues: [{ file: a, key: b }] }", "'value'"),
    ("{ type: string, clues: [{ file: a, key: b, value: c }] }", "'value'"),
    ("{ type: secret, clues: [{ file: a, key: b }] }", "'clues'"), ("{ type: string, clues: a }", "clues"),
  ])
  func `that are none are refused`(declaration: String, named: String) {
    let found = words { _ = try asking(declaration) }
    #expect(found.count == 1 && found[0].contains(named), "\(found)")
  }
}
