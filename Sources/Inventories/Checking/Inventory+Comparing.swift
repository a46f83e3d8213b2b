import Diagnostics
package import Skeletons

extension Inventory {
  /// Where a file of the repository contradicts the inventory about guests and nodes.
  package func differences(from source: SourceFacts) -> [InventoryFinding] {
    source.statements(of: .guest).flatMap { statement in
      guest(of: statement).map { differences($0, [$0.hostName], from: statement) } ?? []
    }
      + source.statements(of: .node).flatMap { statement in
        nodes.first { $0.name == statement.name }.map { differences($0, [$0.hostName], from: statement) }
          ?? []
      }
  }

  /// By its id, else by its name where only one guest has it.
  private func guest(of statement: Statement) -> Guest? {
    if let id = statement.id { return guests.first { $0.id == id } }
    let named = guests.filter { $0.name == statement.name || $0.hostName == statement.name }
    return named.count == 1 ? named[0] : nil
  }

  private func differences<Bearer: FactBearer>(
    _ known: Bearer, _ otherNames: [String], from statement: Statement
  ) -> [InventoryFinding] {
    Bearer.fields.compactMap { field in
      guard let fact = statement.facts[field], let value = known[field], value != fact.value else {
        return nil
      }
      switch field {
      case .id, .kind, .purpose, .status, .tags, .services, .urls, .addresses: return nil
      case .name where otherNames.contains(fact.value.words): return nil
      case .address where (known[.addresses]?.list ?? []).contains(fact.value.words): return nil
      default:
        let words = "'\(quoted(fact.value.words))' here, and '\(quoted(value.words))' in the inventory"
        return InventoryFinding("\(field.rawValue) of \(known.reference) is \(words)", at: fact.place)
      }
    }
  }
}

/// Looks in texts for addresses that no guest has, or that a guest had before.
package struct AddressSearch: Sendable {
  private let owners: Set<String>
  private let networks: [IPNetwork]
  private let gateways: Set<String>
  /// What an address was before, in words.
  private let former: [String: String]

  /// `before` is the inventory as it was committed last.
  package init(_ inventory: Inventory, before: Inventory?) {
    let owners = Set(
      inventory.guests.flatMap { $0.addresses + [$0.address].compactMap(\.self) }
        + inventory.nodes.compactMap(\.address))
    var former: [String: String] = [:]
    for guest in before?.guests ?? [] {
      guard let address = guest.address, !owners.contains(address) else { continue }
      let now = inventory.guests.first { $0.id == guest.id }
      let words =
        now.map { $0.address.map { "which has \($0) now" } ?? "which has no fixed address now" }
        ?? "which is gone"
      former[address] = "\(guest.reference) ('\(quoted(guest.name))'), \(words)"
    }
    self.former = former
    self.owners = owners
    networks = inventory.knownNetworks
    gateways = Set(inventory.networks.compactMap(\.gateway))
  }

  /// Whether there is anything to look for.
  package var isNeeded: Bool { !former.isEmpty || !networks.isEmpty }

  /// `isConfiguration` marks a file whose addresses are used: there, addresses without a guest are found as well.
  package func findings(in bytes: [UInt8], at path: String, isConfiguration: Bool) -> [InventoryFinding] {
    var findings: [InventoryFinding] = []
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
    {
      for (column, address, prefix) in Self.addresses(in: line) {
        let place = Place(path, line: index + 1, column: column)
        if let words = former[address.description] {
          findings.append(InventoryFinding("\(address) was the address of \(words)", at: place))
        } else if isConfiguration, isNobodys(address, prefix: prefix) {
          findings.append(
            InventoryFinding(
              "\(address) is in a network of the inventory, but no guest or node has it", at: place))
        }
      }
    }
    return findings
  }

  private func isNobodys(_ address: IPAddress, prefix: Int?) -> Bool {
    guard !owners.contains(address.description), !gateways.contains(address.description),
      let network = networks.first(where: { $0.contains(address) })
    else { return false }
    if let prefix, IPNetwork(of: address, prefix: prefix)?.address == address { return false }
    return network.address != address && network.broadcast != address
  }

  /// Every separate IPv4 address, its column from 1, and the prefix length after it.
  private static func addresses(in line: ArraySlice<UInt8>) -> [(Int, IPAddress, Int?)] {
    var found: [(Int, IPAddress, Int?)] = []
    var index = line.startIndex
    while index < line.endIndex {
      guard isDigit(line[index]) else {
        // Digits within a word or a longer number are not an address.
        let isWord = isWordPart(line[index])
        index += 1
        if isWord {
          while index < line.endIndex, isWordPart(line[index]) || isDigit(line[index]) { index += 1 }
        }
        continue
      }
      let end = line[index...].firstIndex { !isDigit($0) && $0 != UInt8(ascii: ".") } ?? line.endIndex
      var text = String(decoding: line[index..<end], as: UTF8.self)
      while text.hasSuffix(".") { text.removeLast() }
      if let address = IPAddress(text), end == line.endIndex || !isWordPart(line[end]) {
        let rest = line[end...]
        let digits = rest.first == UInt8(ascii: "/") ? rest.dropFirst().prefix(while: isDigit) : []
        found.append((index - line.startIndex + 1, address, Int(String(decoding: digits, as: UTF8.self))))
      }
      index = max(end, index + 1)
    }
    return found
  }

  private static func isWordPart(_ byte: UInt8) -> Bool {
    isLowerCase(byte | 0x20) || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
