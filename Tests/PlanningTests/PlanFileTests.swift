import Diagnostics
import FileTrees
import GitReading
import Planning
import Testing
import TestSupport
import Texts

/// A saved plan comes back from a file that anybody may have written.
@Suite struct PlanFileTests {
  private func plan() throws -> PlanFile {
    let old = blobID(of: [1])
    return PlanFile(
      label: "update k/x",
      changes: [
        Change(
          path: try RelativePath("roles/x/a.yml"), before: .absent,
          after: .file(Array("a: ü\n".utf8), executable: false)),
        Change(
          path: try RelativePath("roles/x/logo.png"), before: .file(old, executable: false),
          after: .file([0, 0xFF, 0xFE], executable: true)),
        Change(path: try RelativePath("roles/x/gone"), before: .file(old, executable: true), after: .absent),
        Change(
          path: try RelativePath(".tenon/units/k/x/record.json"), before: .absent,
          after: .file([], executable: false)),
        Change(
          path: try RelativePath(".tenon/.gitignore"), before: .absent,
          after: .file([0x61], executable: false)),
      ])
  }

  @Test func `what was saved is read again`() throws {
    #expect(try PlanFile(json: try plan().json(), at: "p") == plan())
  }

  @Test(arguments: [
    ("roles/x/a.yml", "../a.yml"), ("roles/x/a.yml", "/etc/passwd"),
    ("roles/x/a.yml", ".git/hooks/pre-commit"),
    ("roles/x/a.yml", "sub/.GIT/config"), ("roles/x/a.yml", ".tenon/state/lock"),
    ("roles/x/a.yml", ".tenon/workspace.yaml"), ("roles/x/a.yml", ".tenon/handoffs/a"),
    ("roles/x/a.yml", "roles//a"), ("roles/x/a.yml", "nul.txt"), ("100755", "120000"), ("100755", "100777"),
    ("tenon.plan/1", "tenon.plan/9"), ("AP/+", "AP/+!"), ("\"absent\"", "\"socket\""),
    ("a: ü\\n\"", "a\", \"base64\" : \"AA==\""),
  ])
  func `a plan that reaches where it must not, or is malformed, is bad data`(good: String, bad: String) throws
  {
    let text = String(decoding: try plan().json(), as: UTF8.self)
    #expect(text.contains(good), "the sample holds what is to be replaced")
    let error = #expect(throws: Findings.self) {
      try PlanFile(json: Array(text.replacing(good, with: bad).utf8), at: "p")
    }
    #expect(error?.diagnostics.allSatisfy { $0.kind == .data && $0.place?.path == "p" } == true)
  }

  @Test(arguments: seeds(400))
  func `a damaged plan is findings, or changes within reach`(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let bytes = try plan().json().mutated(using: &generator)
    do throws(Findings) {
      let damaged = try PlanFile(json: bytes, at: "p")
      for change in damaged.changes where !change.path.description.hasPrefix(".tenon/") {
        #expect((try? change.path.checkPortable()) != nil, "\(change.path)")
      }
    } catch {
      #expect(
        error.diagnostics.allSatisfy { $0.kind == .data && $0.place?.path == "p" }, "\(error.diagnostics)")
    }
  }
}
