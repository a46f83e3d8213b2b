import Diagnostics
import FileTrees
import Handoffs
import JSONCoding
import Skeletons
import Testing

@Suite struct DraftTests {
  @Test func `the same work has the same id, at another time too`() throws {
    var later = try Sample.draft()
    later.created = "2027-01-01T00:00:00Z"
    #expect(try Sample.artifacts(later).manifest.id == Sample.artifacts(Sample.draft()).manifest.id)
    later.questions = ["Why?"]
    #expect(try Sample.artifacts(later).manifest.id != Sample.artifacts(Sample.draft()).manifest.id)
  }

  @Test func `another file, base or title is another id`() throws {
    let first = try Sample.artifacts(Sample.draft()).manifest.id
    var moved = try Sample.draft()
    moved.base.commit = Sample.oid("9")
    #expect(try Sample.artifacts(moved).manifest.id != first)
    #expect(try Sample.artifacts(Sample.draft(title: "other")).manifest.id != first)
    #expect(try Sample.manifest([Sample.file("a", nil, Sample.version("4"))]).id != first)
  }

  @Test func `files come in the order of git's index, pathspecs with them`() throws {
    let files = try ["b", "a/z", "a.b", "a"].map { try Sample.file($0, Sample.version("1"), nil) }
    let manifest = try Sample.manifest(files)
    #expect(manifest.files.map(\.path.description) == ["a", "a.b", "a/z", "b"])
    #expect(manifest.roles.librarian.pathspecs?.first == ":(literal,top)a")
  }

  @Test func `nothing to hand off is an error`() throws {
    #expect(throws: Findings.self) { try Sample.artifacts(Sample.draft([])) }
  }

