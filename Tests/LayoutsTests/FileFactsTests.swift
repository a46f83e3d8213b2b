import Testing

@testable import Layouts

private func natures(_ path: String, _ text: String) -> Set<FileFacts.Nature> {
  FileFacts(of: path, Array(text.utf8)).natures
}

@Suite struct FileFactsTests {
  @Test func `a play has hosts and something to do`() {
    #expect(natures("x.yml", "---\n# a\n- name: A\n  hosts: all\n  tasks: []\n") == [.play])
    #expect(natures("x.yml", "- import_playbook: a.yml\n") == [.play])
    #expect(natures("x.yml", "- name: A\n  debug:\n    hosts: x\n") == [.tasks])
    #expect(natures("x.yml", "-   hosts: all\r\n    roles:\r\n    - a\r\n") == [.play])
  }

  @Test func `an inventory has groups with members, or names its plugin`() {
    #expect(natures("x.yml", "all:\n  children:\n    web:\n      hosts:\n        a:\n") == [.inventory])
    #expect(natures("x.yml", "plugin: community.general.proxmox\nurl: x\n") == [.inventory])
    #expect(natures("x.yml", "web:\n  image: x\n  hosts: y\n") == [])
    #expect(natures("a.ini", "[web]\na ansible_host=192.0.2.1\n") == [.inventory])
    #expect(natures("platformio.ini", "[env:a]\nboard = x\nlib_deps =\n  a\n") == [])
    #expect(natures("inventory/hosts", "[web]\na\n") == [.inventory])
  }

  @Test func `a manifest of a cluster, a Compose file, settings and scripts are known`() {
    #expect(natures("x.yaml", "apiVersion: v1\nkind: Pod\n") == [.manifest])
    #expect(natures("a/compose.yml", "services:\n  a:\n    image: x\n") == [.compose])
    #expect(natures("a/compose.yml", "x: 1\n") == [])
    #expect(natures("run", "#!/usr/bin/env bash\n") == [.shell])
    #expect(natures("run", "#!/usr/bin/python3\n") == [.python])
    let settings = FileFacts(of: "ansible.cfg", Array("[defaults]\n# a\nroles_path = a:b\n".utf8)).settings
    #expect(settings == ["roles_path": "a:b"])
  }

  @Test func `a root module has a backend or a provider`() {
    let root = FileFacts(of: "a/main.tf", Array("terraform {\n  backend \"s3\" {\n  }\n}\n".utf8))
    let module = FileFacts(of: "a/main.tf", Array("module \"x\" {\n  source = \"./x\"\n}\n".utf8))
    #expect(root.isRootModule)
    #expect(!module.isRootModule)
    #expect(module.references == ["./x"])
  }
}

@Suite struct StackFactsTests {
  private func facts(_ text: String) -> StackFacts { StackFacts(compose: Array(text.utf8)) }

  @Test func `the one service of a stack says its image and its ports`() {
    let found = facts("services:\n  web:\n    image: ghcr.io/a/b:1.2\n    ports:\n      - \"8080:80\"\n")
    #expect(found.image == "ghcr.io/a/b")
    #expect(found.tag == "1.2")
    #expect(found.ports == ["8080:80"])
  }

  @Test func `several services and computed images say nothing`() {
    #expect(facts("services:\n  a:\n    image: x:1\n  b:\n    image: y:1\n").image == nil)
    #expect(facts("services:\n  a:\n    image: x:${TAG}\n").image == nil)
    #expect(facts("services:\n  a:\n    image: localhost:5000/x\n").tag == nil)
  }
}
