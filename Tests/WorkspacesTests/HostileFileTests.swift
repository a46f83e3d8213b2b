import Diagnostics
import FileTrees
import Skeletons
import Testing
import TestSupport
import Workspaces

/// Every file below `.tenon/` that a person, a hook or an attacker may have written, damaged in every way.
@Suite struct HostileFileTests {
  /// Whatever comes of it, it is findings of bad data with a place, or a value; never a crash.
  private func expectFindings(_ read: () throws(Findings) -> Void) {
    do throws(Findings) {
      try read()
    } catch {
      #expect(error.diagnostics.allSatisfy { $0.kind == .data && $0.place != nil }, "\(error.diagnostics)")
    }
  }

  private static let record = """
    {
      "answers" : { "items" : ["a", "b"], "name" : "x", "on" : true, "size" : 3 },
      "base" : "0123456789012345678901234567890123456789",
      "destination" : "roles/x",
      "digest" : "0123456789abcdef-0123456789abcdef",
      "files" : [
        {
          "blob" : "0123456789012345678901234567890123456789", "keep" : true, "mode" : "100755",
          "path" : "roles/x/ü b", "source" : "a"
        },
        {
          "blob" : "0123456789012345678901234567890123456789", "mode" : "100644", "path" : "roles/x/c", "source" : "c"
        }
      ],
      "schema" : "tenon.record/1",
      "skeleton" : { "digest" : "d", "name" : "k", "source" : "builtin", "version" : "1.0.0" },
      "unit" : "k/x",
      "yaml" : ".yaml"
    }

    """

  @Test(arguments: seeds(400))
  func `a damaged record is findings, or a record that reaches nothing`(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let bytes = Array(Self.record.utf8)
    let unit = try UnitID("k/x")
    #expect(try Record(json: bytes, unit: unit, at: "r").files.count == 2)
    expectFindings { () throws(Findings) in
      let record = try Record(json: bytes.mutated(using: &generator), unit: unit, at: "r")
      #expect(record.paths.allSatisfy { (try? $0.checkPortable()) != nil })
    }
  }

  @Test(arguments: seeds(300))
  func `a damaged workspace file never crashes`(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let bytes = Array(
      """
      layout:
        ansible-role: [ansible/roles, metal/roles]
        compose-stack: services/<% host %>/<% name %>
        yaml: .yml
      skeletons:
        - { path: skeletons }
        - { repository: ../skels, revision: v1.2, folder: k }
      defaults: { owner: ops, ports: [80, 443] }
      allow: [{ path: roles/x/files/test.pem, rule: private-key, digest: 3f2a0b1c4d5e6f708192a3b4c5d6e7f801928374, why: a key }]

      """.utf8)
    #expect(try WorkspaceSettings(parsing: bytes, at: "w").skeletonSources.count == 2)
    expectFindings { () throws(Findings) in
      _ = try WorkspaceSettings(parsing: bytes.mutated(using: &generator), at: "w")
    }
  }
}
