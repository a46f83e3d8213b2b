import Testing

/// What a person is shown of a conflict, and what comes of each reply.
struct ConflictDialogueTests {
  /// Two conflicts in one file.
  private func scene() throws -> Scene {
    let scene = try Scene.laidOut()
    try scene.write(["queues/mail/queue.conf": "# mail\n\nsize 11\n\nkind fifo\n\nowner me\n"])
    try scene.writeQueue(
      version: "1.1.0", more: "changes: { 1.1.0: [Faster] }\n",
      config: "# <% name %>\n\nsize <% size %>0\n\nkind <% kind %>\n\nowner <% owner %>!\n")
    return scene
  }

  private func text(size: String, owner: String) -> String { "# mail\n\n\(size)\nkind fifo\n\n\(owner)" }

  @Test func `both sides are shown with their lines, and the news before them`() throws {
    let person = ScriptedPerson("s")
    let outcome = try scene().update(asking: person)
    #expect(outcome.state == .undecided)
    #expect(person.told.first == "new in queue/mail 1.1.0: Faster")
    for line in [
      "queues/mail/queue.conf: you and the skeleton changed the same lines",
      "conflict 1 of 2 in queues/mail/queue.conf:3", "     3 ours   | size 11", "       base   | size 10",
      "     3 theirs | size 100",
    ] { #expect(person.told.contains(line), "\(person.told)") }
    #expect(person.asked == ["(o)urs, (t)heirs, (b)oth, (e)ditor, (a)ll of this file, (?) help or (s)top?"])
  }

  /// Replies, and what is in the file afterwards; nil where nothing is written.
  static let conversations: [(replies: [String], size: String, owner: String)] = [
    (["o", "o"], "size 11\n", "owner me\n"), (["o", "t"], "size 11\n", "owner nobody!\n"),
    (["THEIRS", "ours"], "size 100\n", "owner me\n"), (["b", "t"], "size 11\nsize 100\n", "owner nobody!\n"),
    (["a", "t"], "size 100\n", "owner nobody!\n"),
    (["o", "all", "x", "b"], "size 11\n", "owner me\nowner nobody!\n"),
    (["a", "", "t", "o"], "size 100\n", "owner me\n"), (["what", "?", "o", "o"], "size 11\n", "owner me\n"),
    (["e", "o", "o"], "size 11\n", "owner me\n"),
  ]

  @Test(arguments: conversations.indices)
  func `each hunk is as it was answered`(index: Int) throws {
    let (replies, size, owner) = Self.conversations[index]
    let scene = try scene()
    let person = ScriptedPerson(list: replies)
    #expect(try scene.update(asking: person).state == .applied)
    #expect(person.isDone)
    #expect(
      try scene.text("queues/mail/queue.conf").replacing("\n\n", with: "\n")
        == "# mail\n\(size)kind fifo\n\(owner)")
  }

  @Test(arguments: [["s"], ["o", "s"], ["o"], ["a"], []])
  func `whoever stops, or says no more, has nothing written`(replies: [String]) throws {
    let scene = try scene()
    #expect(
      try scene.unchanged { try scene.update(asking: ScriptedPerson(list: replies)) }.state == .undecided)
  }

  @Test(arguments: [["m"], ["a", "m"], ["o", "m"]])
  func `markers are of the whole file`(replies: [String]) throws {
    let scene = try scene()
    let outcome = try scene.update(asking: ScriptedPerson(list: replies))
    #expect(outcome.exitStatus == 1)
    #expect(try scene.text("queues/mail/queue.conf").matches(of: #/<<<<<<< /#).count == 2)
  }

  @Test func `an editor's text is the hunk, unless it is as before or still has markers`() throws {
    let scene = try scene()
    var texts = ["size 42\n"]
    var seen: [String] = []
    let person = ScriptedPerson("e", "e", "e", "o") { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      seen.append(text)
      return seen.count == 1 ? text : seen.count == 2 ? text + "more\n" : texts.removeFirst()
    }
    try scene.update(asking: person)
    #expect(seen.allSatisfy { $0.contains("<<<<<<<") && $0.contains("size 11") && $0.contains("size 100") })
    #expect(
      person.told.contains("nothing was changed")
        && person.told.contains("the file contains conflict markers"))
    #expect(try scene.text("queues/mail/queue.conf") == "# mail\n\nsize 42\n\nkind fifo\n\nowner me\n")
  }

  @Test(arguments: [("t", true), ("o", false)])
  func `a file that has no lines to choose from is one question`(reply: String, isThere: Bool) throws {
    let scene = try scene()
    try scene.write(["queues/mail/queue.conf": "# mail\n\nsize 10\n\nkind fifo\n\nowner nobody\n"])
    try scene.delete("queues/mail/start")
    try scene.sandbox.write("home/.config/tenon/skeletons/queue/files/start", "#!/bin/sh\n")
    let person = ScriptedPerson("?", "x", reply)
    try scene.update(asking: person)
    #expect(
      person.asked.allSatisfy { $0 == "keep (o)urs, take (t)heirs, or (s)top?" } && person.asked.count == 3)
    #expect(scene.exists("queues/mail/start") == isThere)
  }

  @Test func `whoever stopped at one unit is not asked about the next`() throws {
    let scene = try Scene.laidOut()
    try scene.new("post")
    for unit in ["mail", "post"] { try scene.write(["queues/\(unit)/queue.conf": "mine\n"]) }
    try scene.writeQueue(config: "new <% size %><% kind %><% owner %>\n")
    let stopping = ScriptedPerson("s", "t")
    #expect(try scene.update(asking: stopping).state == .undecided)
    #expect(stopping.asked.count == 1)
    let going = ScriptedPerson("s", "t")
    #expect(try scene.update(way: Way(keepsGoing: true), asking: going).exitStatus == 2)
    #expect(going.asked.count == 2)
    #expect(try scene.text("queues/post/queue.conf") == "new 10fifonobody\n")
  }

  @Test func `what would move a cursor is shown and not sent`() throws {
    let scene = try scene()
    try scene.write(["queues/mail/queue.conf": "# mail\n\nsize \u{1B}[2J\n\nkind fifo\n\nowner me\n"])
    let person = ScriptedPerson("s")
    try scene.update(asking: person)
    #expect(!person.told.contains { $0.contains("\u{1B}") })
    #expect(person.told.contains { $0.contains("[2J") })
  }
}
