import Testing

/// Answers that nobody can take, and what is said of them.
struct AnswerRefusalTests {
  /// One wrong answer and what it is refused with.
  struct Wrong: CustomTestStringConvertible, Sendable {
    let single: String
    let code: Diagnostic.Code
    let words: String
    var hint: String?

    var testDescription: String { single }
  }

  static let wrong = [
    Wrong(
      single: "retries", code: .invalidSet,
      words: "invalid --set argument 'retries' (expected VARIABLE=VALUE)"),
    Wrong(
      single: "sise=5", code: .unknownVariable, words: "unknown variable 'sise'", hint: "did you mean 'size'?"
    ),
    Wrong(single: "size=many", code: .invalidAnswer, words: "'many'"),
    Wrong(single: "size=0", code: .invalidAnswer, words: "variable 'size'"),
    Wrong(single: "size=100", code: .invalidAnswer, words: "variable 'size'"),
    Wrong(single: "kind=filo", code: .invalidAnswer, words: "variable 'kind': invalid value 'filo'"),
    Wrong(single: "log=maybe", code: .invalidAnswer, words: "'maybe'"),
    Wrong(
      single: "name=Mail Box", code: .invalidAnswer, words: "does not match [a-z][a-z0-9-]*",
      hint: "for example: mail"),
  ]

  @Test(arguments: wrong)
  func `a wrong answer is refused, new or in an update, and nothing changes`(wrong: Wrong) throws {
    let scene = try Scene.laidOut()
    let changes = try scene.changes {
      for refused in [
        refusal { try scene.new(nil, set: ["name=post", wrong.single]) },
        refusal { try scene.update("mail", set: [wrong.single]) },
      ] {
        #expect(refused.code == wrong.code, "\(refused.messages)")
        #expect(refused.message.contains(wrong.words), "\(refused.messages)")
        if let hint = wrong.hint { #expect(refused.hints.contains(hint), "\(refused.hints)") }
      }
    }
    #expect(changes == [])
  }

  @Test func `all wrong answers are told at once, those of the file with their places`() throws {
    let scene = try Scene()
    let refused = refusal {
      try scene.new("mail", set: ["size=many", "kind=filo"], answers: "owner: [1, 2]\ncolour: red\n")
    }
    #expect(refused.diagnostics.count >= 3, "\(refused.messages)")
    #expect(refused.diagnostics.contains { $0.place?.path == "answers.yaml" && $0.place?.line == 2 })
  }

  @Test func `without a name nothing is laid out, and nobody is asked where nobody is`() throws {
    let refused = refusal { try Scene().new(nil) }
    #expect(refused.code == .missingAnswer, "\(refused.messages)")
    #expect(refused.message.contains("'name'"))
  }

  @Test func `a variable cannot be set and unset at once`() throws {
    let scene = try Scene.laidOut()
    let refused = refusal { try scene.update("mail", set: ["size=5"], unset: ["size"]) }
    #expect(refused.code == .usage && refused.message == "variable 'size' is both set and unset")
  }

  @Test func `a unit's name cannot be unset, and the hint says what can be done`() throws {
    let scene = try Scene.laidOut()
    let refused = refusal { try scene.update("mail", unset: ["name"]) }
    #expect(refused.message == "the name of a unit cannot be unset" && refused.hints == ["use tenon rename"])
  }

  @Test func `what does not apply cannot be answered now`() throws {
    let scene = try Scene()
    try scene.writeQueue(
      variables: Scene.queueVariables + "  keeper: { type: string, default: x, when: { log: true } }\n")
    let refused = refusal { try scene.new("mail", set: ["keeper=ann"]) }
    #expect(refused.message.contains("keeper"), "\(refused.messages)")
    try scene.new("mail", set: ["keeper=ann", "log=true"])
    // Recorded once, it lies dormant.
    #expect(try scene.update("mail", set: ["log=false"]).state == .applied)
    let dormant = try scene.unit().dormant
    #expect(dormant == ["the answer keeper=ann is unused: it applies only if log is set"])
    #expect(refusal { try scene.update("mail", set: ["keeper=bob"]) }.message.contains("keeper"))
  }

  @Test func `a fixed answer is settled when the unit is laid out`() throws {
    let scene = try Scene()
    try scene.writeQueue(
      variables: Scene.queueVariables.replacing("default: fifo,", with: "default: fifo, fixed: true,"))
    try scene.new("mail")
    for refused in [
      refusal { try scene.update("mail", set: ["kind=lifo"]) },
      refusal { try scene.update("mail", unset: ["kind"]) },
    ] {
      #expect(refused.message == "variable 'kind' is fixed to 'fifo' and cannot be changed")
      #expect(refused.hints == ["remove the unit and create it again"])
    }
    #expect(try scene.update("mail", set: ["kind=fifo"]).exitStatus == 0)
    // Another default of a later version changes nothing.
    try scene.writeQueue(
      variables: Scene.queueVariables.replacing("default: fifo,", with: "default: lifo, fixed: true,"))
    #expect(try scene.update().state == .unchanged)
  }

  @Test func `a rule holds answers against each other`() throws {
    let scene = try Scene()
    try scene.writeQueue(
      more:
        "rules: [{ when: { kind: lifo }, require: { size: { at_most: 20 } }, message: a stack is small }]\n")
    #expect(
      refusal { try scene.new("mail", set: ["kind=lifo", "size=30"]) }.message.contains("a stack is small"))
    try scene.new("mail", set: ["kind=lifo", "size=20"])
    #expect(refusal { try scene.update("mail", set: ["size=21"]) }.message.contains("a stack is small"))
  }

