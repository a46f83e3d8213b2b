import Testing

/// Credentials: where they are looked for, and what a person may say of one.
struct SecretsTests {
  private static let secret = "password: kJ8s2mPq9xW4tR7v\n"

  private func scene() throws -> Scene {
    let scene = try Scene([
      "committed.yml": Self.secret, "changed.yml": "a: 1\n", ".gitignore": "ignored.yml\n",
    ])
    try scene.write([
      "changed.yml": "b: 1\n\(Self.secret)", "new.yml": Self.secret, "ignored.yml": Self.secret,
    ])
    return scene
  }

  private func places(_ report: SecretsReport) -> [String] { report.findings.map { "\($0.path):\($0.line)" } }

  @Test func `what changed since HEAD is looked at, tracked or new`() throws {
    let report = try scene().secrets()
    #expect(places(report) == ["changed.yml:2", "new.yml:1"] && report.tally.files == 2)
  }

  @Test func `of what is staged, only the index counts`() throws {
    let scene = try scene()
    try scene.git("add", "new.yml")
    try scene.write(["new.yml": "clean\n"])
    #expect(places(try scene.secrets(scope: .staged)) == ["new.yml:1"])
    #expect(places(try scene.secrets()) == ["changed.yml:2"])
  }

  @Test func `everything is what git has or would have`() throws {
    #expect(
      places(try scene().secrets(scope: .everything)) == ["changed.yml:2", "committed.yml:1", "new.yml:1"])
  }

  @Test func `since a revision, what was committed meanwhile counts too`() throws {
    let scene = try scene()
    try scene.commit("second")
    try scene.write(["later.yml": Self.secret])
    #expect(
      places(try scene.secrets(scope: .since("HEAD~1"))) == ["changed.yml:2", "later.yml:1", "new.yml:1"])
    #expect(places(try scene.secrets(scope: .since("HEAD"))) == ["later.yml:1"])
    #expect(refusal { _ = try scene.secrets(scope: .since("nowhere")) }.code == .noRevision)
  }

  @Test(arguments: [
    (["committed.yml"], ["committed.yml:1"]), (["ignored.yml"], ["ignored.yml:1"]),
    (["."], ["changed.yml:2", "committed.yml:1", "new.yml:1"]),
    (["changed.yml", "changed.yml"], ["changed.yml:2"]),
    (["README.md"], []),
  ])
  func `what is named is looked at, changed or not, ignored or not`(paths: [String], found: [String]) throws {
    let scene = try scene()
    #expect(places(try scene.secretsAt(paths)) == found)
  }

  @Test func `what is named and not there is missed`() throws {
    #expect(refusal { _ = try scene().secrets("gone.yml") }.code == .noFile)
  }

  @Test func `a file beside the repository is looked at, and nothing is allowed there`() throws {
    let scene = try scene()
    try scene.sandbox.write("beside.yml", Self.secret)
    try scene.sandbox.write("folder/deep/x.yml", Self.secret)
    #expect(
      places(try scene.secretsAt(["../beside.yml", "../folder"])).map { $0.split(separator: "/").last } == [
        "beside.yml:1", "x.yml:1",
      ])
    let report = try scene.secretsOutside(["beside.yml"])
    #expect(places(report) == ["beside.yml:1"])
    #expect(refusal { _ = try scene.secretsOutside(["gone"]) }.code == .noFile)
  }

  // MARK: allowing

  @Test func `what is allowed is allowed by its content, and another value is not`() throws {
    let scene = try scene()
    let report = try scene.allowSecret(at: "new.yml:1", because: "a \"sample\"")
    #expect(report.isWritten && report.allowed.map(\.path) == ["new.yml"])
    #expect(try scene.text(".tenon/workspace.yaml").contains(#"why: "a \"sample\"""#))
    let after = try scene.secrets()
    #expect(places(after) == ["changed.yml:2"] && after.tally.allowed == 1)
    try scene.write(["new.yml": "\n\n\(Self.secret)"])
    #expect(places(try scene.secrets()) == ["changed.yml:2"])
    try scene.write(["new.yml": "password: zZ9s2mPq9xW4tR7v\n"])
    #expect(places(try scene.secrets()) == ["changed.yml:2", "new.yml:1"])
  }

  @Test func `the workspace's file keeps all that a person wrote in it`() throws {
    let scene = try scene()
    try scene.write([".tenon/workspace.yaml": "# ours\ndefaults: { owner: ops } # kept\n"])
    try scene.allowSecret(at: "new.yml:1")
    try scene.allowSecret(at: "changed.yml:2")
    let text = try scene.text(".tenon/workspace.yaml")
    #expect(text.hasPrefix("# ours\ndefaults: { owner: ops } # kept\n"))
    #expect(text.matches(of: /digest: "[0-9a-f]{40}"/).count == 2)
    #expect(try scene.secrets().findings.isEmpty)
  }

  @Test(arguments: [
    ("new.yml", Diagnostic.Code.usage, "invalid place 'new.yml' (expected PATH:LINE)"),
    ("new.yml:0", .usage, "invalid place 'new.yml:0' (expected PATH:LINE)"),
    ("new.yml:x", .usage, "invalid place 'new.yml:x' (expected PATH:LINE)"),
    ("gone.yml:1", .noFile, "there is no 'gone.yml'"), ("changed.yml:1", .missing, "no finding in this line"),
  ])
  func `what is no finding cannot be allowed`(place: String, code: Diagnostic.Code, words: String) throws {
    let scene = try scene()
    let changes = try scene.changes {
      let refused = refusal { try scene.allowSecret(at: place) }
      #expect(refused.code == code && refused.message == words)
    }
    #expect(changes == [])
  }

  @Test func `the lines that have findings are told`() throws {
    let scene = try scene()
    #expect(refusal { try scene.allowSecret(at: "changed.yml:1") }.hints == ["there are findings in line 2"])
    #expect(
      refusal { try scene.allowSecret(at: "README.md:1") }.hints == [
        "tenon secrets check README.md has no findings"
      ])
  }

  @Test func `a dry run allows nothing`() throws {
    let scene = try scene()
    #expect(try !scene.unchanged { try scene.allowSecret(at: "new.yml:1", isDryRun: true) }.isWritten)
  }

  // MARK: the baseline

  @Test func `what a baseline knows is passed over, one finding for one entry`() throws {
    let scene = try scene()
    let report = try scene.secrets(scope: .everything, writesBaseline: true)
    #expect(report.baseline?.description == ".tenon/secrets-baseline.json" && report.isWritten)
    #expect(report.findings.isEmpty && report.tally.known == 3)
    let after = try scene.secrets(scope: .everything)
    #expect(after.findings.isEmpty && after.tally.known == 3)
    try scene.write(["new.yml": Self.secret + Self.secret])
    #expect(places(try scene.secrets()).count == 1)
    #expect(try scene.undo().label == "secrets check --write-baseline")
    #expect(!scene.exists(".tenon/secrets-baseline.json"))
  }

  @Test func `a baseline that is only made is not written, and one that is damaged is refused`() throws {
    let scene = try scene()
    #expect(try !scene.unchanged { try scene.secrets(writesBaseline: true, isDryRun: true) }.isWritten)
    try scene.write([".tenon/secrets-baseline.json": "{"])
    #expect(refusal { _ = try scene.secrets() }.diagnostics.first?.kind == .data)
  }

  @Test func `the words of a tally never say that there are none`() throws {
    let scene = try scene()
    #expect(try scene.secrets("README.md").tally.words.hasSuffix(" in 1 file: none found"))
    try scene.allowSecret(at: "new.yml:1")
    _ = try scene.secrets(writesBaseline: true)
    let report = try scene.secrets("new.yml", "changed.yml", "README.md")
    #expect(report.tally.words.hasSuffix(" in 3 files: none found but 1 allowed, 1 in the baseline"))
  }

  @Test func `a finding as a refusal has the ways out`() throws {
    let finding = try #require(try scene().secrets("new.yml").findings.first)
    let refused = finding.diagnostic
    #expect(refused.code == .credential && refused.place?.line == 1)
    #expect(!refused.message.contains("kJ8s2mPq9xW4tR7v") && refused.message.contains("behind 'password'"))
    #expect(refused.hints.last == "if it is harmless: tenon secrets allow new.yml:1 --why …")
  }
}
