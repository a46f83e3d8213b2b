import Foundation
import Testing
import TestSupport

/// What a handoff says of machines, secrets, versions and names.
struct HandoffPlaceTests {
  private func workspace() throws -> Sandbox {
    let sandbox = try Sandbox(inMemory: true)
    try sandbox.makeRepository()
    try sandbox.write(
      "repo/.tenon/inventory.yaml",
      """
      nodes:
        - { name: lab, address: 192.0.2.200, version: "8.3.3" }
      guests:
        - { kind: ct, id: 102, name: web, address: 192.0.2.102, node: lab }

      """)
    try sandbox.commitAll()
    return sandbox
  }

  private func handedOff(_ sandbox: Sandbox, _ units: String...) throws -> [String: Any] {
    let created = try sandbox.tenon(["handoff", "create", "--json"] + units)
    #expect(created.status == 0, "\(created.text)\(created.errorText)")
    let report = try JSONSerialization.jsonObject(with: Data(created.text.utf8)) as? [String: Any]
    let id = try #require(report?["id"] as? String)
    let text = try sandbox.text("repo/.tenon/handoffs/\(id).json")
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func operatorPart(_ manifest: [String: Any]) throws -> [String: Any] {
    try #require((manifest["roles"] as? [String: Any])?["lab-operator"] as? [String: Any])
  }

  @Test func `targets have an address, steps a machine and the way to it`() throws {
    let sandbox = try workspace()
    try sandbox.write("repo/site.yml", "- hosts: web\n  roles:\n    - web\n")
    try sandbox.tenon("new", "ansible-inventory", "lab")
    try sandbox.tenon(
      "new", "ansible-role", "web", "--set", "target=web", "--set", "secrets=admin", "--set",
      "config_dir=/etc/web")
    let section = try operatorPart(try handedOff(sandbox, "ansible-role/web"))
    let target = try #require((section["targets"] as? [[String: Any]])?.first)
    #expect(target["address"] as? String == "192.0.2.102" && target["node"] as? String == "lab")
    let steps = try #require(section["steps"] as? [[String: Any]])
    #expect(
      steps.first?["at"] as? String == "node" && steps.first?["reach"] as? String == "ssh root@192.0.2.200")
    let commands = steps.compactMap { ($0["command"] as? [String: Any])?["argv"] as? [String] }
    #expect(
      commands.dropFirst().allSatisfy { $0.contains("site.yml") && $0.contains("inventories/lab/hosts.yml") })
    let secrets = try #require(section["secrets"] as? [[String: Any]])
    #expect(secrets.map { $0["name"] as? String } == ["vault_web_admin"])
    #expect(secrets.allSatisfy { $0["create"] != nil })
  }

  @Test func `a playbook that nobody has written is asked for, and no step names it`() throws {
    let sandbox = try workspace()
    try sandbox.tenon("new", "ansible-role", "web", "--set", "target=web")
    let manifest = try handedOff(sandbox)
    let questions = try #require(manifest["open_questions"] as? [String])
    #expect(questions.contains { $0.contains("playbooks/web.yml does not exist") }, "\(questions)")
    let text = String(
      decoding: try JSONSerialization.data(withJSONObject: try operatorPart(manifest)), as: UTF8.self)
    #expect(!text.contains("\"playbooks\\/web.yml\""), "\(text)")
  }

  @Test func `a version that the inventory contradicts is an open question`() throws {
    let sandbox = try workspace()
    try sandbox.tenon("new", "terraform-proxmox-vm", "box", "--set", "node=lab")
    let questions = try handedOff(sandbox)["open_questions"] as? [String]
    #expect(
      questions?.contains { $0.contains(">=8.4") && $0.contains("8.3.3 of lab") } == true,
      "\(questions ?? [])")
  }

  @Test(arguments: [
    (".tool-versions", "terraform 1.8.5\n", "terraform >=1.9.0", ".tool-versions pins terraform 1.8.5"),
    (
      "terraform/.terraform-version", "1.8.5\n", "terraform >=1.9.0",
      "terraform/.terraform-version pins 1.8.5"
    ),
    (".terraform-version", "1.11.4\n", "terraform", nil),
    (".terraform-version", "latest\n", "terraform", nil),
    (
      "requirements.txt", "ansible-core==2.15.13 # old\n", "ansible-core >=2.16", "pins ansible-core==2.15.13"
    ),
    ("requirements.txt", "jinja2\nansible==8.7.0\n", "ansible-core >=2.16", "which is ansible-core 2.15"),
    ("requirements.txt", "ansible-core>=2.15\n", "ansible-core", nil),
    ("requirements.txt", "ansible==12.3.0\n", "ansible-core", nil),
  ])
  func `a pin of the repository that does not fit what a step requires is an open question`(
    file: String, text: String, needed: String, said: String?
  ) throws {
    let sandbox = try workspace()
    try sandbox.write("repo/\(file)", text)
    try sandbox.tenon("new", "terraform-module", "box")
    try sandbox.tenon("new", "ansible-collection", "lab")
    let questions = try handedOff(sandbox)["open_questions"] as? [String] ?? []
    if let said {
      #expect(questions.contains { $0.contains(said) && $0.contains("requires \(needed)") }, "\(questions)")
    } else {
      #expect(!questions.contains { $0.contains("requires \(needed)") }, "\(questions)")
    }
  }

  @Test func `what runs on a guest and names files of the unit finds them there`() throws {
    let sandbox = try workspace()
    try sandbox.tenon("new", "shell-script", "nightly", "--set", "target=web")
    let section = try operatorPart(try handedOff(sandbox))
    let first = try #require((section["prerequisites"] as? [[String: Any]])?.first)
    let check = try #require((first["check"] as? [String: Any])?["argv"] as? [String])
    #expect(
      check[2].contains("git archive --format=tar HEAD \"$0\" | ssh root@192.0.2.102 tar")
        && check[3] == "scripts/nightly")
    let steps = ["steps", "verify", "rollback"].flatMap { section[$0] as? [[String: Any]] ?? [] }
    for step in steps where step["at"] as? String == "guest" {
      let command = try #require(step["command"] as? [String: Any])
      let argv = try #require(command["argv"] as? [String])
      #expect(
        (command["cwd"] as? String == "/srv/repository") == argv.contains { $0.hasPrefix("scripts/") },
        "\(argv)")
    }
  }

  @Test func `the way back of a renamed unit uses the files under the former name, and says what stays`()
    throws
  {
    let sandbox = try workspace()
    try sandbox.tenon("new", "shell-script", "nightly", "--set", "target=web")
    try sandbox.commitAll()
    #expect(try sandbox.tenon("rename", "nightly", "weekly").status == 0)
    let rollback = try #require(try operatorPart(try handedOff(sandbox))["rollback"] as? [[String: Any]])
    let titles = rollback.compactMap { $0["title"] as? String }
    #expect(titles.contains { $0.contains("Bring scripts/nightly") }, "\(titles)")
    #expect(
      titles.last?.contains("shell-script/weekly deployed under its new name is left") == true, "\(titles)")
    let install = rollback.compactMap { $0["command"] as? [String: Any] }.first {
      ($0["argv"] as? [String])?.first == "install"
    }
    #expect(install?["cwd"] as? String == "/srv/repository", "\(rollback)")
  }

  @Test func `a renamed unit is one, with its former name, and is never taken away`() throws {
    let sandbox = try workspace()
    try sandbox.tenon("new", "shell-script", "nightly")
    try sandbox.commitAll()
    #expect(try sandbox.tenon("rename", "nightly", "weekly").status == 0)
    let manifest = try handedOff(sandbox, "shell-script/weekly")
    let units = try #require(manifest["units"] as? [[String: String]])
    #expect(units == [["id": "shell-script/weekly", "change": "renamed", "from": "shell-script/nightly"]])
    let files = try #require(manifest["files"] as? [[String: Any]])
    #expect(
      files.contains {
        $0["status"] as? String == "deleted" && ($0["path"] as? String)?.contains("nightly") == true
      })
    let rollback = try #require(try operatorPart(manifest)["rollback"] as? [[String: Any]])
    #expect(rollback.allSatisfy { $0["effect"] as? String != "destroys" }, "\(rollback)")
    let id = try #require(manifest["id"] as? String)
    for command in try #require(
      ((manifest["roles"] as? [String: Any])?["librarian"] as? [String: Any])?["commands"] as? [[String: Any]]
    ) {
      let argv = try #require(command["argv"] as? [String])
      #expect(try sandbox.run(argv[0], Array(argv.dropFirst()), in: "repo").status == 0)
    }
    #expect(try sandbox.tenon("handoff", "verify", id, "--commit", "HEAD").status == 0)
    #expect(try sandbox.git("status", "--porcelain").text == "")
  }

  @Test func `line endings that git add would refuse are said at create`() throws {
    let sandbox = try workspace()
    try sandbox.write("repo/.gitattributes", "*.txt text eol=lf\n")
    try sandbox.write("repo/notes.txt", "one\r\ntwo\r\n")
    try sandbox.git("config", "core.safecrlf", "true")
    let refused = try sandbox.tenon("handoff", "create", "--include", "notes.txt")
    #expect(refused.status == 65 && refused.errorText.contains("core.safecrlf"), "\(refused.errorText)")
    #expect(try sandbox.run("git", ["add", "notes.txt"], in: "repo").status != 0)
    try sandbox.git("config", "core.safecrlf", "warn")
    #expect(try sandbox.tenon("handoff", "create", "--include", "notes.txt").status == 0)
  }

  @Test func `an update with other answers is shown before they are given`() throws {
    let sandbox = try workspace()
    try sandbox.tenon("new", "compose-stack", "web")
    try sandbox.commitAll()
    let shown = try sandbox.tenon("diff", "--pending", "--set", "port=9191")
    #expect(
      shown.status == 0 && shown.text.contains("+") && shown.text.contains("9191"), "\(shown.errorText)")
    #expect(try sandbox.git("status", "--porcelain").text == "")
    #expect(try sandbox.tenon("diff", "--set", "port=9191").status == 64)
  }

  @Test func `the message says what was answered otherwise`() throws {
    let sandbox = try workspace()
    try sandbox.tenon("new", "shell-script", "nightly")
    try sandbox.commitAll()
    try sandbox.tenon("update", "nightly", "--set", "tests=false")
    let manifest = try handedOff(sandbox)
    let message = try sandbox.text(
      "repo/.tenon/handoffs/librarian-\(manifest["id"] as? String ?? "")/message")
    #expect(message.contains("tests true → false") && !message.contains(" files)"), "\(message)")
  }
}