  @Test func `no skeleton with a word about deploying means nothing to deploy and a revert`() throws {
    let section = try Sample.manifest().roles.labOperator
    #expect(section.steps.map(\.title) == ["nothing to deploy"])
    #expect(
      section.rollback.last?.command?.argv
        == ["git", "revert", "--no-edit", "HEAD^{/Tenon-Handoff: \(try Sample.manifest().id)}"])
  }

  @Test func `several units are deployed in order and rolled back the other way round`() throws {
    let units = try ["a/one", "a/two"].map { id in
      var deployment = Deployment()
      deployment.steps = [Manifest.Step("Apply", .changes)]
      deployment.rollback = [Manifest.Step("Undo", .destroys)]
      deployment.requires = [Manifest.Requirement(tool: "ansible-core", version: ">=2.16")]
      return HandedUnit(
        id: id, skeleton: .init(name: "a", version: "1.0.0"), folder: try Sample.path(id), change: .added,
        deployment: deployment)
    }
    let section = try Sample.artifacts(Sample.draft(units: units)).manifest.roles.labOperator
    #expect(section.steps.map(\.title) == ["one: Apply", "two: Apply"])
    #expect(section.rollback.map(\.title) == ["two: Undo", "one: Undo"])
    #expect(section.requires?.count == 1)
  }

  @Test func `where one of several units has no rollback the commit is taken back at the end`() throws {
    var deployment = Deployment()
    deployment.rollback = [Manifest.Step("Undo", .destroys)]
    let units = [
      HandedUnit(
        id: "a/one", skeleton: .init(name: "a", version: "1.0.0"), folder: try Sample.path("one"),
        change: .added,
        deployment: deployment), try Sample.unit("a/two"),
    ]
    let section = try Sample.artifacts(Sample.draft(units: units)).manifest.roles.labOperator
    #expect(section.rollback.map(\.title).first == "one: Undo")
    #expect(section.rollback.map(\.title).last == "Revert the commit")
  }

  @Test func `what was there before is never taken away, and is deployed again as it was`() throws {
    let before = Manifest.Step("Apply", .changes)
    let unit = HandedUnit(
      id: "a/one", skeleton: .init(name: "a", version: "1.0.0"), folder: try Sample.path("one"),
      change: .changed, former: [before])
    let manifest = try Sample.artifacts(Sample.draft(units: [unit])).manifest
    let rollback = manifest.roles.labOperator.rollback
    #expect(manifest.units == [.init(id: "a/one", change: .changed)])
    #expect(rollback.map(\.effect) == [.reads, .changes, .changes])
    #expect(rollback.last?.title == "Redeploy the previous state: Apply")
  }

  @Test(arguments: [true, false])
  func `what a rename leaves under another name is said, and only where it leaves something`(
    leaves: Bool
  ) throws {
    var deployment = Deployment()
    deployment.steps = [Manifest.Step("Apply", .changes)]
    let unit = HandedUnit(
      id: "a/two", skeleton: .init(name: "a", version: "1.0.0"), folder: try Sample.path("two"),
      change: .renamed, deployment: deployment, former: [Manifest.Step("Apply", .changes)], from: "a/one",
      leavesFormer: leaves)
    let section = try Sample.artifacts(Sample.draft(units: [unit])).manifest.roles.labOperator
    #expect(section.steps.contains { $0.title.contains("under its former name") } == leaves)
    #expect(section.rollback.contains { $0.title.contains("under its new name") } == leaves)
    let removed = HandedUnit(
      id: "a/two", skeleton: .init(name: "a", version: "1.0.0"), folder: try Sample.path("two"),
      change: .removed, leavesFormer: leaves)
    let steps = try Sample.artifacts(Sample.draft(units: [removed])).manifest.roles.labOperator.steps
    #expect(
      steps.map(\.title) == ["nothing to deploy" + (leaves ? "; what a/two deployed is left in place" : "")])
  }

  @Test func `on the way back a backup comes first and each step stands once`() throws {
    let apply = Manifest.Step("Apply", .changes, command: .init(["apply"]))
    let backup = Manifest.Step("Back up", .changes, command: .init(["vzdump", "102"]), at: .node)
    let units = try [("a/one", [apply]), ("a/two", [backup, apply])].map { id, former in
      HandedUnit(
        id: id, skeleton: .init(name: "a", version: "1.0.0"), folder: try Sample.path(id), change: .changed,
        former: former)
    }
    let rollback = try Sample.artifacts(Sample.draft(units: units)).manifest.roles.labOperator.rollback
    #expect(
      rollback.suffix(2).map(\.title) == [
        "Redeploy the previous state: two: Back up", "Redeploy the previous state: one: Apply",
      ])
  }

  @Test func `what two units of one name say of the way back in the same words is said once`() throws {
    let units = try ["a/lab", "b/lab"].map { id in
      var deployment = Deployment()
      deployment.rollback = [Manifest.Step("Nothing was changed on a host", .changes)]
      return HandedUnit(
        id: id, skeleton: .init(name: "a", version: "1.0.0"), folder: try Sample.path(id), change: .added,
        deployment: deployment)
    }
    let rollback = try Sample.artifacts(Sample.draft(units: units)).manifest.roles.labOperator.rollback
    #expect(rollback.map(\.title) == ["lab: Nothing was changed on a host"])
  }

  @Test func `the scribe hears which guest is managed from where`() throws {
    var deployment = Deployment()
    deployment.targets = [Manifest.Target(.ct, name: "proxy", vmid: 102)]
    let unit = HandedUnit(
      id: "a/b", skeleton: .init(name: "a", version: "1.0.0"), folder: try Sample.path("roles/b"),
      change: .added,
      deployment: deployment)
    let inventory = try Sample.artifacts(Sample.draft(units: [unit])).manifest.roles.scribe.inventory
    #expect(
      inventory == [
        .object([
          "kind": .text("ct"), "name": .text("proxy"), "vmid": .integer(102), "managed_by": .text("roles/b"),
        ])
      ])
  }

  @Test func `what can only be seen on the target is a check that was not run, and why`() throws {
    var deployment = Deployment()
    deployment.verify = [Manifest.Step("The proxy answers", .reads, command: .init(["curl", "x"]))]
    let unit = HandedUnit(
      id: "a/b", skeleton: .init(name: "a", version: "1.0.0"), folder: try Sample.path("b"), change: .added,
      deployment: deployment)
    let checks = try Sample.artifacts(Sample.draft(units: [unit])).manifest.checks
    #expect(checks.map(\.result) == [.notRun])
    #expect(checks.first?.why?.isEmpty == false)
  }
}
