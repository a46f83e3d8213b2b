import ArgumentParser
import Collecting
import Diagnostics
import Inventories
import Jobs
import JSONCoding
import Units

/// `tenon inventory import`: takes facts over from what others keep.
struct InventoryImportCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import facts from a status document or another tool's output.",
    discussion: """
      Reads tables in Markdown, Ansible inventories (INI, YAML, JSON), terraform show -json, pvesh get \
      /cluster/resources --output-format json, and NetBox virtual machines and addresses. New facts are imported; \
      changed or missing ones are kept until you accept the difference. Everything that is not imported is listed with \
      the reason, and the exit status is 1 if that needs attention.
      """
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "Input file (- for standard input).")
  var file: String

  @Option(
    help: ArgumentHelp(
      "Input format: markdown, ansible, terraform, proxmox or netbox.", valueName: "format"))
  var from: SourceFormat?

  @Option(
    help: ArgumentHelp(
      "Accept a difference: ct/102.address, or ct/102 for the whole guest, even if it is gone (repeatable).",
      valueName: "guest[.field]"))
  var accept: [String] = []

  @Flag(name: .customLong("dry-run"), help: "Show what would change without writing anything.")
  var dryRun = false

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let request = ImportRequest(file: file, format: from, accepted: accept, isDryRun: dryRun)
    let report = try importInventory(request, in: opened, asking: console.questioner(common, in: opened))
    if common.json {
      try console.write(document: ImportDocument(report))
    } else {
      for line in ImportView(report, isDryRun: dryRun).lines { console.print(line) }
    }
    return report.needsAttention ? 1 : 0
  }
}

extension SourceFormat: ExpressibleByArgument {}

/// A report in words: what changes, what does not, and what was left out.
struct ImportView {
  let lines: [String]

  init(_ report: ImportReport, isDryRun: Bool) {
    let taken = report.changes.filter(\.isTaken)
    let count = taken.count == 1 ? "1 change" : "\(taken.count) changes"
    let outcome =
      taken.isEmpty ? "nothing to change" : isDryRun ? "dry run: \(count) would be made" : "done: \(count)"
    lines =
      report.changes.compactMap(Self.line) + Self.kept(report.changes) + report.leftOut.flatMap(Self.lines)
      + [outcome]
  }

  private static func line(_ change: FactChange) -> String? {
    let name = "\(change.reference)  \(quoted(change.name))"
    switch change.what {
    case .added: return "+ \(name)"
    case .filled(let field, let value): return "+ \(name)  \(field.rawValue): \(quoted(value.words))"
    case .changed(let field, let old, let new, let isAccepted):
      let words = "\(name)  \(field.rawValue): \(quoted(old.words)) -> \(quoted(new.words))"
      return isAccepted ? "~ \(words)" : "! \(words) (not taken: --accept \(quoted(change.acceptance)))"
    case .surplus(let field, let items, true):
      return "- \(name)  \(field.rawValue): \(items.map { quoted($0) }.joined(separator: ", "))"
    case .vanished(true): return "- \(name)"
    case .surplus, .vanished: return nil
    }
  }

  /// What the source lacks, on one line: a source may cover only a part.
  private static func kept(_ changes: [FactChange]) -> [String] {
    let names = changes.compactMap { change -> String? in
      switch change.what {
      case .vanished(false): change.reference
      case .surplus(_, let items, false): "\(change.acceptance) (\(items.joined(separator: ", ")))"
      default: nil
      }
    }
    return names.isEmpty
      ? []
      : [
        "gone from the source, kept: \(names.map { quoted($0) }.joined(separator: ", ")) (--accept removes it)"
      ]
  }

  private static func lines(_ left: LeftOut) -> [String] {
    ["left out: \(left.place): \(left.reason)"] + (left.hint.map { ["  hint: \($0)"] } ?? [])
  }
}

/// The report as `tenon.inventory-import/2`.
struct ImportDocument: Codable {
  var schema = "tenon.inventory-import/2"
  let written: Bool
  let changes: [Change]
  let leftOut: [Left]

  struct Change: Codable {
    let action: String
    let reference: String
    let name: String
    let field: String?
    let old: JSONValue?
    let new: JSONValue?
    let taken: Bool
    let accept: String?
    let place: JSONPlace?
  }

  struct Left: Codable {
    let part: String
    let reason: String
    let hint: String?
    let refused: Bool
    let place: JSONPlace
  }

  struct JSONPlace: Codable {
    let path: String
    let line: Int?
    let column: Int?

    init(_ place: Place) {
      path = place.path
      line = place.line
      column = place.column
    }
  }

  init(_ report: ImportReport) {
    written = report.isWritten
    changes = report.changes.map(Change.init)
    leftOut = report.leftOut.map {
      Left(
        part: $0.part.rawValue, reason: $0.reason, hint: $0.hint, refused: $0.isRefused,
        place: JSONPlace($0.place))
    }
  }

  enum CodingKeys: String, CodingKey {
    case schema, written, changes
    case leftOut = "left_out"
  }
}

extension ImportDocument.Change {
  fileprivate init(_ change: FactChange) {
    var (field, old, new): (FactField?, FactValue?, FactValue?) = (nil, nil, nil)
    let action: String
    switch change.what {
    case .added: action = "added"
    case .filled(let fact, let value): (action, field, new) = ("filled", fact, value)
    case .changed(let fact, let from, let to, _): (action, field, old, new) = ("changed", fact, from, to)
    case .surplus(let fact, let items, _): (action, field, old) = ("surplus", fact, .list(items))
    case .vanished: action = "vanished"
    }
    self.init(
      action: action, reference: change.reference, name: change.name, field: field?.rawValue, old: old?.json,
      new: new?.json,
      taken: change.isTaken, accept: change.isTaken ? nil : change.acceptance,
      place: change.place.map(ImportDocument.JSONPlace.init))
  }
}

extension FactValue {
  /// The value as JSON has it.
  var json: JSONValue {
    switch self {
    case .text(let text): .text(text)
    case .number(let number): .integer(Int64(number))
    case .list(let items): .list(items.map { .text($0) })
    }
  }
}
