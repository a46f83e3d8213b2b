import Testing

/// An update that is saved first and carried out later, exactly or not at all.
struct SavedPlanTests {
  @Test func `a saved plan is applied as it was made`() throws {
    let scene = try Scene.laidOut()
    try scene.writeQueue(config: "new <% size %><% kind %><% owner %>\n")
    let saved = try scene.update(plan: "plan.json")
    #expect(saved.state == .planned && saved.nextSteps == ["tenon apply plan.json"])
    #expect(try scene.text("queues/mail/queue.conf").hasPrefix("# mail"))
    let applied = try scene.apply(plan: "plan.json")
    #expect(applied.label == "update queue/mail")
    #expect(try scene.text("queues/mail/queue.conf") == "new 10fifonobody\n")
    #expect(try scene.undo().label == "update queue/mail")
  }

  @Test func `a plan is not applied where a file has changed since`() throws {
    let scene = try Scene.laidOut()
    try scene.writeQueue(config: "new <% size %><% kind %><% owner %>\n")
    try scene.update(plan: "../plan.json")
    try scene.write(["queues/mail/queue.conf": "mine\n"])
    let changes = try scene.changes {
      let refused = refusal { try scene.apply(plan: "../plan.json") }
      #expect(refused.diagnostics.first?.kind == .busy && refused.place == "queues/mail/queue.conf")
    }
    #expect(changes == [])
  }

  @Test(arguments: [("{}", Diagnostic.Code.invalidPlan), ("nonsense", .invalidPlan), ("", .invalidPlan)])
  func `what is no plan is refused`(text: String, code: Diagnostic.Code) throws {
    let scene = try Scene()
    try scene.sandbox.write("plan.json", text)
    let refused = refusal { try scene.apply(plan: "../plan.json") }
    #expect(refused.code == code, "\(refused.messages)")
  }

  @Test func `a plan that is not there is missed, and an empty one leads nowhere`() throws {
    let scene = try Scene.laidOut()
    #expect(refusal { try scene.apply(plan: "gone.json") }.diagnostics.first?.kind == .missing)
    let saved = try scene.update(plan: "../plan.json")
    #expect(saved.state == .unchanged && saved.nextSteps == [])
  }
}
