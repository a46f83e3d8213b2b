import Testing

/// Which units a job is about: those that are named, or all.
struct UnitSelectionTests {
  private func scene() throws -> Scene {
    let scene = try Scene()
    try scene.writeSmallSkeleton("note", destination: "notes")
    try scene.newUnits("[{ name: mail }, { name: post }]")
    try scene.new("mail", of: "note")
    try scene.new("todo", of: "note")
    try scene.commit()
    return scene
  }

  @Test(arguments: [
    ([], ["note/mail", "note/todo", "queue/mail", "queue/post"]), (["queue/mail"], ["queue/mail"]),
    (["post"], ["queue/post"]), (["post", "queue/post"], ["queue/post"]),
    (["todo", "queue/mail"], ["note/todo", "queue/mail"]),
  ])
  func `a name is enough where one unit has it, and the order is the person's`(
    names: [String], units: [String]
  )
    throws
  {
    let opened = try scene()
    #expect(try opened.statuses(of: names).map(\.unit.description) == units)
  }

  @Test func `a name that several units have is ambiguous`() throws {
    let scene = try scene()
    let refused = refusal { _ = try scene.status("mail") }
    #expect(refused.code == .ambiguousName && refused.message == "'mail' is the name of several units")
    #expect(refused.hints == ["one of note/mail, queue/mail"])
  }

  @Test(arguments: [
    ("pst", "did you mean post?"), ("queue/pst", "did you mean queue/post?"),
    ("zzzzzzzz", "tenon status lists the units"),
  ])
  func `a name that no unit has is answered with the nearest`(name: String, hint: String) throws {
    let scene = try scene()
    for refused in [
      refusal { _ = try scene.status(name) }, refusal { try scene.update(name) },
      refusal { try scene.remove(name) },
      refusal { try scene.handOff(name) }, refusal { _ = try scene.review(.drift, name) },
    ] {
      #expect(refused.code == .noUnit && refused.message == "there is no unit '\(name)'")
      #expect(refused.hints == [hint])
    }
  }

  @Test func `in a workspace without units the way to the first is said`() throws {
    let refused = refusal { _ = try Scene().status("mail") }
    #expect(refused.code == .noUnit && refused.hints == ["create one with 'tenon new'"])
  }

  /// What is wrong with one record, and what is said of it.
  static let damages: [(text: String, code: Diagnostic.Code, words: String)] = [
    ("{", .invalidRecord, ""),
    (
      "<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n", .conflictMarkers,
      "the record contains conflict markers"
    ),
  ]

  @Test(arguments: damages.indices)
  func `a record that cannot be used stops its own unit only, and the job where it was named`(
    index: Int
  ) throws {
    let (text, code, words) = Self.damages[index]
    let scene = try scene()
    try scene.write([".tenon/units/queue/post/record.json": text])
    let status = try scene.status()
    #expect(status.units.map(\.unit.description) == ["note/mail", "note/todo", "queue/mail"])
    #expect(status.faults.map { $0.unit?.description } == ["queue/post"])
    #expect(try scene.update().failures.compactMap(\.unit) == ["queue/post"])
    let refused = refusal { try scene.update("post") }
    #expect(refused.code == code && refused.unit == "queue/post", "\(refused.diagnostics)")
    #expect(refused.message.contains(words))
    #expect(
      refused.hints.contains("tenon remove queue/post removes the record and keeps the files"),
      "\(refused.hints)")
    #expect(try scene.update("queue/mail").state == .unchanged)
  }

  @Test func `a record of a newer tenon is for that one, and is not to be removed`() throws {
    let scene = try scene()
    try scene.write([".tenon/units/queue/post/record.json": #"{"schema":"tenon.record/99"}"#])
    let refused = refusal { try scene.update("post") }
    #expect(refused.message == "unknown schema 'tenon.record/99' (expected tenon.record/1)")
    #expect(refused.hints == ["a newer tenon wrote the record: use that version, or a later one"])
  }

  @Test func `a record in the folder of another unit belongs to neither`() throws {
    let scene = try scene()
    try scene.move(".tenon/units/queue/post", to: ".tenon/units/queue/letters")
    let fault = try #require(try scene.status().faults.first)
    #expect(fault.diagnostic.message == "the record is of unit queue/post, not of queue/letters")
    #expect(refusal { try scene.update("letters") }.code == .invalidRecord)
  }

  @Test func `a record that claims a file of another unit is refused`() throws {
    let scene = try scene()
    let path = ".tenon/units/queue/post/record.json"
    try scene.write([path: try scene.text(path).replacing("queues/post/start", with: "queues/mail/start")])
    let faults = try scene.status().faults
    #expect(
      faults.map(\.diagnostic.message) == [
        "the record claims 'queues/mail/start', which belongs to queue/mail"
      ])
  }

  @Test func `what lies below units and is none is a fault of nobody's unit`() throws {
    let scene = try scene()
    try scene.write([".tenon/units/stray.txt": "x\n", ".tenon/units/queue/stray.txt": "x\n"])
    try scene.link(".tenon/units/queue/linked", to: "mail")
    let faults = try scene.status().faults.map(\.diagnostic)
    #expect(
      faults.map { $0.place?.path } == [
        ".tenon/units/queue/linked", ".tenon/units/queue/stray.txt", ".tenon/units/stray.txt",
      ])
    #expect(
      faults.map(\.message) == ["symbolic links are not followed here", "unexpected file", "unexpected file"])
    #expect(try scene.update().failures.count == 3)
  }
}
