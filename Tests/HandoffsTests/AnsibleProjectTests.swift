import FileTrees
import Handoffs
import Skeletons
import Testing

/// Ansible's commands as they are typed in a workspace.
struct AnsibleProjectTests {
  private func placed(_ argv: [String], in project: AnsibleProject) -> [String]? {
    project.placed(Manifest.Command(argv))?.argv
  }

  @Test func `an inventory is named, and a pattern that matches nobody is a failure`() throws {
    let project = AnsibleProject(folder: .root, inventory: try Sample.path("inventories/lab/hosts.yml"))
    #expect(
      placed(["ansible", "web", "-m", "ansible.builtin.ping"], in: project) == [
        "env", "ANSIBLE_HOST_PATTERN_MISMATCH=error", "ansible", "-i", "inventories/lab/hosts.yml", "web",
        "-m",
        "ansible.builtin.ping",
      ])
    let own = try #require(placed(["ansible", "all", "-i", "other"], in: project))
    #expect(own.filter { $0 == "-i" }.count == 1)
    #expect(placed(["curl", "-f", "x"], in: project) == ["curl", "-f", "x"])
  }

  @Test func `the inventory that ansible.cfg names is not typed`() throws {
    var project = AnsibleProject(folder: .root)
    project.configured = try Sample.path("inventories/lab")
    #expect(
      placed(["ansible-inventory", "-i", "inventories/lab/hosts.yml", "--graph"], in: project) == [
        "ansible-inventory", "--graph",
      ])
    #expect(
      placed(["ansible", "all", "-i", "inventories/lab", "-m", "ping"], in: project)?.suffix(4) == [
        "ansible", "all", "-m", "ping",
      ])
    let other = placed(["ansible", "all", "-i", "inventories/other/hosts.yml"], in: project)
    #expect(other?.suffix(2) == ["-i", "inventories/other/hosts.yml"])
  }

  @Test func `a project in a folder is entered, and paths are meant from there`() throws {
    let project = AnsibleProject(
      folder: try Sample.path("ansible"), inventory: try Sample.path("ansible/hosts.yml"))
    let command = project.placed(Manifest.Command(["ansible-playbook", "ansible/site.yml", "--check"]))
    #expect(command?.cwd == "ansible")
    #expect(command?.argv.suffix(5) == ["ansible-playbook", "-i", "hosts.yml", "site.yml", "--check"])
  }

  @Test func `a playbook that is not there is replaced by the one that is, or by nothing`() throws {
    var project = AnsibleProject(folder: .root)
    project.playbooks = ["playbooks/web.yml": "site.yml", "playbooks/db.yml": String?.none]
    #expect(placed(["ansible-playbook", "playbooks/web.yml"], in: project)?.last == "site.yml")
    #expect(placed(["ansible-playbook", "playbooks/db.yml"], in: project) == nil)
    #expect(placed(["grep", "-q", "web", "playbooks/web.yml"], in: project)?.last == "site.yml")
  }

  @Test func `what a step's text says of a playbook is said of the one that is there`() throws {
    var project = AnsibleProject(folder: .root)
    project.playbooks = ["playbooks/web.yml": "site.yml", "playbooks/db.yml": String?.none]
    var deployment = Deployment()
    deployment.prerequisites = ["playbooks/web.yml applies web", "playbooks/db.yml applies db"].map {
      Manifest.Prerequisite($0)
    }
    #expect(
      deployment.placed(in: project).prerequisites.map(\.text) == [
        "site.yml applies web", "playbooks/db.yml applies db",
      ])
  }

  @Test func `backups come before every change, and a step stands once`() throws {
    var one = Deployment()
    one.steps = [Manifest.Step("Apply", .changes, command: .init(["apply"]))]
    var other = Deployment()
    other.steps = [
      Manifest.Step("Back up", .changes, command: .init(["vzdump", "102"]), at: .node),
      Manifest.Step("Apply", .changes, command: .init(["apply"])),
      Manifest.Step("Prove", .changes, command: .init(["apply"]), expect: "changed=0"),
    ]
    let units = [("a/one", one), ("a/two", other)].map { id, deployment in
      HandedUnit(
        id: id, skeleton: .init(name: "a", version: "1.0.0"), folder: .root, change: .added,
        deployment: deployment)
    }
    let steps = try Sample.artifacts(Sample.draft(units: units)).manifest.roles.labOperator.steps
    #expect(steps.map(\.title) == ["two: Back up", "one: Apply", "two: Prove"])
  }

  @Test func `what is played on one host stands once where it is played on all`() throws {
    func played(_ more: String...) -> Deployment {
      var deployment = Deployment()
      deployment.steps = [Manifest.Step("Apply", .changes, command: .init(["play", "web.yml"] + more))]
      return deployment
    }
    func titles(_ units: (id: String, deployment: Deployment)...) throws -> [String] {
      let handed = units.map { unit in
        HandedUnit(
          id: unit.id, skeleton: .init(name: "a", version: "1.0.0"), folder: .root, change: .added,
          deployment: unit.deployment)
      }
      return try Sample.artifacts(Sample.draft(units: handed)).manifest.roles.labOperator.steps.map(\.title)
    }
    #expect(try titles(("a/role", played("--limit=one")), ("a/play", played())) == ["play: Apply"])
    #expect(
      try titles(("a/one", played("--limit=one")), ("a/two", played("--limit=two"))) == [
        "one: Apply", "two: Apply",
      ])
  }
}
