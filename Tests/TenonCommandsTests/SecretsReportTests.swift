import Foundation
import Testing
import TestSupport

/// What `tenon secrets check` writes for other programs, and what it takes beside a workspace.
@Suite struct SecretsReportTests {
  /// Put together, so that no scanner takes this file for a leak.
  private static let leak = "db_password: Tr0ub4" + "dor3xq\n"

  private func repository() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    return sandbox
  }

  @Test(.requires("check-jsonschema"), arguments: [0, 3])
  func `SARIF is what its specification says`(count: Int) throws {
    let sandbox = try repository()
    for number in 0..<count { try sandbox.write("repo/äh \(number) % #/x.yml", Self.leak + Self.leak) }
    let sarif = try sandbox.tenon("secrets", "check", "--format", "sarif", in: "repo")
    #expect(sarif.status == (count == 0 ? 0 : 1), "\(sarif.errorText)")
    try sandbox.write("out.sarif", sarif.text)
    #expect(try isValid("out.sarif", in: sandbox))
    let fingerprints = sarif.text.split(separator: "\n").filter { $0.contains("tenonPlace/v1") }
    #expect(fingerprints.count == count * 2 && Set(fingerprints).count == fingerprints.count)
  }

  @Test(.requires("check-jsonschema"), arguments: ["\"ruleId\"", "\"startLine\"", "\"2.1.0\"", "\"driver\""])
  func `SARIF without what it needs is refused by the schema`(word: String) throws {
    let sandbox = try repository()
    try sandbox.write("repo/x.yml", Self.leak)
    let sarif = try sandbox.tenon("secrets", "check", "--format", "sarif", in: "repo").text
    try sandbox.write("out.sarif", sarif.replacing(word, with: "\"other\""))
    #expect(try !isValid("out.sarif", in: sandbox))
  }

  private func isValid(_ file: String, in sandbox: Sandbox) throws -> Bool {
    let schema = "\(projectRoot)/Tests/Fixtures/credentials/sarif.schema.json"
    return try sandbox.run("check-jsonschema", ["--schemafile", schema, file]).status == 0
  }

  @Test func `a path beside the workspace is looked at as well`() throws {
    let sandbox = try repository()
    try sandbox.write("beside/a.yml", Self.leak)
    try sandbox.write("beside/deep/b.yml", Self.leak)
    try sandbox.write("repo/c.yml", Self.leak)
    let beside = try sandbox.tenon("secrets", "check", "../beside", in: "repo")
    #expect(
      beside.status == 1 && beside.text.contains("../beside/a.yml:1")
        && beside.text.contains("2 found in 2 files"))
    let both = try sandbox.tenon("secrets", "check", "../beside/a.yml", "c.yml", in: "repo")
    #expect(both.text.contains("../beside/a.yml:1") && both.text.contains("c.yml:1"))
    let missing = try sandbox.tenon("secrets", "check", "../nowhere", in: "repo")
    #expect(missing.status == 66 && missing.errorText.contains("there is no '../nowhere'"))
  }

  @Test func `what is allowed here is not allowed beside`() throws {
    let sandbox = try repository()
    try sandbox.write("repo/a.yml", Self.leak)
    try sandbox.write("a.yml", Self.leak)
    try sandbox.write("repo/.tenon/workspace.yaml", "---\nallow: []\n")
    #expect(try sandbox.tenon("secrets", "allow", "a.yml:1", "--why", "a test", in: "repo").status == 0)
    #expect(try sandbox.tenon("secrets", "check", "a.yml", in: "repo").status == 0)
    #expect(try sandbox.tenon("secrets", "check", "../a.yml", in: "repo").status == 1)
  }
}
