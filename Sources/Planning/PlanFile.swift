package import Diagnostics
package import FileTrees
package import JSONCoding
import Workspaces

/// A plan as it is saved for a later `apply`: what is to be written, and what must be there until then.
///
/// Readable JSON; contents are text if they are UTF-8, else Base64. It is read back from a file that anyone
/// may have written, so every path is checked again: only paths that a skeleton may lay out, and tenon's own records.
package struct PlanFile: Hashable, Sendable {
  package static let schema = "tenon.plan/1"

  /// What the plan was made for: `update ansible-role/nginx`.
  package let label: String
  package let changes: [Change]

  package init(label: String, changes: [Change]) {
    self.label = label
    self.changes = changes
  }

  /// The plan as the file that `apply` takes.
  package func json() throws(Findings) -> [UInt8] {
    try encodeJSON(PlanForm(schema: Self.schema, label: label, changes: changes.map(PlanForm.Step.init)))
  }

  /// Derived from the type that is written; throws only if that type has no schema, which is a bug.
  package static func jsonSchema() throws(Findings) -> JSONValue { try typeSchema(of: PlanForm.self) }

  /// Reads a saved plan; `path` names the file in messages.
  package init(json bytes: [UInt8], at path: String) throws(Findings) {
    let form: PlanForm = try decodeJSON(from: bytes, at: path)
    guard form.schema == Self.schema else {
      throw Findings(
        Diagnostic(
          .invalidPlan, "unsupported plan schema '\(quoted(form.schema))'", at: Place(path)))
    }
    label = form.label
    do throws(Findings) {
      changes = try form.changes.map { step throws(Findings) in try step.change() }
    } catch {
      throw error.placed(at: Place(path))
    }
  }
}

/// The plan's shape in JSON.
private struct PlanForm: Codable {
  var schema: String
  var label: String
  var changes: [Step]

  struct Step: Codable {
    var path: RelativePath
    var before: Before
    var after: After

    init(_ change: Change) {
      path = change.path
      before = Before(change.before)
      after = After(change.after)
    }

    func change() throws(Findings) -> Change {
      try checkReach()
      return Change(path: path, before: try before.state(of: path), after: try after.outcome(of: path))
    }

    private func checkReach() throws(Findings) {
      if path.isBelow(TenonFolder.units) || TenonFolder.fixedFiles.contains(where: { $0.path == path }) {
        return
      }
      try diagnosing { () throws(PathError) in try path.checkPortable() }
    }
  }

  struct Before: Codable {
    var kind: String
    var blob: ObjectID?
    var mode: FileMode?
    /// Where a symbolic link leads to, in Base64: it need not be text.
    var target: String?

    init(_ state: FileState) {
      switch state {
      case .file(let id, let executable):
        (kind, blob, mode) = ("file", id, executable ? .executable : .regular)
      case .symlink(let bytes): (kind, target) = ("symlink", JSONCoding.base64(bytes))
      case .absent: kind = "absent"
      case .folder: kind = "folder"
      case .other: kind = "other"
      }
    }

    func state(of path: RelativePath) throws(Findings) -> FileState {
      switch (kind, blob, mode, target.flatMap(JSONCoding.bytes(fromBase64:))) {
      case ("absent", nil, nil, nil): return .absent
      case ("file", let blob?, let mode?, nil) where mode != .symlink:
        return .file(blob, executable: mode == .executable)
      case ("symlink", nil, nil, let target?): return .symlink(target: target)
      case ("folder", nil, nil, nil): return .folder
      default:
        throw Findings(
          Diagnostic(.data, "malformed 'before' state of '\(path)' (expected a file, link, folder or absent)")
        )
      }
    }
  }

  struct After: Codable {
    var mode: FileMode?
    var text: String?
    var base64: String?

    init(_ outcome: Change.Outcome) {
      guard case .file(let content, let executable) = outcome else { return }
      let bytes = content.worktree
      mode = executable ? .executable : .regular
      text = String(validating: bytes, as: UTF8.self)
      if text == nil { base64 = JSONCoding.base64(bytes) }
    }

    func outcome(of path: RelativePath) throws(Findings) -> Change.Outcome {
      switch (mode, text, base64.flatMap(JSONCoding.bytes(fromBase64:))) {
      case (nil, nil, nil) where base64 == nil: return .absent
      case (let mode?, let text?, nil) where mode != .symlink:
        return .file(Array(text.utf8), executable: mode == .executable)
      case (let mode?, nil, let bytes?) where mode != .symlink:
        return .file(bytes, executable: mode == .executable)
      default: throw Findings(Diagnostic(.data, "malformed 'after' state of '\(path)'"))
      }
    }
  }
}
