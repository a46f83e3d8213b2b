package import Skeletons

extension Inventory {
  /// Addresses outside of their networks, each a sentence.
  package var misplacedAddresses: [InventoryFinding] {
    nodes.flatMap { node in
      findings(of: node.reference, node.address, network: node.network, prefix: nil)
    }
      + guests.flatMap { guest in
        findings(of: guest.reference, guest.address, network: guest.network, prefix: guest.prefix)
      }
      + networks.compactMap { network in
        guard let range = network.cidr.flatMap({ IPNetwork($0) }),
          let gateway = network.gateway.flatMap({ IPAddress($0) }),
          !range.contains(gateway)
        else { return nil }
        return InventoryFinding("the gateway \(gateway) of \(network.reference) is outside \(range)")
      }
  }

  /// The networks that the facts speak of, without those that are one guest's own.
  package var knownNetworks: [IPNetwork] {
    let named = networks.compactMap(\.cidr) + (nodes.compactMap(\.network) + guests.compactMap(\.network))
    let prefixed = guests.compactMap { guest -> IPNetwork? in
      guard let address = guest.address.flatMap({ IPAddress($0) }), let prefix = guest.prefix,
        prefix < address.width - 1
      else { return nil }
      return IPNetwork(of: address, prefix: prefix)
    }
    return Array(Set(named.compactMap { IPNetwork($0) } + prefixed)).sorted {
      $0.description < $1.description
    }
  }

  private func findings(
    of reference: String, _ address: String?, network: String?, prefix: Int?
  ) -> [InventoryFinding] {
    if let network, range(of: network) == nil {
      return [InventoryFinding("\(reference) is in network '\(network)', which is not listed")]
    }
    guard let address = address.flatMap({ IPAddress($0) }) else { return [] }
    if let range = network.flatMap({ self.range(of: $0) }) {
      return range.contains(address)
        ? [] : [InventoryFinding("\(address) of \(reference) is outside its network \(range)")]
    }
    let ranges = networks.compactMap { $0.cidr.flatMap { IPNetwork($0) } }.filter {
      $0.address.isIPv6 == address.isIPv6
    }
    guard let range = ranges.first(where: { $0.contains(address) }) else {
      if ranges.isEmpty { return [] }
      let words = ranges.map(\.description).joined(separator: ", ")
      return [InventoryFinding("\(address) of \(reference) is not in a listed network (\(words))")]
    }
    if let prefix, prefix != range.prefix {
      return [
        InventoryFinding("\(reference) has the prefix /\(prefix), but its network is \(range)")
      ]
    }
    return []
  }

  private func range(of network: String) -> IPNetwork? {
    IPNetwork(network) ?? networks.first { $0.name == network }?.cidr.flatMap { IPNetwork($0) }
  }
}
