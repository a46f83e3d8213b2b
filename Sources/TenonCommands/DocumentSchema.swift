import Diagnostics
import Handoffs
import Inventories
import JSONCoding
import Planning
import Skeletons
import Workspaces

/// A document that `--json` prints or a file that tenon reads or writes, and its JSON Schema.
struct DocumentSchema {
  /// As in the document's `schema`: `tenon.status/1`.
  let name: String
  let title: String
  private let make: () throws(Findings) -> JSONValue

  /// A document that is written by a type, whose members are its schema.
  private init(_ name: String, _ title: String, _ type: (some Decodable).Type) {
    self.init(name, title) { () throws(Findings) in try typeSchema(of: type) }
  }

  init(_ name: String, _ title: String, make: @escaping () throws(Findings) -> JSONValue) {
    self.name = name
    self.title = title
    self.make = make
  }

  /// The schema with its name, title and dialect.
  func schema() throws(Findings) -> JSONValue {
    guard case .object(var members) = try make() else { return .object([:]) }
    members["$schema"] = .text("https://json-schema.org/draft/2020-12/schema")
    members["$id"] = .text(name)
    members["title"] = .text(title)
    if case .object(var properties)? = members["properties"], properties["schema"] != nil {
      properties["schema"] = .object(["const": .text(name)])
      members["properties"] = .object(properties)
    }
    return .object(members)
  }
}

extension DocumentSchema {
  /// Every document that a command prints with `--json`.
  static var documents: [DocumentSchema] {
    outcomes + [
      DocumentSchema("tenon.apply/1", "An applied plan", AppliedPlan.self),
      DocumentSchema("tenon.check/1", "Failures, and remarks on units", CheckDocument.self),
      DocumentSchema("tenon.diff/1", "Differences, with a patch", ReviewDocument.self),
      DocumentSchema("tenon.doctor/1", "Results of the diagnosis", DoctorReport.self),
      DocumentSchema("tenon.error/1", "Errors", ErrorReport.self),
      DocumentSchema("tenon.handoff.create/1", "A created handoff", CreatedHandoff.self),
      DocumentSchema("tenon.handoff.export/1", "An exported handoff", ExportedHandoff.self),
      DocumentSchema("tenon.handoff.list/1", "Every handoff and its state", ListedHandoffs.self),
      DocumentSchema(
        "tenon.handoff.verify/1", "A handoff compared with the repository", VerifiedHandoff.self),
      DocumentSchema("tenon.init/1", "The detected layout", InitDocument.self),
      DocumentSchema("tenon.inventory/1", "Networks, nodes and guests", InventoryDocument.self),
      DocumentSchema("tenon.inventory-check/2", "Facts that contradict each other", InventoryFindings.self),
      DocumentSchema("tenon.inventory-import/2", "Imported facts, and those left out", ImportDocument.self),
      DocumentSchema("tenon.log/1", "Done and undone operations", LogDocument.self),
      DocumentSchema("tenon.move/1", "Moved files", MoveDocument.self),
      DocumentSchema("tenon.progress/1", "A line of --progress json", ProgressLine.self),
      DocumentSchema("tenon.redo/1", "Redone changes", RedoDocument.self),
      DocumentSchema("tenon.restore/1", "Restored files", RestoreDocument.self),
      DocumentSchema("tenon.schemas/1", "The names of all schemas", SchemaListDocument.self),
      DocumentSchema("tenon.secrets-allow/1", "Allowed findings", AllowDocument.self),
      DocumentSchema("tenon.secrets-check/1", "Credential findings", SecretsDocument.self),
      DocumentSchema("tenon.skeleton/1", "One skeleton: variables and files", SkeletonDocument.self),
      DocumentSchema("tenon.skeleton-check/1", "A skeleton's faults", SkeletonCheckDocument.self),
      DocumentSchema("tenon.skeleton-new/1", "A new skeleton", SkeletonStartDocument.self),
      DocumentSchema("tenon.skill-install/1", "The skill's files", SkillDocument.self),
      DocumentSchema("tenon.skeletons/1", "Available skeletons", SkeletonListDocument.self),
      DocumentSchema("tenon.status/1", "State of the units", StatusReport.self),
      DocumentSchema("tenon.undo/1", "Undone changes", UndoDocument.self),
    ]
  }

  /// What commands that write have in common.
  private static var outcomes: [DocumentSchema] {
    ["new", "adopt", "update", "rename", "remove"].map {
      DocumentSchema("tenon.\($0)/1", "Outcome of tenon \($0)", OutcomeReport.self)
    }
  }

  /// Every file that tenon writes, or reads from people.
  static var files: [DocumentSchema] {
    [
      DocumentSchema("tenon.decisions/1", "Decisions on conflicts (--decisions)", DecisionsDocument.self),
      DocumentSchema("tenon.handoff/1", "A handoff's manifest (.tenon/handoffs/ID.json)") {
        () throws(Findings) in Manifest.jsonSchema
      },
      DocumentSchema("tenon.inventory-file/1", "The infrastructure's facts (.tenon/inventory.yaml)") {
        () throws(Findings) in Inventory.schema
      },
      DocumentSchema("tenon.plan/1", "A saved plan (tenon update --plan)", make: PlanFile.jsonSchema),
      DocumentSchema(
        "tenon.record/1", "A unit's record (.tenon/units/SKELETON/NAME/record.json)", make: Record.jsonSchema),
      DocumentSchema(
        "tenon.secrets-baseline/1", "Known findings (.tenon/secrets-baseline.json)",
        make: CredentialBaseline.jsonSchema),
      DocumentSchema("tenon.skeleton-file/1", "A skeleton (skeleton.yaml)") {
        () throws(Findings) in SkeletonFileSchema.document
      },
      DocumentSchema("tenon.workspace-file/1", "Workspace settings (.tenon/workspace.yaml)") {
        () throws(Findings) in WorkspaceSettings.schema
      },
    ]
  }

  /// All of them by name.
  static var all: [DocumentSchema] { (documents + files).sorted { $0.name < $1.name } }

  /// The document of this name, or the file; throws if there is none.
  static func named(_ name: String) throws(Findings) -> DocumentSchema {
    let wanted = name.hasSuffix(".yaml") ? "\(name.dropLast(".yaml".count))-file" : name
    if let found = all.first(where: { $0.name == wanted || $0.shortName == wanted }) { return found }
    let near = nearest(to: name, among: all.map(\.shortName)).map { "did you mean '\($0)'?" }
    throw Findings(
      Diagnostic(
        .noSchema, "there is no schema '\(quoted(name))'", hint: near ?? "list them with 'tenon schema'"))
  }

  /// The name without `tenon.` and the version.
  var shortName: String {
    String(name.dropFirst("tenon.".count).prefix { $0 != "/" })
  }
}
