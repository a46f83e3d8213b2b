import Testing

/// Another name for a unit: what moves with it, and who else has to be told.
struct RenameTests {
  @Test func `files, contents and edits move, and the record remembers the former name`() throws {
    let scene = try Scene.laidOut()
    try scene.write([
      "queues/mail/queue.conf": "# mail\n\nsize 10\n\nkind fifo\n\nowner nobody\n# mine\n"
    ])
    let outcome = try scene.rename("mail", to: "post")
    #expect(outcome.state == .applied && outcome.label == "rename queue/mail to queue/post")
    #expect(outcome.nextSteps == ["tenon diff queue/post"])
    #expect(
      try scene.text("queues/post/queue.conf") == "# post\n\nsize 10\n\nkind fifo\n\nowner nobody\n# mine\n")
    #expect(!scene.exists("queues/mail") && !scene.exists(".tenon/units/queue/mail"))
    #expect(try scene.text(".tenon/units/queue/post/record.json").contains("queue/mail"))
    #expect(try scene.unit("queue/post").state == .drifted)
  }

  @Test func `a rename is undone as one`() throws {
    let scene = try Scene.laidOut()
    let changes = try scene.changes {
      try scene.rename("mail", to: "post")
      #expect(try scene.undo().label == "rename queue/mail to queue/post")
    }
    #expect(changes == [])
  }

  private func derived() throws -> Scene {
    let scene = try Scene()
    try scene.writeQueue(
      variables: Scene.queueVariables
        + "  service: { type: string, default: \"<% name %>d\", help: Service }\n",
      config: "<% name %> <% service %>\n")
    try scene.new("mail")
    return scene
  }

  @Test func `what was derived from the old name is kept, and said`() throws {
    let scene = try derived()
    let outcome = try scene.rename("mail", to: "post")
    #expect(
      outcome.notes == ["kept: service=maild, which was derived from the old name (--rederive changes it)"])
    #expect(try scene.text("queues/post/queue.conf") == "post maild\n")
  }

  @Test func `whoever wants it has it derived again`() throws {
    let scene = try derived()
    #expect(try scene.rename("mail", to: "post", rederives: true).notes == [])
    #expect(try scene.text("queues/post/queue.conf") == "post postd\n")
  }

  @Test func `what was answered is no derivation`() throws {
    let scene = try derived()
    try scene.update("mail", set: ["service=smtpd"])
    #expect(try scene.rename("mail", to: "post").notes == [])
    #expect(try scene.text("queues/post/queue.conf") == "post smtpd\n")
  }

  @Test func `a name that is taken, or none, is refused`() throws {
    let scene = try Scene.laidOut()
    try scene.new("post")
    #expect(refusal { try scene.rename("mail", to: "post") }.code == .unitExists)
    #expect(refusal { try scene.rename("mail", to: "a/b") }.diagnostics.first?.kind == .usage)
    #expect(refusal { try scene.rename("mail", to: "Mail") }.message.contains("does not match"))
    #expect(scene.exists("queues/mail/queue.conf"))
  }

  @Test func `what keeps a unit from being generated is answered first`() throws {
    let scene = try Scene.laidOut(set: ["size=90"])
    try scene.writeQueue(
      version: "1.1.0", variables: Scene.queueVariables.replacing("max: 99", with: "max: 50"))
    let refused = refusal { try scene.rename("mail", to: "post") }
    #expect(refused.hints == ["first update it: tenon update queue/mail --set VARIABLE=VALUE"])
    #expect(refused.unit == "queue/mail")
  }

  @Test func `a file in the way of the new name is a conflict`() throws {
    let scene = try Scene.laidOut(["queues/post/start": "mine\n"])
    #expect(try scene.unchanged { try scene.rename("mail", to: "post") }.exitStatus == 73)
  }

  // MARK: who names it

  @Test func `units whose answers name a file that moved are told with a command each`() throws {
    let scene = try Scene.laidOut()
    try scene.writeSkeleton(
      "watch",
      """
      name: watch
      version: 1.0.0
      summary: A watch
      destination: watches/<% name %>
      variables:
        name: { type: string }
        file: { type: string, default: none }
        more: { type: list, default: [] }

      """, ["f": "<% file %>\n<%# more %><% . %>\n<%/ more %>"])
    try scene.new("one", of: "watch", set: ["file=queues/mail/queue.conf"])
    try scene.new("two", of: "watch", set: ["more=a,queues/mail/start"])
    try scene.new("other", of: "watch", set: ["file=queues/mail/other.conf"])
    let outcome = try scene.rename("mail", to: "post")
    #expect(
      outcome.nextSteps == [
        "tenon update watch/one --set file=queues/post/queue.conf",
        "tenon update watch/two --set more=a,queues/post/start", "tenon diff queue/post",
      ])
    // An answer is the person's: nothing of it was changed.
    #expect(try scene.text("watches/one/f") == "queues/mail/queue.conf\n")
  }

  @Test func `a role of Ansible is named in the lists of roles`() throws {
    let scene = try Scene()
    try scene.new("web", of: "ansible-role")
    try scene.new("site", of: "ansible-playbook", set: ["roles=web,common"])
    let outcome = try scene.rename("ansible-role/web", to: "www")
    #expect(
      outcome.nextSteps.contains("tenon update ansible-playbook/site --set roles=www,common"),
      "\(outcome.nextSteps)")
  }
}
