import Diagnostics
import Foundation
import Handoffs
import JSONCoding
import Testing

@Suite struct ReadingTests {
  @Test func `a manifest written elsewhere is read, and its id fits its contents`() throws {
    let manifest = try Manifest(reading: Sample.fixture("example.handoff.json"), at: "example.handoff.json")
    #expect(manifest.id == "c62c7feb1219")
    #expect(try manifest.identity() == "c62c7feb1219")
    #expect(manifest.files.count == 17)
    #expect(manifest.roles.labOperator.rollback.count == 2)
  }

  @Test func `what was read is written with nothing added and nothing lost`() throws {
    let bytes = try Sample.fixture("example.handoff.json")
    let manifest = try Manifest(reading: bytes, at: "x")
    let before: JSONValue = try decodeJSON(from: bytes, at: "x")
    let after: JSONValue = try decodeJSON(from: manifest.json(), at: "x")
    #expect(before == after)
  }

  @Test func `every manifest that is written can be read`() throws {
    let artifacts = try Sample.artifacts(Sample.draft())
    #expect(try Manifest(reading: artifacts.manifest.json(), at: "x") == artifacts.manifest)
  }

  @Test(arguments: Fault.all)
  func `a fault is found and its place is named`(fault: Fault) throws {
    let messages = try #require(try Self.messages(after: fault.edit))
    #expect(messages.contains { $0.contains(fault.says) }, "\(messages)")
  }

  @Test func `all faults are found at once`() throws {
    let messages = try #require(
      try Self.messages { object in
        object["summary"] = ""
        object["surprise"] = 1
        Fault.changeFile(0, in: &object) { $0["mode"] = "100666" }
        Fault.changeFile(1, in: &object) { $0["path"] = 7 }
      })
    #expect(messages.count == 4, "\(messages)")
  }

  @Test func `what was changed after it was written is refused`() throws {
    let messages = try #require(
      try Self.messages { object in
        Fault.changeFile(0, in: &object) { $0["digest"] = ["gitBlob": String(repeating: "0", count: 40)] }
      })
    #expect(messages.first?.contains("the manifest was modified") == true, "\(messages)")
  }

  @Test(arguments: ["", "{", "[]", "null", "\"x\"", "{}", String(repeating: "[", count: 100_000)])
  func `what is no manifest is bad data`(text: String) {
    #expect(throws: Findings.self) { try Manifest(reading: Array(text.utf8), at: "x.json") }
    do {
      _ = try Manifest(reading: Array(text.utf8), at: "x.json")
    } catch {
      #expect(error.diagnostics.allSatisfy { $0.kind == .data && $0.place?.path == "x.json" })
    }
  }

  @Test func `a manifest of another kind says which it is`() throws {
    let messages = try #require(try Self.messages { $0["schema"] = "tenon.handoff/2" })
    #expect(messages == ["not a handoff manifest (schema 'tenon.handoff/2', expected 'tenon.handoff/1')"])
  }

  /// What is said about the example after an edit, or nil where it is still taken.
  static func messages(after edit: (inout [String: Any]) -> Void) throws -> [String]? {
    let bytes = try Sample.fixture("example.handoff.json")
    var object = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    edit(&object)
    let edited = try JSONSerialization.data(withJSONObject: object)
    do {
      _ = try Manifest(reading: Array(edited), at: "x.json")
      return nil
    } catch {
      return error.diagnostics.map(\.message)
    }
  }
}

/// One way to spoil the example, and what must be said about it.
struct Fault: Sendable, CustomTestStringConvertible {
  let says: String
  let edit: @Sendable (inout [String: Any]) -> Void

  var testDescription: String { says }

  init(_ says: String, _ edit: @escaping @Sendable (inout [String: Any]) -> Void) {
    self.says = says
    self.edit = edit
  }

  static func file(_ says: String, _ edit: @escaping @Sendable (inout [String: Any]) -> Void) -> Fault {
    Fault(says) { changeFile(2, in: &$0, edit) }
  }

  static func role(
    _ name: String, _ says: String, _ edit: @escaping @Sendable (inout [String: Any]) -> Void
  ) -> Fault {
    Fault(says) { object in
      var roles = object["roles"] as? [String: Any] ?? [:]
      var role = roles[name] as? [String: Any] ?? [:]
      edit(&role)
      roles[name] = role
      object["roles"] = roles
    }
  }