  @Test func `a recorded answer that a later version refuses is named with its cure`() throws {
    let scene = try Scene.laidOut(set: ["size=90"])
    try scene.writeQueue(
      version: "1.1.0", variables: Scene.queueVariables.replacing("max: 99", with: "max: 50"))
    let outcome = try scene.update()
    #expect(outcome.failures.count == 1 && outcome.exitStatus == 1)
    let failure = try #require(outcome.failures.first)
    #expect(failure.unit == "queue/mail")
    #expect(
      failure.hints.contains(
        "tenon update queue/mail --set size=… sets another answer, --unset size resets it"),
      "\(failure.hints)")
    #expect(try scene.unit().state == .unavailable)
    #expect(try scene.update("mail", set: ["size=40"]).state == .applied)
  }

  @Test func `a credential as an answer is refused whatever its variable`() throws {
    let scene = try Scene()
    let refused = refusal { try scene.new("mail", set: ["owner=AKIAIOSFODNN7EXAMPL2"]) }
    #expect(!refused.diagnostics.isEmpty && !scene.exists("queues"))
  }

  @Test func `what some units do not ask is said, and what none asks is an error`() throws {
    let scene = try Scene.laidOut()
    try scene.writeSmallSkeleton("note", destination: "notes")
    try scene.new("one", of: "note")
    let outcome = try scene.update(set: ["size=5"])
    #expect(outcome.notes.contains("note/one has no variable 'size': unchanged"), "\(outcome.notes)")
    #expect(try scene.text("queues/mail/queue.conf").contains("size 5"))
    let refused = refusal { try scene.update(set: ["colour=red"]) }
    #expect(refused.code == .unknownVariable)
  }

  @Test func `a text of several lines is read from where it stands`() throws {
    let scene = try Scene()
    try scene.writeQueue(
      variables: Scene.queueVariables + "  motd: { type: string, multiline: true, default: none }\n",
      config: "<% motd %>\n<% owner %>\n")
    try scene.sandbox.write("motd.txt", "one\ntwo\n")
    try scene.new("mail", set: ["motd=@../motd.txt", "owner=@../motd.txt"])
    #expect(try scene.text("queues/mail/queue.conf") == "one\ntwo\n@../motd.txt\n")
    #expect(refusal { try scene.new("post", set: ["motd=@../gone.txt"]) }.diagnostics.first?.kind == .missing)
    try scene.sandbox.write("bad.txt", [0xFF, 0xFE])
    #expect(refusal { try scene.new("post", set: ["motd=@../bad.txt"]) }.message == "it is not UTF-8")
  }
}
