import Testing

@testable import Layouts

/// A repository of texts by path; a path that ends in `*` is executable.
private func repository(_ texts: [String: String]) -> RepositoryContents {
  var facts: [String: FileFacts] = [:]
  var executables: Set<String> = []
  for (name, text) in texts {
    let path = name.hasSuffix("*") ? String(name.dropLast()) : name
    if name != path { executables.insert(path) }
    if FileFacts.areIn(path, isExecutable: name != path) {
      facts[path] = FileFacts(of: path, Array(text.utf8))
    }
  }
  let files = texts.keys.map { $0.hasSuffix("*") ? String($0.dropLast()) : $0 }.sorted()
  return RepositoryContents(TrackedFiles(files: files, executables: executables), facts: facts)
}

private func place(_ kind: UnitKind, in texts: [String: String], proposing: String? = nil) -> String {
  let proposals = [proposing ?? kind.defaultFolders[0]]
  return PlaceSearch(repository(texts)).place(of: kind, proposals: proposals).form.words
}

private let play = "- hosts: all\n  roles:\n    - web\n"
private let tasks = "- name: Install it\n  ansible.builtin.apt:\n    name: x\n"
private let compose = "services:\n  a:\n    image: x\n"

@Suite struct PlaceSearchTests {
  @Test func `a folder is a home of roles by what is in it, whatever its name`() {
    let texts = [
      "infra/parts/web/tasks/main.yaml": tasks, "infra/parts/db/meta/main.yml": "galaxy_info: {}\n",
    ]
    #expect(place(.role, in: texts) == "infra/parts")
    #expect(place(.role, in: ["roles/README.md": "x"]) == "ansible/roles", "a name alone is no evidence")
  }

  @Test func `what the liveliest things share wins over one that nothing calls`() {
    let module = "variable \"name\" {\n}\n"
    let texts = [
      "live/a/main.tf": "provider \"aws\" {\n}\nmodule \"x\" {\n  source = \"../../shared/x\"\n}\n",
      "shared/x/variables.tf": module, "modules/old/variables.tf": module,
    ]
    #expect(place(.module, in: texts) == "shared")
    #expect(place(.rootModule, in: texts) == "live")
  }

  @Test(arguments: [
    "roles/web/files/stack", "ansible/group_vars/stack", "docs/stack", "archive/stack", "vendor/x/stack",
    "tests/stack", ".github/stack",
  ])
  func `what lies in somebody else's thing teaches nothing`(folder: String) {
    let texts = [
      "\(folder)/a/compose.yaml": compose, "\(folder)/b/compose.yaml": compose,
      "roles/web/tasks/main.yml": tasks,
    ]
    #expect(place(.stack, in: texts) == "services")
  }

  @Test func `stacks by host are a form with a host in it`() {
    let texts = [
      "x/one/apps/a/compose.yml": compose, "x/one/apps/b/compose.yml": compose,
      "x/two/apps/c/compose.yml": compose,
    ]
    let found = PlaceSearch(repository(texts)).place(of: .stack)
    #expect(found.form == .hosts(before: "x", after: "apps", values: ["one", "two"]))
    #expect(found.form.words == "x/<% host %>/apps/<% name %>")
  }

  @Test func `many stacks in one folder are no hosts`() {
    var texts = Dictionary(uniqueKeysWithValues: (0..<9).map { ("docker/s\($0)/compose.yml", compose) })
    texts["other/x/compose.yml"] = compose
    #expect(place(.stack, in: texts) == "docker")
  }

  @Test func `relatives say where a kind belongs that is absent`() {
    let texts = ["ops/ansible.cfg": "[defaults]\nroles_path = parts:../x\n", "ops/plays/site.yml": play]
    #expect(place(.role, in: texts) == "ops/parts")
    #expect(place(.inventory, in: texts) == "ops/inventories")
    #expect(place(.playbook, in: texts) == "ops/plays")
    let scripts = ["ops/sh/a.sh": "", "ops/sh/b.sh": ""]
    #expect(place(.pythonProgram, in: scripts) == "ops/sh")
  }

  @Test func `plays directly in a folder stay there, at the root too`() {
    #expect(
      place(.playbook, in: ["metal/boot.yml": play, "metal/roles/web/tasks/main.yml": tasks]) == "metal")
    #expect(place(.playbook, in: ["site.yml": play, "update.yml": play]) == ".")
  }

  @Test func `a default whose folder holds other things is passed over`() {
    #expect(place(.stack, in: ["services/api/main.go": ""]) == "stacks")
    #expect(place(.configuration, in: ["config/x.nix": "", "configuration/y": ""]) == "settings")
  }

  @Test func `a folder where git ignores what is new is passed over`() {
    let texts = ["a/web/tasks/main.yml": tasks, "a/db/tasks/main.yml": tasks, "b/x/tasks/main.yml": tasks]
    let search = PlaceSearch(repository(texts), ignored: ["a"])
    #expect(search.place(of: .role).form == .folder("b"))
  }

  @Test func `scripts of components are nobody's home`() {
    let texts = ["Caddy/scripts/a.sh": "", "Caddy/scripts/b.sh": "", "Pi/scripts/k": "", "Web/scripts/k": ""]
    #expect(place(.shellScript, in: texts) == "scripts")
  }

  @Test func `equal homes are alternatives`() {
    let texts = ["a/roles/x/tasks/main.yml": tasks, "b/roles/y/tasks/main.yml": tasks]
    let found = PlaceSearch(repository(texts)).place(of: .role)
    #expect(found.form == .folder("a/roles"))
    #expect(found.alternatives.map(\.form) == [.folder("b/roles")])
    #expect(found.alternatives.allSatisfy { $0.isEqual })
    #expect(found.evidence == ["a/roles/x/tasks/main.yml"])
  }

  @Test func `roles that ansible-galaxy installed are somebody else's`() {
    let texts = [
      "roles/galaxy/x/tasks/main.yml": tasks, "roles/galaxy/x/meta/.galaxy_install_info": "",
      "roles/own/y/tasks/main.yml": tasks,
    ]
    #expect(place(.role, in: texts) == "roles/own")
  }

  @Test func `roles for Windows say nothing about one for Linux`() {
    let texts = [
      "r/win/a/tasks/main.yml": "- name: X\n  ansible.windows.win_feature:\n",
      "r/lin/b/tasks/main.yml": tasks,
    ]
    #expect(place(.role, in: texts) == "r/lin")
  }
}
