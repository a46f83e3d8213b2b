import Diagnostics
import Handoffs
import Skeletons
import Testing

@Suite struct CommitWordsTests {
  private func commit(_ units: [HandedUnit], title: String? = nil) throws -> Manifest.Commit {
    try Sample.artifacts(Sample.draft(units: units, title: title)).manifest.roles.librarian.commit
  }

  @Test func `a new unit is a feature in its own scope`() throws {
    #expect(try commit([Sample.unit()]).header == "feat(nginx): add ansible-role nginx")
  }

  @Test func `a skeleton may say another type for a new unit`() throws {
    var deployment = Deployment()
    deployment.commitType = .build
    let unit = HandedUnit(
      id: "dockerfile/app", skeleton: .init(name: "dockerfile", version: "1.0.0"),
      folder: try Sample.path("app"),
      change: .added, deployment: deployment)
    #expect(try commit([unit]).header == "build(app): add dockerfile app")
  }

  @Test func `updates and removals are said`() throws {
    #expect(try commit([Sample.unit("a/b", .changed)]).header == "chore(b): update a b")
    #expect(try commit([Sample.unit("a/b", .removed)]).header == "refactor(b): remove a b")
    #expect(try commit([]).header == "chore: change hand-written files")
  }

  private func changed(_ news: [String], from: String? = nil) throws -> HandedUnit {
    HandedUnit(
      id: "compose-stack/web", skeleton: .init(name: "compose-stack", version: "1.1.0"),
      folder: try Sample.path("services/web"), change: from == nil ? .changed : .renamed, from: from,
      news: news)
  }

  @Test func `what changed for a user is said, old and new`() throws {
    let one = try commit([changed(["port 80 → 8080"])])
    #expect(one.header == "chore(web): update compose-stack web: port 80 → 8080")
    let both = try commit([changed(["port 80 → 8080", "compose-stack 1.0.0 → 1.1.0"])])
    #expect(both.header == "chore(web): update compose-stack web")
    #expect(both.body == "- compose-stack/web: port 80 → 8080; compose-stack 1.0.0 → 1.1.0")
  }

  @Test func `a rename says both names`() throws {
    let renamed = try commit([changed([], from: "compose-stack/site")])
    #expect(renamed.header == "chore(web): rename compose-stack site to web")
    #expect(renamed.body == "- compose-stack/web: renamed from compose-stack/site")
  }

  @Test func `several units share no scope`() throws {
    let units = [try Sample.unit("a/b"), try Sample.unit("a/c", .removed)]
    #expect(try commit(units).header == "feat: change a b, a c")
  }

  @Test func `a long list of units is counted`() throws {
    let units = try (1...9).map { try Sample.unit("ansible-role/number\($0)") }
    #expect(try commit(units).header == "feat: add 9 units")
  }

  @Test func `a subject never has more than 72 characters`() throws {
    let subject = try commit([Sample.unit("ansible-role/\(String(repeating: "ü", count: 90))")]).subject
    #expect(subject.unicodeScalars.count == 72)
  }

  @Test(arguments: [
    ("fix(proxy)!: close the port", "fix(proxy)!: close the port"),
    ("docs: say it", "docs: say it"),
    ("Add a proxy", "feat(nginx): add a proxy"),
    ("NGINX as a proxy", "feat(nginx): NGINX as a proxy"),
    ("note: this is no type", "feat(nginx): note: this is no type"),
    ("fix(): empty scope", "feat(nginx): fix(): empty scope"),
  ])
  func `a title becomes the subject`(title: String, header: String) throws {
    #expect(try commit([Sample.unit()], title: title).header == header)
  }

  @Test(arguments: ["", "  ", "fix: ", "a\nb", String(repeating: "x", count: 73)])
  func `a title that is no subject is refused`(title: String) throws {
    #expect(throws: Findings.self) { try commit([], title: title) }
  }

  @Test func `the message has a body and ends with the trailer`() throws {
    let manifest = try Sample.manifest([
      Sample.file("roles/nginx/a", nil, Sample.version("3"), unit: "ansible-role/nginx")
    ])
    #expect(
      manifest.roles.librarian.commit.message == """
        feat(nginx): add ansible-role nginx

        - ansible-role/nginx: added in roles/nginx, ansible-role 1.0.0

        Tenon-Handoff: \(manifest.id)

        """)
  }
}
