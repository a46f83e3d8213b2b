import Diagnostics
import FileTrees
import Skeletons
import Testing
import Workspaces

@Suite struct RecordTests {
  func record() throws -> Record {
    Record(
      unit: try UnitID("k/x"),
      skeleton: SkeletonReference(name: "k", version: "1.0.0", digest: "d", source: "builtin"),
      destination: try RelativePath("roles/x"), yamlExtension: ".yaml",
      answers: ["name": .text("x"), "size": .integer(3), "on": .boolean(true), "items": .list(["a", "b"])],
      files: [
        RecordedFile(
          path: try RelativePath("roles/x/ü b"), laidOutAt: try RelativePath("roles/x/a"), source: "a",
          blob: .zero,
          isExecutable: true, keep: true, conflicted: true),
        RecordedFile(path: try RelativePath("roles/x/c"), source: "c", blob: .zero, isExecutable: false),
      ], base: .zero, inputs: "0123456789abcdef")
  }

  @Test func `what was written is read`() throws {
    let record = try record()
    #expect(try Record(json: try record.json(), unit: record.unit, at: "r") == record)
  }

  @Test func `the key that 0.2.0 wrote is read and never written`() throws {
    let record = try record()
    let text = String(decoding: try record.json(), as: UTF8.self)
    #expect(text.contains("\"laid_out_at\" : \"roles/x/a\"") && !text.contains("laidOutAt"))
    let old = text.replacing("laid_out_at", with: "laidOutAt")
    #expect(try Record(json: Array(old.utf8), unit: record.unit, at: "r") == record)
  }

  @Test(arguments: [
    ("roles/x/c", "../../etc/passwd"), ("roles/x/c", "/etc/passwd"), ("roles/x/c", "roles/.git/config"),
    ("roles/x/c", ".TENON/x"), ("roles/x/c", "a//b"), ("\"c\"", "\"a\""), ("100755", "120000"),
    ("0000000000", "000000000"), ("tenon.record/1", "tenon.record/9"), ("k/x", "k/y"),
  ])
  func `a record that points where it must not is bad data`(good: String, bad: String) throws {
    let record = try record()
    let text = String(decoding: try record.json(), as: UTF8.self).replacing(good, with: bad)
    #expect(throws: Findings.self) { try Record(json: Array(text.utf8), unit: record.unit, at: "r") }
  }

  @Test(arguments: [
    ("\"size\" : 3", "\"size\" : 4"), ("\"digest\" : \"d\"", "\"digest\" : \"e\""),
    ("100755", "100644"), ("\"c\"", "\"d\""),
  ])
  func `a change of what was rendered is seen in the digest`(from: String, to: String) throws {
    let record = try record()
    let text = String(decoding: try record.json(), as: UTF8.self)
    #expect(text.contains(from))
    let changed = try Record(json: Array(text.replacing(from, with: to).utf8), at: "r")
    #expect(changed.isMerged && !record.isMerged)
  }

  @Test func `where a file lies is no part of the digest`() throws {
    let text = String(decoding: try record().json(), as: UTF8.self).replacing("roles/x/c", with: "roles/x/d")
    #expect(try !Record(json: Array(text.utf8), at: "r").isMerged)
  }

  @Test(arguments: ["", "0123456789abcdef", "0123456789abcdef-", "0123456789ABCDEF-0123456789abcdef"])
  func `a digest of another form is bad data`(digest: String) throws {
    let text = String(decoding: try record().json(), as: UTF8.self)
    let match = try #require(text.firstRange(of: /[0-9a-f]{16}-0123456789abcdef/))
    let bad = text[..<match.lowerBound] + digest + text[match.upperBound...]
    #expect(throws: Findings.self) { try Record(json: Array(bad.utf8), at: "r") }
  }

  @Test func `a record of too many files is neither written nor read`() throws {
    var record = try record()
    record.files = try (0...Record.fileLimit).map {
      RecordedFile(path: try RelativePath("roles/x/\($0)"), source: "\($0)", blob: .zero, isExecutable: false)
    }
    let unit = record.unit
    #expect(throws: Findings.self) { try record.json() }
    record.files.removeLast()
    let text = String(decoding: try record.json(), as: UTF8.self)
    #expect(try Record(json: Array(text.utf8), unit: unit, at: "r").files.count == Record.fileLimit)
    let files = text.replacing("\"files\" : [", with: "\"files\" : [ \(Self.oneMore),")
    #expect(files != text)
    #expect(throws: Findings.self) { try Record(json: Array(files.utf8), unit: unit, at: "r") }
  }

  private static let oneMore =
    #"{"blob": "0000000000000000000000000000000000000000", "mode": "100644", "path": "x", "source": "x"}"#

  @Test(arguments: ["", "a", "a/b/c", "../b", "a/..", "A b/c", "a/.git", "con/x", "-a/b", "a/b\n"])
  func `what is no unit is refused`(text: String) {
    #expect(throws: Findings.self) { try UnitID(text) }
  }
}
