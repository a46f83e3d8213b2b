import Testing

/// Many units from one list: all of them or none.
struct NewListTests {
  @Test func `each item is a unit with answers of its own over those for all`() throws {
    let scene = try Scene()
    let outcome = try scene.newUnits(
      """
      - { name: mail, size: 5 }
      - { name: post }
      - { name: news, unit: { as: daily, into: papers } }

      """, set: ["size=7", "owner=ops"])
    #expect(outcome.state == .applied && outcome.label == "new queue (3 units)")
    #expect(outcome.nextSteps == ["tenon status", "tenon handoff create"])
    #expect(try scene.text("queues/mail/queue.conf") == "# mail\n\nsize 5\n\nkind fifo\n\nowner ops\n")
    #expect(try scene.text("queues/post/queue.conf").contains("size 7"))
    #expect(scene.exists("papers/queue.conf") && scene.exists(".tenon/units/queue/daily/record.json"))
  }

  @Test func `all of it is one operation to undo`() throws {
    let scene = try Scene()
    let changes = try scene.changes {
      try scene.newUnits("[{ name: mail }, { name: post }]")
      #expect(try scene.log().map(\.units) == [["queue/mail", "queue/post"]])
      try scene.undo()
    }
    #expect(changes == ["+ .tenon folder 755"])
  }

  @Test(arguments: [
    ("name: mail\n", "the units are a mapping, not a list of mappings"), ("[]", "the list of units is empty"),
    ("[mail]", "a unit is a single value, not a mapping of its answers"),
    ("[{ name: mail, unit: { for: x } }]", "unknown key 'for' of 'unit' (expected one of: as, into)"),
  ])
  func `what is no list of units is refused with its place`(list: String, words: String) throws {
    let scene = try Scene()
    let refused = refusal { try scene.newUnits(list) }
    #expect(refused.messages.contains { $0.hasPrefix(words) }, "\(refused.messages)")
    #expect(refused.place?.hasPrefix("units.yaml:1") == true)
    #expect(!scene.exists("queues"))
  }

  @Test func `every fault of every item is told at once, and nothing is written`() throws {
    let scene = try Scene()
    let changes = try scene.changes {
      let refused = refusal {
        try scene.newUnits(
          """
          - { name: mail, size: many }
          - { name: post }
          - { name: "a b" }
          - { name: news, colour: red }

          """)
      }
      #expect(refused.diagnostics.compactMap { $0.place?.line } == [1, 3, 4])
      #expect(refused.diagnostics.last?.code == .unknownVariable)
    }
    #expect(changes == [])
  }

  @Test func `a unit twice in a list names both places`() throws {
    let scene = try Scene()
    let refused = refusal { try scene.newUnits("- { name: mail }\n- { name: mail, unit: { into: x } }\n") }
    #expect(refused.message == "unit queue/mail is in the list twice" && refused.code == .inTheWay)
    #expect(refused.hints.first?.contains("also listed at units.yaml:1") == true, "\(refused.hints)")
    #expect(refused.place?.hasPrefix("units.yaml:2") == true)
  }

  @Test func `a path twice in a list names the other unit, whatever its case`() throws {
    let scene = try Scene()
    let refused = refusal {
      try scene.newUnits("- { name: mail, unit: { into: x } }\n- { name: post, unit: { into: X } }\n")
    }
    #expect(refused.code == .inTheWay)
    #expect(refused.messages.allSatisfy { $0.hasSuffix("also belongs to unit queue/mail of the list") })
    #expect(refused.hints.contains("'unit: { into: … }' sets another directory for one of them"))
  }

  @Test func `a dry run of a list writes nothing`() throws {
    let scene = try Scene()
    #expect(
      try scene.unchanged { try scene.newUnits("[{ name: mail }, { name: post }]", .dryRun) }.state
        == .planned)
  }

  @Test func `a note that holds for all is said once`() throws {
    let scene = try Scene()
    try scene.sandbox.write("home/.config/tenon/answers.yaml", "owner: ops\n")
    let outcome = try scene.newUnits("[{ name: mail }, { name: post }, { name: news, owner: me }]")
    #expect(outcome.notes.filter { $0 == "taken from answers.yaml: owner" }.count == 1, "\(outcome.notes)")
  }
}