  static func changeFile(_ index: Int, in object: inout [String: Any], _ edit: (inout [String: Any]) -> Void)
  {
    var files = object["files"] as? [[String: Any]] ?? []
    edit(&files[index])
    object["files"] = files
  }

  static let all: [Fault] = ofForm + ofSense

  private static let ofForm: [Fault] = [
    Fault("'id' is missing") { $0["id"] = nil },
    Fault("'id' is not 12 lower-case hexadecimal digits") { $0["id"] = "92DFC4440817" },
    Fault("'created' is not an RFC 3339 date and time") { $0["created"] = "yesterday" },
    Fault("unknown key 'summry'; did you mean 'summary'?") { $0["summry"] = "x" },
    Fault("'summary' has 101 characters (at most 100)") {
      $0["summary"] = String(repeating: "x", count: 101)
    },
    Fault("'summary' contains a control character") { $0["summary"] = "a\n# b" },
    Fault("'files' is an object, not a list") { $0["files"] = [String: Any]() },
    .file("'files[2].status' is 'renamed', not one of added, modified, deleted") { $0["status"] = "renamed" },
    .file("'files[2].mode' is '160000'") { $0["mode"] = "160000" },
    .file("'files[2].digest.gitBlob' is not 40") { $0["digest"] = ["gitBlob": "abc"] },
    .file("'files[2].digest.gitBlob' is not 40") {
      $0["digest"] = ["gitBlob": String(repeating: "A", count: 40)]
    },
    Fault("'repository.object_format' is 'md5', not one of sha1") {
      $0["repository"] = ["object_format": "md5", "base": ["commit": nil as String?], "expected_tree": ""]
    },
    .role("lab-operator", "'roles.lab-operator.rollback' is empty") { $0["rollback"] = [Any]() },
    .role("lab-operator", "'roles.lab-operator.rollback' is missing") { $0["rollback"] = nil },
    .role("lab-operator", "'roles.lab-operator.steps[0].command.argv' is empty") {
      $0["steps"] = [["title": "x", "effect": "reads", "command": ["argv": [Any]()]] as [String: Any]]
    },
    .role("lab-operator", "'roles.lab-operator.targets[0].vmid' is 99, less than 100") {
      $0["targets"] = [["kind": "ct", "name": "x", "vmid": 99] as [String: Any]]
    },
    .role("librarian", "'roles.librarian.commit.subject' has 73 characters") {
      $0["commit"] = ["type": "feat", "subject": String(repeating: "x", count: 73)]
    },
    .role("librarian", "'roles.librarian.commit.subject' contains a control character") {
      $0["commit"] = ["type": "feat", "subject": "x\n\nEvil: trailer"]
    },
    .role("scribe", "'roles.scribe.inventory[0]' is an integer, not an object") { $0["inventory"] = [1] },
  ]

  static let ofSense: [Fault] = [
    .file("leaves its folder through '..'") { $0["path"] = "../outside" },
    .file("is absolute") { $0["path"] = "/etc/passwd" },
    .file("contains a NUL byte") { $0["path"] = "a\u{0}b" },
    .file("points into a git directory") { $0["path"] = "sub/.GIT/hooks/post-commit" },
    .file("lists roles/nginx/README.md twice") { $0["path"] = "roles/nginx/README.md" },
    .file("as a file and as a directory of") { $0["path"] = "roles/nginx" },
    .file("is added, but has a previous version") {
      $0["was"] = ["mode": "100644", "gitBlob": String(repeating: "0", count: 40)]
    },
    .file("is deleted, but lacks its previous version") {
      $0["status"] = "deleted"
      $0["mode"] = nil
      $0["digest"] = nil
    },
    .file("is deleted, but has a mode or a digest") {
      $0["status"] = "deleted"
      $0["was"] = ["mode": "100644", "gitBlob": String(repeating: "0", count: 40)]
    },
    .file("lacks a mode or digest") { $0["digest"] = nil },
    .role("librarian", "'roles.librarian.pathspecs' are not the paths of 'files'") {
      $0["pathspecs"] = ["."]
    },
    .role("librarian", "'roles.librarian.commit.trailers' has an invalid name") {
      $0["commit"] = ["type": "feat", "subject": "x", "trailers": ["a: b\nc": "d"]] as [String: Any]
    },
  ]
}
