package import Diagnostics
import Disk
import FileTrees
import Planning
package import Skeletons
import Workspaces
import YAMLReading

/// What `tenon inventory import` found and did.
package struct ImportReport: Sendable {
  /// What the file states and the inventory lacked.
  package let added: Inventory
  /// Facts that both state, and differently; the inventory's stay.
  package let differing: [String]
  package let isWritten: Bool
}

/// The infrastructure's facts that the workspace keeps.
package func inventory(in bench: borrowing Workbench) throws(Findings) -> Inventory {
  bench.workspace.inventory
}

/// Reads Markdown tables and adds what the inventory lacks; nothing that stands in it is changed.
package func importInventory(
  _ file: String, in bench: borrowing Workbench, isDryRun: Bool
) throws(Findings) -> ImportReport {
  let source = try bench.surroundings.markdown(file)
  let stated = try Inventory(markdown: source, at: file)
  if stated.guests.isEmpty && stated.nodes.isEmpty {
    throw Findings(
      Diagnostic(
        .data, "no table of guests or nodes was found", at: Place(file),
        hint: "a table of guests has a column of ids, such as 'CT ID' or 'VM ID', and one of names"))
  }
  let known = bench.workspace.inventory
  let added = stated.additions(to: known)
  let changes = try bench.inventoryChanges(adding: added)
  if !isDryRun && !changes.isEmpty { try bench.carryOut(changes, label: "inventory import") }
  return ImportReport(
    added: added, differing: stated.differences(from: known), isWritten: !isDryRun && !changes.isEmpty)
}

extension Workbench {
  /// The inventory with more facts in it: a new file, or lines put into the one that a person keeps.
  fileprivate func inventoryChanges(adding added: Inventory) throws(Findings) -> [Change] {
    if added.guests.isEmpty && added.nodes.isEmpty { return [] }
    let path = TenonFolder.inventoryFile
    let standing = try workspace.plainFile(at: path)
    let bytes =
      try standing?.content.map { content throws(Findings) in
        try InventoryText(content.worktree, at: path.description).adding(added)
      } ?? Array(added.yaml.utf8)
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

extension Surroundings {
  fileprivate func markdown(_ file: String) throws(Findings) -> String {
    let path = file == "-" ? file : absolute(file)
    let bytes = try saying { () throws(DiskError) in try readGivenFile(path, limit: 16 << 20) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Findings(Diagnostic(.data, "it is not UTF-8", at: Place(file)))
    }
    return text
  }
}
