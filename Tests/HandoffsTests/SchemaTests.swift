import Foundation
import Handoffs
import Testing
import TestSupport

/// The published schema and the reader, held against each other by somebody else's validator.
@Suite(.requires("check-jsonschema")) struct SchemaTests {
  @Test func `the published schema takes what is written here`() throws {
    let sandbox = try Sandbox()
    var manifests = [try Sample.manifest()]
    var unborn = try Sample.draft([Sample.file("gone", Sample.version("1"), nil)], units: [])
    unborn.base = Manifest.Base(commit: nil, branch: nil)
    unborn.checks = [Manifest.Check("conflict markers", .passed, toolVersion: "0.1.0")]
    unborn.leftOut = [Manifest.LeftOut(path: "x/", why: "ignored")]
    unborn.decisions = [Manifest.Scribe.Decision("a", reason: "b")]
    manifests.append(try Sample.artifacts(unborn).manifest)
    for (index, manifest) in manifests.enumerated() {
      try sandbox.write("\(index).json", try manifest.json())
      let finished = try sandbox.run("check-jsonschema", ["--schemafile", Self.schema, "\(index).json"])
      #expect(finished.status == 0, "\(finished.text)")
    }
  }

  @Test
  func `what the schema refuses is refused here, and what it takes is taken but for the rules of sense`()
    throws
  {
    let sandbox = try Sandbox()
    let example = try JSONSerialization.jsonObject(with: Data(Sample.fixture("example.handoff.json")))
    let object = try #require(example as? [String: Any])
    var taken: Set<String> = []
    for (index, fault) in Fault.all.enumerated() {
      var edited = object
      fault.edit(&edited)
      try sandbox.write("\(index).json", Array(try JSONSerialization.data(withJSONObject: edited)))
    }
    let names = Fault.all.indices.map { "\($0).json" }
    let said = try sandbox.run("check-jsonschema", ["--schemafile", Self.schema, "-o", "json"] + names).text
    for (index, fault) in Fault.all.enumerated() where !said.contains("\"\(index).json\"") {
      taken.insert(fault.says)
    }
    #expect(taken == Self.beyondTheSchema)
  }

  /// Faults that JSON Schema has no words for, or that the published one leaves open.
  private static let beyondTheSchema: Set<String> = Set(
    Fault.ofSense.map(\.says).filter {
      !["is deleted, but lacks its previous version", "lacks a mode or digest"].contains($0)
    } + [
      "'summary' contains a control character",
      "'roles.librarian.commit.subject' contains a control character",
    ])

  static var schema: String { "\(Sample.fixtures)/handoff.schema.json" }
}
