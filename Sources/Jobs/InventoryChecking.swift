import Collecting
package import Diagnostics
import Disk
import FileTrees
import GitReading
package import Inventories
import Skeletons
import Texts
package import Units
import Workspaces

/// What `tenon inventory check` found.
package struct InventoryCheck: Sendable {
  package let findings: [InventoryFinding]
  /// What is worth knowing and no fault: names that hosts cannot have.
  package let notes: [String]
}

/// Looks for facts that contradict each other, for files of the repository that contradict them, and for units that the
/// facts do not suit.
package func checkInventory(in opened: OpenWorkspace) throws(Findings) -> InventoryCheck {
  let known = opened.workspace.inventory
  var findings =
    (known.contradictions + known.misnomers).map { InventoryFinding($0) } + known.misplacedAddresses
  findings += try InventoryChecking(opened).unitFindings()
  findings += try InventoryChecking(opened).fileFindings()
  return InventoryCheck(findings: findings, notes: known.mappedNames)
}

/// Facts of the inventory held against the units and the files that use them.
struct InventoryChecking: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  // MARK: units

  /// Units whose guest is gone, and requirements of theirs that a node's version contradicts.
  fileprivate func unitFindings() throws(Findings) -> [InventoryFinding] {
    var findings: [InventoryFinding] = []
    for record in try workspace.unitRecords().records {
      // A skeleton that is not available is what `status` and `check` speak of.
      guard let found = try? catalogue.load(record.skeleton) else { continue }
      let answers = SkeletonVersions(found.skeleton).migrated(record.answers).answers
      let lost = GuestAnswers(found.skeleton).lostGuests(answers, in: workspace.inventory)
      let place = Place(TenonFolder.record(of: record.unit).description)
      findings += lost.map { InventoryFinding("\(record.unit): \($0)", at: place) }
      if lost.isEmpty, let design = try? UnitDesigner(opened).design(found, answers: answers, record: record)
      {
        findings += unmet(design.handoff.requires, by: nodes(of: design), of: record.unit, at: place)
      }
    }
    return findings
  }

  /// The nodes that a unit speaks of: its guest's, those that it names, else the only one that there is.
  private func nodes(of design: UnitDesign) -> [HostNode] {
    let inventory = workspace.inventory
    var names: Set<String> = []
    for name in design.values.names {
      if case .guest(let guest) = design.values[name] { names.formUnion([guest.node].compactMap(\.self)) }
      if name.contains("node") { names.insert(design.values[name].text) }
    }
    let named = inventory.nodes.filter { names.contains($0.name) }
    return named.isEmpty && inventory.nodes.count == 1 ? inventory.nodes : named
  }

  private func unmet(
    _ requirements: [HandoffSection.Requirement], by nodes: [HostNode], of unit: UnitID, at place: Place
  ) -> [InventoryFinding] {
    requirements.flatMap { requirement -> [InventoryFinding] in
      guard requirement.tool.lowercased().hasPrefix("proxmox"),
        let version = requirement.version, let wanted = VersionRequirement(version)
      else { return [] }
      return nodes.compactMap { node in
        guard let found = node.version, wanted.isMet(by: found) == false else { return nil }
        return InventoryFinding(
          "\(unit) requires \(requirement.tool) \(version), and node '\(quoted(node.name))' has \(found)",
          at: place)
      }
    }
  }

  // MARK: files

  /// Where tracked and new files contradict the inventory; the inventory itself and records are not read.
  fileprivate func fileFindings() throws(Findings) -> [InventoryFinding] {
    let inventory = workspace.inventory
    let search = AddressSearch(inventory, before: try committedInventory())
    var findings: [InventoryFinding] = []
    for path in try filesToCheck() {
      let name = path.description
      let file = RepositoryFile(path: name)
      guard file != nil || search.isNeeded else { continue }
      guard
        let bytes = try? diagnosing({ () throws(DiskError) in try workspace.folder.read(path, limit: 1 << 20)
        }),
        !bytes.prefix(8000).contains(0)
      else { continue }
      let differing = file?.facts(bytes, at: name).map { inventory.differences(from: $0) } ?? []
      let said = Set(differing.compactMap(\.place?.line))
      let stray = search.findings(in: bytes, at: name, isConfiguration: file?.isConfiguration ?? false)
      let here = differing + stray.filter { !said.contains($0.place?.line ?? 0) }
      findings += here.sorted {
        ($0.place?.line ?? 0, $0.place?.column ?? 0) < ($1.place?.line ?? 0, $1.place?.column ?? 0)
      }
    }
    return findings
  }

  private func filesToCheck() throws(Findings) -> [RelativePath] {
    let tracked = try diagnosing { () throws(GitError) in
      try workspace.git.indexEntries().map(\.path) + workspace.git.changedPaths().map(\.path)
    }
    return Set(tracked).filter { !$0.description.hasPrefix(".tenon/") }.sorted()
  }

  /// The inventory of the last commit; nil if there is not one that can be read.
  private func committedInventory() throws(Findings) -> Inventory? {
    let path = TenonFolder.inventoryFile
    let bytes = try diagnosing { () throws(GitError) -> [UInt8]? in
      guard let commit = try workspace.git.head().commit,
        let entry = try workspace.git.entry(at: path, inTreeOf: commit)
      else { return nil }
      return try workspace.git.blob(entry.id, limit: 8 << 20)
    }
    return bytes.flatMap { try? Inventory(parsing: $0, at: path.description) }
  }
}
