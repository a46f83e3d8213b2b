package import Diagnostics
import Disk
import FileTrees
package import Inventories
import Planning
package import Skeletons
package import Units
import Workspaces

/// What `tenon inventory import` found and did.
package struct ImportReport: Sendable {
  /// Every difference between the inventory and the source, taken or not.
  package let changes: [FactChange]
  /// What of the source did not become a fact, in its order.
  package let leftOut: [LeftOut]
  /// The inventory as it is, or would be, afterwards.
  package let result: Inventory
  package let isWritten: Bool

  /// Whether there is something left to look at: a fact that could not be one, or a difference that no one decided.
  package var needsAttention: Bool {
    leftOut.contains(where: \.isRefused) || changes.contains(where: \.isOpen)
  }
}

/// What `tenon inventory import` was asked for.
package struct ImportRequest: Sendable {
  /// As typed; `-` is standard input.
  package let file: String
  /// Nil if the format is to be detected from the contents.
  package let format: SourceFormat?
  package let accepted: [String]
  package let isDryRun: Bool

  package init(file: String, format: SourceFormat? = nil, accepted: [String] = [], isDryRun: Bool = false) {
    self.file = file
    self.format = format
    self.accepted = accepted
    self.isDryRun = isDryRun
  }
}

/// The infrastructure's facts that the workspace keeps.
package func inventory(in opened: OpenWorkspace) -> Inventory { opened.workspace.inventory }

/// Reads facts from a source and puts them into the inventory; what differs is taken only if it is accepted, by name
/// or by a person who is asked.
///
/// Throws for a source that states nothing, and for an acceptance that names nothing there is.
package func importInventory(
  _ request: ImportRequest, in opened: OpenWorkspace, asking person: (any Questioner)? = nil
) throws(Findings) -> ImportReport {
  let known = opened.workspace.inventory
  let source = try SourceFacts(
    try opened.process.source(request.file), at: request.file == "-" ? "standard input" : request.file,
    as: request.format)
  var acceptance = Acceptance(request.accepted)
  var merge = InventoryMerge(known, with: source, accepting: acceptance)
  if merge.changes.isEmpty, merge.result == known, source.statements.isEmpty {
    throw nothingFound(in: request, source)
  }
  if let unknown = acceptance.unused(among: merge.changes).first(where: { !known.names(nothing: $0) }) {
    throw unknownAcceptance(unknown, known, merge.changes)
  }
  if let person, !request.isDryRun {
    for change in merge.changes where !change.isTaken && asks(person, about: change) {
      acceptance.accept(change)
    }
    merge = InventoryMerge(known, with: source, accepting: acceptance)
  }
  let changes = try InventoryImport(opened).inventoryChanges(from: known, to: merge.result)
  if !request.isDryRun && !changes.isEmpty { try opened.carryOut(changes, label: "inventory import") }
  return ImportReport(
    changes: merge.changes, leftOut: merge.leftOut, result: merge.result,
    isWritten: !request.isDryRun && !changes.isEmpty)
}

private func nothingFound(in request: ImportRequest, _ source: SourceFacts) -> Findings {
  let reasons = source.leftOut.prefix(20).map { Diagnostic(.data, $0.reason, at: $0.place, hint: $0.hint) }
  let main = Diagnostic(
    .data, "no guest, node or network was found", at: Place(request.file),
    hint: "a guest table needs an id column, such as 'CT ID' or 'VMID', and a name column")
  return Findings([main] + reasons) ?? Findings(main)
}

private func unknownAcceptance(_ word: String, _ known: Inventory, _ changes: [FactChange]) -> Findings {
  let names = changes.filter { !$0.isTaken }.map(\.acceptance) + known.guests.map(\.reference)
  return Findings(
    Diagnostic(
      .noFact, "--accept '\(quoted(word))' matches no guest and no fact",
      hint: nearest(to: word, among: names).map { "did you mean '\($0)'?" }
        ?? "such as ct/102, ct/102.address or node/lab.version"))
}

/// Asks whether a difference is to be taken over; anything but a plain yes is a no.
private func asks(_ person: any Questioner, about change: FactChange) -> Bool {
  let question: String
  switch change.what {
  case .changed(let field, let old, let new, _):
    question =
      "\(change.acceptance): \(field.rawValue) is '\(quoted(old.words))' here and '\(quoted(new.words))' in the source; accept it?"
  case .surplus(_, let items, _):
    question =
      "\(change.acceptance): \(items.map { quoted($0) }.joined(separator: ", ")) is gone from the source; remove it?"
  case .vanished:
    question = "\(change.reference) '\(quoted(change.name))' is gone from the source; remove it?"
  case .added, .filled: return false
  }
  return ["y", "yes"].contains(person.ask("\(question) [y/N]")?.lowercased() ?? "")
}

extension Inventory {
  /// Whether a word that a person accepts by is of something that the inventory has, and that is settled already.
  fileprivate func names(nothing word: String) -> Bool {
    let owners =
      guests.flatMap { [$0.reference, $0.name, String($0.id)] } + nodes.flatMap { [$0.reference, $0.name] }
      + networks.flatMap { [$0.reference, $0.name] }
    return owners.contains(word)
      || FactField.allCases.contains { field in
        word.hasSuffix(".\(field.rawValue)")
          && owners.contains(String(word.dropLast(field.rawValue.count + 1)))
      }
  }
}

/// The changes that write the merged facts into inventory.yaml.
struct InventoryImport: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The inventory as another one: a new file, or the one that a person keeps, edited where it differs.
  fileprivate func inventoryChanges(from known: Inventory, to wanted: Inventory) throws(Findings) -> [Change]
  {
    if known == wanted { return [] }
    let path = TenonFolder.inventoryFile
    let standing = try workspace.plainFile(at: path)
    let bytes =
      try standing?.content.map { content throws(Findings) in
        try InventoryText(content.worktree, at: path.description).rewritten(as: wanted)
      } ?? Array(wanted.yaml.utf8)
    try workspace.settings.checkCredentials(in: [(path, bytes)])
    var changes = [
      Change(
        path: path, before: standing?.worktreeState ?? .absent,
        after: .file(bytes, executable: standing?.isExecutable ?? false))
    ]
    for file in TenonFolder.fixedFiles where try workspace.plainFile(at: file.path) == nil {
      changes.append(
        Change(path: file.path, before: .absent, after: .file(Array(file.text.utf8), executable: false)))
    }
    return changes
  }
}

extension ProcessEnvironment {
  /// A source that a person named, at most 16 MiB.
  fileprivate func source(_ file: String) throws(Findings) -> [UInt8] {
    let path = file == "-" ? file : absolute(file)
    return try diagnosing { () throws(DiskError) in
      try readGivenFile(path, limit: 16 << 20, standardInput: input)
    }
  }
}
