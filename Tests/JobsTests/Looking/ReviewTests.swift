import Testing

/// The three comparisons: what differs, whose it is, and what is left out.
struct ReviewTests {
  /// Each file with its kind, its unit and how it came about.
  private func files(_ report: ReviewReport) -> [String] {
    report.review.files.map { file in
      [
        file.change.path.description, file.kind.rawValue, file.change.unit ?? "-",
        file.change.origin?.rawValue ?? "-",
      ]
      .joined(separator: " ")
    }
  }

  @Test func `against HEAD, every file has its owner, and records are only counted`() throws {
    let scene = try Scene.laidOut()
    try scene.update("mail", set: ["size=5"])
    try scene.write(["queues/mail/start": "mine\n", "README.md": "other\n", "new.txt": "x\n"])
    let report = try scene.review()
    #expect(
      Set(files(report)) == [
        "README.md modified - hand-written", "new.txt added - hand-written",
        "queues/mail/queue.conf modified queue/mail generated",
        "queues/mail/start modified queue/mail edited",
      ])
    #expect(report.folded.words == "the record of queue/mail also changed (--records shows them)")
    #expect(try files(scene.review(showsRecords: true)).count == 6)
  }

  @Test func `a first unit brings tenon's own files along`() throws {
    let scene = try Scene()
    try scene.newUnits("[{ name: mail }, { name: post }]")
    #expect(
      try scene.review().folded.words
        == "the records of 2 units and 2 files of tenon's own also changed (--records shows them)")
  }

  @Test func `of one unit, its files alone, those that were its own too`() throws {
    let scene = try Scene.laidOut()
    try scene.write(["README.md": "other\n"])
    try scene.rename("mail", to: "post")
    let report = try scene.review(.head, "post")
    #expect(files(report).allSatisfy { $0.contains("queue/post") })
    #expect(
      report.review.files.contains {
        $0.kind == .renamed && $0.change.oldPath?.description == "queues/mail/queue.conf"
      })
  }

  @Test func `what is gone was a unit's`() throws {
    let scene = try Scene.laidOut()
    try scene.remove("mail")
    #expect(try files(scene.review()).allSatisfy { $0.hasSuffix("deleted queue/mail generated") })
  }

  @Test func `what is staged plays no part`() throws {
    let scene = try Scene(["a.txt": "1\n", "b.txt": "1\n"])
    try scene.write(["a.txt": "2\n", "b.txt": "2\n"])
    try scene.git("add", "-A")
    try scene.write(["a.txt": "1\n"])
    #expect(try files(scene.review()) == ["b.txt modified - hand-written"])
  }

  @Test func `what git would not show as it stands is left out with its reason`() throws {
    let scene = try Scene([".gitattributes": "*.utf16 working-tree-encoding=UTF-16\n*.enc filter=other\n"])
    try scene.git("config", "filter.other.clean", "cat")
    try scene.write(["a.utf16": "x\n", "b.enc": "x\n"])
    let report = try scene.review()
    #expect(
      report.notes == [
        "a.utf16: git re-encodes it (UTF-16), left out", "b.enc: it uses the filter 'other', left out",
      ])
    #expect(report.review.isEmpty)
  }

  // MARK: drift

  @Test func `drift is what a person did since generation, committed or not`() throws {
    let scene = try Scene.laidOut()
    try scene.write(["queues/mail/queue.conf": "mine\n"])
    try scene.move("queues/mail/start", to: "queues/mail/bin/start")
    try scene.write(["queues/mail/notes.md": "a note\n"])
    try scene.commit("edits")
    try scene.writeQueue(config: "new <% size %><% kind %><% owner %>\n")
    let report = try scene.review(.drift)
    #expect(
      Set(files(report)) == [
        "queues/mail/bin/start renamed queue/mail edited",
        "queues/mail/queue.conf modified queue/mail edited",
      ], "\(files(report))")
  }

  @Test func `what was never laid out is no drift, and an adopted file only what came after`() throws {
    let scene = try Scene(["queues/mail/queue.conf": "mine\n"])
    try scene.adopt("mail")
    #expect(try scene.review(.drift).review.isEmpty)
    try scene.write(["queues/mail/queue.conf": "mine\nmore\n"])
    let file = try #require(try scene.review(.drift).review.files.first)
    #expect(file.insertions == 1 && file.deletions == 0)
  }

  @Test func `a unit that cannot be read is left out of the drift of all`() throws {
    let scene = try Scene.laidOut()
    try scene.new("post")
    try scene.write([".tenon/units/queue/post/record.json": "{", "queues/mail/start": "mine\n"])
    let report = try scene.review(.drift)
    #expect(report.review.files.count == 1 && report.notes.count == 1)
    #expect(report.notes[0].hasPrefix(".tenon/units/queue/post/record.json"), "\(report.notes)")
    #expect(refusal { _ = try scene.review(.drift, "post") }.unit == "queue/post")
  }

  // MARK: pending

  @Test func `pending is what an update would do, with other answers if somebody wonders`() throws {
    let scene = try Scene.laidOut()
    #expect(try scene.review(.pending).review.isEmpty)
    let report = try scene.review(.pending, "mail", set: ["log=true", "size=5"])
    #expect(
      files(report) == [
        "queues/mail/log.conf added queue/mail generated",
        "queues/mail/queue.conf modified queue/mail generated",
      ])
    #expect(try scene.unit().state == .current)
  }

  @Test func `a conflict is shown with its markers, and said`() throws {
    let scene = try Scene.laidOut()
    try scene.write(["queues/mail/queue.conf": "# mail\n\nsize 11\n\nkind fifo\n\nowner nobody\n"])
    let report = try scene.review(.pending, set: ["size=5"])
    #expect(
      report.notes.contains("queues/mail/queue.conf: conflict: you and the skeleton changed the same lines"))
    #expect(files(report) == ["queues/mail/queue.conf modified queue/mail conflicting"])
    let patch = String(decoding: try report.review.patch(), as: UTF8.self)
    #expect(patch.contains("+<<<<<<<") && patch.contains("+size 5\n"))
  }

  @Test func `a newer unit is left alone, and one that cannot be generated left out`() throws {
    let scene = try Scene.laidOut()
    try scene.writeQueue(version: "0.9.0")
    #expect(
      try scene.review(.pending).notes == [
        "queue/mail was created by queue 1.0.0, which is newer than the 0.9.0 installed: left alone"
      ])
    try scene.writeQueue(config: "<% nmae %>\n")
    #expect(try scene.review(.pending).notes == ["queue/mail: unknown variable 'nmae', left out"])
    #expect(refusal { _ = try scene.review(.pending, "mail") }.message == "unknown variable 'nmae'")
  }

  // MARK: the page

  @Test(arguments: ReviewRequest.Comparison.allCases)
  func `a page is written where it was wanted, with a title that says what it compares`(
    comparison: ReviewRequest.Comparison
  ) throws {
    let scene = try Scene.laidOut()
    try scene.write(["queues/mail/start": "mine <b>\n"])
    _ = try scene.review(comparison, "mail", html: "../page.html")
    let page = try scene.sandbox.text("page.html")
    let words =
      switch comparison {
      case .head: "since the last commit"
      case .drift: "edits since generation"
      case .pending: "changes of an update"
      }
    #expect(page.contains("repo: mail, \(words)"))
    #expect(!page.contains("mine <b>"))
  }

  @Test func `the page against HEAD has the open handoffs`() throws {
    let scene = try Scene()
    try scene.new("mail")
    let id = try #require(try scene.handOff(title: "Add mail").manifest?.id)
    _ = try scene.review(html: "page.html")
    #expect(try scene.text("page.html").contains("Handoff \(id)"))
    try scene.commit()
    _ = try scene.review(html: "page.html")
    #expect(try !scene.text("page.html").contains("Handoff \(id)"))
  }

  // MARK: what nobody manages

  @Test func `roles, playbooks, stacks and modules that no unit owns are told with their command`() throws {
    let scene = try Scene([
      "roles/web/tasks/main.yml": "---\n- name: Ping\n  ansible.builtin.ping:\n",
      "stacks/proxy/compose.yml": "services:\n  proxy:\n    image: traefik:3\n",
      "site.yml": "---\n- hosts: all\n  roles: [web]\n",
    ])
    let found = try scene.unmanaged()
    let commands = Dictionary(found.map { ($0.path, $0.command.joined(separator: " ")) }) { first, _ in first
    }
    #expect(commands["roles/web"] == "tenon adopt ansible-role web --into roles/web")
    #expect(commands["stacks/proxy"] == "tenon adopt compose-stack proxy --into stacks/proxy")
    #expect(commands["site.yml"] == "tenon adopt ansible-playbook site --into .")
    try scene.adopt("web", of: "ansible-role", into: "roles/web")
    #expect(try !scene.unmanaged().contains { $0.path == "roles/web" })
  }
}
