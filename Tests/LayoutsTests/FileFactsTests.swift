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
  private func facts(_ text: String, stack: String = "web") -> StackFacts {
    StackFacts(compose: Array(text.utf8), stack: stack)
  }

  @Test func `the one service of a stack says its image and its ports`() {
    let found = facts(
      """
      services:
        app:
          image: ghcr.io/a/b:${TAG:-1.2}@sha256:00
          user: "1000:1000"
          read_only: true
          ports:
            - "127.0.0.1:8080:80"
            - 53:53/udp
            - "${PORT}:90"
          cap_add: [CHOWN, "FOWNER"]
          volumes:
            - ./config:/etc/app:ro
            - data:/var/lib/app
      """)
    #expect(found.service == "app")
    #expect((found.image, found.tag, found.digest) == ("ghcr.io/a/b", "1.2", "sha256:00"))
    #expect((found.address, found.port, found.containerPort) == ("127.0.0.1", "8080", "80"))
    #expect(found.morePorts == ["53:53/udp"])
    #expect(found.user == "1000:1000")
    #expect((found.isReadOnly, found.hasInit) == (true, false))
    #expect(found.capabilities == ["CHOWN", "FOWNER"])
    #expect(found.mounts == ["./config:/etc/app:ro"])
  }

  private let several = """
    services:
      cache:
        image: redis:8
      my_web:
        image: x/web:2
        ports: ["80:8080"]
      worker:
        image: x/worker:3

    """

  @Test func `of several services the one counts that is called like the stack, else the one with ports`() {
    #expect(facts(several, stack: "worker").tag == "3")
    #expect(facts(several, stack: "My-Web").image == "x/web")
    #expect(facts(several, stack: "other").containerPort == "8080")
    let both = several + "  shop:\n    image: y:1\n    ports:\n      - 1:1\n"
    #expect(facts(both, stack: "other") == facts("services:\n"))
  }

  @Test func `what is computed or long says nothing`() {
    #expect(facts("services:\n  a:\n    image: x:${TAG}\n").tag == nil)
    #expect(facts("services:\n  a:\n    image: x:${TAG}\n").image == "x")
    #expect(facts("services:\n  a:\n    image: ${IMAGE}\n").image == nil)
    #expect(facts("services:\n  a:\n    image: localhost:5000/x\n").tag == nil)
    let long = facts("services:\n  a:\n    ports:\n      - target: 80\n        published: 8080\n")
    #expect(long.port == nil)
  }
}

@Suite struct ModuleFactsTests {
  private func facts(_ text: String) -> ModuleFacts { ModuleFacts(terraform: [Array(text.utf8)]) }

  @Test func `a module says its providers, its version and its environments`() {
    let found = facts(
      """
      terraform {
        required_version = ">= 1.9, < 2.0.0"
        backend "s3" {
        }
        required_providers {
          lxc = {
            source  = "bpg/proxmox"
          }
        }
      }
      resource "aws_s3_bucket" "this" {
      }
      data "terraform_remote_state" "x" {
      }
      module "x" {
        source = "./a"
      }
      variable "environment" {
        validation {
          condition = contains(["dev", "prod"], var.environment)
        }
      }
      """)
    #expect(found.providers == ["proxmox", "aws"])
    #expect(found.terraformVersion == "1.9.0")
    #expect(found.environments == ["dev", "prod"])
    #expect(found.backend == "s3")
  }

  @Test(arguments: ["< 2.0", "1.9.0", ">= 1", ">= 1.9.0-beta", "> 1.0"])
  func `a version that names no lowest one says nothing`(range: String) {
    #expect(facts("  required_version = \"\(range)\"\n").terraformVersion == nil)
  }

  @Test func `who calls a module by its path is known, examples and tests are not counted`() {
    func call(_ source: String) -> [UInt8] { Array("module \"x\" {\n  source = \"\(source)\"\n}\n".utf8) }
    let texts = [
      "modules/net/main.tf": Array("variable \"a\" {\n}\n".utf8), "prod/main.tf": call("../modules/net"),
      "modules/net/examples/a/main.tf": call("../.."), "dev/main.tf": call("git::https://x/y//modules/net"),
    ]
    let facts = Dictionary(uniqueKeysWithValues: texts.map { ($0.key, FileFacts(of: $0.key, $0.value)) })
    let contents = RepositoryContents(TrackedFiles(files: texts.keys.sorted()), facts: facts)
    #expect(contents.callers(ofModule: "modules/net") == ["prod"])
    #expect(contents.callers(ofModule: "modules/other") == [])
  }
}
