import Testing

/// What an examination finds odd, each with a cure, and that it writes nothing.
struct DoctorTests {
  private func findings(_ scene: Scene) -> [Diagnostic] { scene.doctor().findings }

  @Test func `a workspace in order has no finding, and nothing is written`() throws {
    let scene = try Scene.laidOut()
    let changes = try scene.changes {
      let found = scene.doctor()
      #expect(found.failure == nil && found.findings == [], "\(found.findings)")
      #expect(found.workspace?.units == 1 && found.workspace?.hasFile == false)
      #expect(found.tenon == tenonVersion && found.libgit2?.split(separator: ".").count == 3)
    }
    #expect(changes == [])
  }

  /// Something odd about a unit that is laid out, and what is said of it.
  struct Oddity: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let code: Diagnostic.Code
    let words: String
    let hint: String
    let prepare: @Sendable (Scene) throws -> Void
  }

  static let oddities = [
    Oddity(
      testDescription: "a fixed file that was changed", code: .data, words: "the file was modified",
      hint: "git checkout -- .tenon/.gitattributes restores it if it was committed"
    ) { try $0.write([".tenon/.gitattributes": "* text\n"]) },
    Oddity(
      testDescription: "a fixed file that is gone", code: .data, words: "the file is missing",
      hint: "git checkout -- .tenon/.gitignore restores it if it was committed"
    ) { try $0.delete(".tenon/.gitignore") },
    Oddity(
      testDescription: "a record that cannot be read", code: .invalidRecord, words: "",
      hint: "tenon remove queue/mail removes the record and keeps the files"
    ) { try $0.write([".tenon/units/queue/mail/record.json": "{"]) },
    Oddity(
      testDescription: "a skeleton that is gone", code: .noSkeleton, words: "", hint: ""
    ) { try $0.sandbox.run("rm", ["-r", "home/.config/tenon/skeletons/queue"]) },
    Oddity(
      testDescription: "a file of a unit that git ignores", code: .ignoredByGit,
      words: "git ignores a file of queue/mail: no handoff includes it",
      hint: "git check-ignore -v queues/mail/queue.conf shows the rule"
    ) {
      try $0.git("rm", "-q", "--cached", "queues/mail/queue.conf")
      try $0.write([".gitignore": "*.conf\n"])
    },
    Oddity(
      testDescription: "a file of a unit that a foreign filter changes", code: .gitFilter, words: "other",
      hint: ""
    ) {
      try $0.git("config", "filter.other.clean", "cat")
      try $0.write([".gitattributes": "*.conf filter=other\n"])
    },
    Oddity(
      testDescription: "a sparse checkout without the records", code: .sparseCheckout,
      words: "the sparse checkout excludes tenon's records", hint: "git sparse-checkout add .tenon"
    ) { try $0.git("sparse-checkout", "set", "queues") },
    Oddity(
      testDescription: "a hook", code: .gitHook, words: "a pre-commit hook is installed",
      hint: "exclude .tenon/ from it and verify with tenon handoff verify --commit HEAD"
    ) { try $0.sandbox.write("repo/.git/hooks/pre-commit", Array("#!/bin/sh\n".utf8), executable: true) },
    Oddity(
      testDescription: "settings that name nothing", code: .invalidWorkspace,
      words: "'layout' names 'quue', which is not a skeleton", hint: "did you mean queue?"
    ) { try $0.write([".tenon/workspace.yaml": "layout: { quue: x }\n"]) },
  ]

  @Test(arguments: oddities)
  func `an oddity is said with what to do, and tenon works all the same`(oddity: Oddity) throws {
    let scene = try Scene.laidOut()
    try oddity.prepare(scene)
    let found = scene.doctor()
    let finding = found.findings.first { $0.code == oddity.code && $0.message.contains(oddity.words) }
    #expect(found.failure == nil)
    #expect(finding != nil, "\(found.findings)")
    #expect(oddity.hint.isEmpty || finding?.hints.contains(oddity.hint) == true, "\(finding?.hints ?? [])")
  }

  @Test func `a base that is lost is found, and one that git still has is not`() throws {
    let fresh = try Scene()
    try fresh.new("mail")
    try fresh.delete(".tenon/units/queue/mail/base")
    let found = findings(fresh).filter { $0.code == .damagedBase }
    #expect(found.count == 3, "\(findings(fresh))")
    #expect(
      found.allSatisfy {
        $0.hints == ["git checkout -- .tenon/units/queue/mail restores it if it was committed"]
      })
    let committed = try Scene.laidOut()
    try committed.write([".tenon/units/queue/mail/base": "x\n"])
    #expect(!findings(committed).contains { $0.code == .damagedBase })
  }

  @Test func `a failure is the first finding, and what was found before stays`() throws {
    let scene = try Scene.laidOut([".tenon/workspace.yaml": "layout: [\n"].filter { _ in false })
    try scene.write([".tenon/workspace.yaml": "layout: [\n"])
    let found = scene.doctor()
    #expect(found.failure?.code == .invalidWorkspace && found.findings.first == found.failure)
    #expect(found.repository?.branch == "main" && found.workspace == nil)
    let outside = scene.doctor(in: "home")
    #expect(outside.failure?.code == .noRepository && outside.repository == nil)
  }

  @Test func `a machine without git is a finding beside the others`() throws {
    let scene = try Scene()
    let found = scene.doctor(extra: ["PATH": "/nowhere"])
    #expect(found.git == nil && found.findings.map(\.code) == [.noProgram])
    #expect(found.findings[0].hints == ["install git"])
  }

  @Test func `skeletons within reach are listed, and those with faults are findings`() throws {
    let scene = try Scene()
    try scene.writeSkeleton("bad", "name: bad\n")
    let found = scene.doctor()
    #expect(
      found.findings.contains { $0.place?.path.contains("bad/skeleton.yaml") == true }, "\(found.findings)")
    let queue = try #require(found.workspace?.skeletons.first { $0.name == "queue" })
    #expect(queue.version == "1.0.0" && !queue.isHidden)
  }
}
