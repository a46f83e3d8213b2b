import Diagnostics

extension Inventory {
  /// Duplicates and contradictions in the facts, each a sentence; empty if there are none.
  package var contradictions: [String] {
    repeated(guests.map { String($0.id) }, "guests with the id")
      + repeated(guests.map(\.name), "guests with the name")
      + repeated(
        guests.flatMap { Set($0.addresses + [$0.address].compactMap(\.self)) } + nodes.compactMap(\.address),
        "owners of the address")
      + repeated(nodes.map(\.name), "nodes with the name")
      + repeated(networks.map(\.name), "networks with the name") + homeless
  }

  private func repeated(_ values: [String], _ what: String) -> [String] {
    let counts = values.reduce(into: [:]) { counts, value in counts[value, default: 0] += 1 }
    return counts.filter { $0.value > 1 }.keys.sorted().map { "there are \(counts[$0] ?? 0) \(what) '\($0)'" }
  }

  /// Guests on a node that no one listed; where no node is listed at all, no one keeps them here.
  private var homeless: [String] {
    guard !nodes.isEmpty else { return [] }
    let known = Set(nodes.map(\.name))
    return guests.compactMap { guest in
      guest.node.flatMap {
        known.contains($0) ? nil : "\(guest.reference) is on node '\($0)', which is not listed"
      }
    }
  }
}

extension Inventory {
  /// Why templates cannot go through it: names that become paths, hosts and groups must be fit for that, and differ.
  var unfitNames: [Diagnostic] {
    unfitNames(guests: hosts.map { ($0.name, $0.hostName) }, nodes: allNodes.map { ($0.name, $0.hostName) })
  }

  /// The same for people, without the names that are here twice, which are contradictions.
  package var misnomers: [String] {
    let guests = Dictionary(hosts.map { ($0.name, $0.hostName) }) { first, _ in first }
    let nodes = Dictionary(allNodes.map { ($0.name, $0.hostName) }) { first, _ in first }
    return unfitNames(
      guests: guests.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
      nodes: nodes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    ).map(\.message)
  }

  /// Which guests and nodes are called otherwise where they are hosts, each a sentence.
  package var mappedNames: [String] {
    let guests = hosts.map { ($0.reference, $0.name, $0.hostName) }
    let nodes = allNodes.map { ("node/\($0.name)", $0.name, $0.hostName) }
    return (guests + nodes).filter { $0.1 != $0.2 && !$0.2.isEmpty }.map { reference, name, host in
      "'\(quoted(name))' (\(quoted(reference))) has the host name '\(host)', because its own name is not valid as one"
    }
  }

  private func unfitNames(guests: [(String, String)], nodes: [(String, String)]) -> [Diagnostic] {
    let tags = Set(hosts.flatMap(\.tags)).sorted()
    let names = guests.map { ("guest", $0) } + nodes.map { ("node", $0) }
    let unfit = names.filter { $0.1.1.isEmpty }.map { kind, name in
      fault(
        "\(kind) '\(quoted(name.0))' has a name that is not valid for a host",
        hint: "letters, digits, '.', '_' and '-', a letter or digit first, \(HostName.longest) at most")
    }
    let unfitTags = tags.filter { !Self.isTag($0) }.map {
      fault(
        "invalid tag '\(quoted($0))'", hint: "letters, digits and any of '_-+.', \(HostName.longest) at most")
    }
    let hostNames = (guests + nodes).filter { !$0.1.isEmpty }
    let hosts = hostNames.map { (name: $0.0, key: $0.1.lowercased()) }
    return unfit + unfitTags + alike(hosts, "hosts")
      + alike(nodes.map { ($0.0, Self.key($0.0)) }, "nodes")
      + alike(tags.filter(Self.isTag).map { ($0, Self.key($0)) }, "tags")
      + self.hosts.flatMap(unfitTexts)
  }

  /// As Proxmox VE takes one, and with something in it that a name can be made of.
  private static func isTag(_ text: String) -> Bool {
    text.utf8.count <= HostName.longest && text.utf8.contains(where: isAlphanumeric)
      && text.utf8.allSatisfy { isAlphanumeric($0) || "._-+".utf8.contains($0) }
  }

  /// What a name is where only letters, digits and `_` may be, as in a group of Ansible's.
  private static func key(_ text: String) -> String {
    words(of: text).joined(separator: "_").lowercased()
  }

  /// Names that are one by their keys.
  private func alike(_ names: [(name: String, key: String)], _ what: String) -> [Diagnostic] {
    Dictionary(grouping: names, by: \.key).filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map {
      let names = $0.value.map { "'\(quoted($0.name))'" }.joined(separator: " and ")
      return fault("\(what) \(names) become the same path or group", hint: "rename one of them")
    }
  }

  /// A text of one line can be quoted wherever it goes.
  private func unfitTexts(of guest: Guest) -> [Diagnostic] {
    [("name", guest.name), ("address", guest.address), ("purpose", guest.purpose)].compactMap { what, text in
      guard let text,
        text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
      else { return nil }
      return fault(
        "\(what) of guest '\(quoted(guest.name))' has a line break or control character", hint: nil)
    }
  }

  private func fault(_ message: String, hint: String?) -> Diagnostic {
    Diagnostic(.data, message, at: Place(".tenon/inventory.yaml"), hint: hint)
  }
}
