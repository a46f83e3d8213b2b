package import Diagnostics
package import Skeletons

extension Inventory {
  /// The facts that the tables of a Markdown file state, as people write them down in a status page.
  ///
  /// A table with a column of ids is one of guests; what kind they are says a column, the header of the ids ("CT ID") or
  /// the heading above. A table of names and addresses under a heading about nodes is one of nodes. Rows that say
  /// nothing of the sort are passed over; an id that is stated twice with different facts is an error with its line.
  package init(markdown text: String, at path: String) throws(Findings) {
    var nodes: [HostNode] = []
    var guests: [Int: (guest: Guest, line: Int)] = [:]
    for table in MarkdownTable.tables(in: text) {
      let columns = FactColumns(table)
      for row in table.rows {
        if let guest = columns.guest(in: row, of: table) {
          if let known = guests[guest.id], known.guest != guest {
            throw Findings(
              Diagnostic(
                .data, "guest \(guest.id) is stated once more, and not as in line \(known.line)",
                at: Place(path, line: row.line)))
          }
          guests[guest.id] = (guest, row.line)
        } else if let node = columns.node(in: row, of: table),
          !nodes.contains(where: { $0.name == node.name })
        {
          nodes.append(node)
        }
      }
    }
    self.init(nodes: nodes, guests: guests.values.map(\.guest).sorted { $0.id < $1.id })
  }

  /// What this inventory has and the other lacks; a guest is the same by kind and id, a node by name.
  package func additions(to other: Inventory) -> Inventory {
    Inventory(
      nodes: nodes.filter { node in !other.nodes.contains { $0.name == node.name } },
      guests: guests.filter { guest in !other.guests.contains { $0.reference == guest.reference } })
  }
}

extension Inventory {
  /// Facts that this inventory states otherwise than the other, each a phrase for a person.
  package func differences(from other: Inventory) -> [String] {
    guests.compactMap { guest in
      guard let known = other.guests.first(where: { $0.reference == guest.reference }) else { return nil }
      let facts = [
        ("name", known.name, Optional(guest.name)), ("address", known.address, guest.address),
        ("node", known.node, guest.node), ("purpose", known.purpose, guest.purpose),
      ]
      let differing = facts.filter { $0.2 != nil && $0.1 != $0.2 }
      if differing.isEmpty { return nil }
      let words = differing.map { "\($0.0) is '\(quoted($0.1 ?? ""))', not '\(quoted($0.2 ?? ""))'" }
      return "\(guest.reference): \(words.joined(separator: ", "))"
    }
  }
}

/// Which column of a table states which fact.
private struct FactColumns {
  private let id: Int?
  private let kind: Int?
  private let name: Int?
  private let address: Int?
  private let node: Int?
  private let purpose: Int?
  private let version: Int?
  private let idKind: Guest.Kind?

  init(_ table: MarkdownTable) {
    let header = table.header
    func column(_ words: [String]) -> Int? { words.lazy.compactMap { header.firstIndex(of: $0) }.first }
    id = column(["ct id", "ctid", "vm id", "vmid", "ct", "vm", "lxc", "id", "ct/vm id", "id (ct/vm)"])
    kind = column(["type", "kind"])
    name = column(["name", "hostname", "guest", "container", "vm name", "ct name", "host", "node", "service"])
    address = column(["ip address", "ip", "ipv4", "address", "ip-address", "ip adresse"])
    node = column(["node", "proxmox node", "host node", "pve node", "host"])
    purpose = column(["purpose", "role", "description", "service", "services", "function", "zweck", "notes"])
    version = column(["version", "pve version", "proxmox version", "proxmox ve"])
    let idHeader = id.map { header[$0] } ?? ""
    idKind =
      idHeader.hasPrefix("ct") || idHeader == "lxc"
      ? .container : idHeader == "vm id" || idHeader == "vm" ? .machine : nil
  }

  func guest(in row: MarkdownTable.Row, of table: MarkdownTable) -> Guest? {
    guard let text = cell(id, row), let id = Int(text.filter(\.isNumber)), id >= 100,
      let name = cell(name, row), let kind = kind(in: row, of: table, idText: text)
    else { return nil }
    return Guest(
      kind: kind, id: id, name: name, address: cell(address, row),
      node: self.node == self.name ? nil : cell(node, row),
      purpose: cell(purpose, row))
  }

  func node(in row: MarkdownTable.Row, of table: MarkdownTable) -> HostNode? {
    guard id == nil, let name = cell(name, row), address != nil || version != nil,
      ["node", "hypervisor", "proxmox", "host"].contains(where: table.heading.contains)
    else { return nil }
    return HostNode(name: name, address: cell(address, row), version: cell(version, row))
  }

  /// The row's own word, then the id's, then the header's, then the heading's.
  private func kind(in row: MarkdownTable.Row, of table: MarkdownTable, idText: String) -> Guest.Kind? {
    let words = [cell(kind, row), idText].compactMap { $0?.lowercased() }
    return words.lazy.compactMap(Self.kind(named:)).first
      ?? (Self.kind(named: table.heading) == .template ? .template : nil)
      ?? idKind ?? Self.kind(named: table.heading)
  }

  private static func kind(named words: String) -> Guest.Kind? {
    if words.contains("template") { return .template }
    if ["lxc", "container", "ct"].contains(where: { words.hasWord($0) }) { return .container }
    if ["vm", "vms", "qemu", "kvm", "virtual"].contains(where: { words.hasWord($0) }) { return .machine }
    return nil
  }

  /// What stands in a column, or nil where it is empty or a dash.
  private func cell(_ column: Int?, _ row: MarkdownTable.Row) -> String? {
    guard let column, column < row.cells.count else { return nil }
    let text = row.cells[column]
    return ["", "-", "–", "—", "n/a", "?"].contains(text.lowercased()) ? nil : text
  }
}

extension String {
  /// Whether one of the words is this one, also in the plural.
  fileprivate func hasWord(_ word: String) -> Bool {
    split { !$0.isLetter }.contains { $0 == word || $0 == word + "s" }
  }
}
