package import Diagnostics

/// The infrastructure's facts that answers refer to: each is here once.
package struct Inventory: Hashable, Sendable {
  package var nodes: [HostNode]
  package var guests: [Guest]
  package var networks: [Network]

  package init(nodes: [HostNode] = [], guests: [Guest] = [], networks: [Network] = []) {
    self.nodes = nodes
    self.guests = guests
    self.networks = networks
  }
}

/// A machine that carries guests.
package struct HostNode: Hashable, Sendable {
  package var name: String
  package var address: String?
  package var version: String?
  /// The name of a network or its CIDR.
  package var network: String?

  package init(name: String, address: String? = nil, version: String? = nil, network: String? = nil) {
    self.name = name
    self.address = address
    self.version = version
    self.network = network
  }
}

/// A range of addresses that guests and nodes have theirs from.
package struct Network: Hashable, Sendable {
  package var name: String
  /// As `192.168.2.0/24`.
  package var cidr: String?
  package var gateway: String?
  /// 1 to 4094 (IEEE 802.1Q).
  package var vlan: Int?
  package var bridge: String?

  package init(
    name: String, cidr: String? = nil, gateway: String? = nil, vlan: Int? = nil, bridge: String? = nil
  ) {
    self.name = name
    self.cidr = cidr
    self.gateway = gateway
    self.vlan = vlan
    self.bridge = bridge
  }
}

/// A container, a virtual machine or a template of one.
package struct Guest: Hashable, Sendable {
  package var kind: Kind
  /// Its identity: a guest with the same id is the same guest.
  package var id: Int
  package var name: String
  /// Where it is reached; nil if it has no fixed address.
  package var address: String?
  /// The length of the address' prefix in bits.
  package var prefix: Int?
  /// Addresses beside the one where it is reached.
  package var addresses: [String] = []
  /// The name of a network or its CIDR.
  package var network: String?
  package var node: String?
  package var status: Status?
  package var purpose: String?
  package var tags: [String]
  package var cores: Int?
  /// In MiB, as Proxmox VE counts it.
  package var memory: Int?
  /// In GiB, as Proxmox VE counts it.
  package var disk: Int?
  package var services: [String] = []
  package var urls: [String] = []
  /// Who logs in there; nil for whom the kind of guest usually has.
  package var user: String?

  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case container = "ct"
    case machine = "vm"
    case template
  }

  package enum Status: String, Hashable, Sendable, CaseIterable {
    case running, stopped, paused, planned, retired
  }

  package init(
    kind: Kind, id: Int, name: String, address: String? = nil, node: String? = nil, purpose: String? = nil,
    tags: [String] = []
  ) {
    self.kind = kind
    self.id = id
    self.name = name
    self.address = address
    self.node = node
    self.purpose = purpose
    self.tags = tags
  }

  /// How an answer names it without doubt: `ct/102`.
  package var reference: String { "\(kind.rawValue)/\(id)" }

  /// The numbers that Proxmox VE gives guests.
  package static let ids = 100...999_999_999
}

extension Inventory {
  /// The guest that an answer names, by `ct/102`, by `102` or by its name; only of the kinds that are wanted.
  package func guest(_ answer: String, kinds: [Guest.Kind]) throws(Findings) -> Guest {
    let named = guests.filter { $0.reference == answer || $0.name == answer || String($0.id) == answer }
    let wanted = named.filter { kinds.contains($0.kind) }
    if wanted.count == 1 { return wanted[0] }
    if let other = wanted.isEmpty ? named.first : nil {
      let reason = other.kind == .template ? "a template, not a target" : "not a \(Self.words(for: kinds))"
      throw fault("guest '\(quoted(answer))' is \(reason)", hint: hint(for: answer, kinds: kinds))
    }
    if wanted.isEmpty {
      throw fault("the inventory has no guest '\(quoted(answer))'", hint: hint(for: answer, kinds: kinds))
    }
    throw fault(
      "'\(quoted(answer))' names \(wanted.count) guests",
      hint: "one of \(wanted.map(\.reference).joined(separator: ", "))")
  }

  private func hint(for answer: String, kinds: [Guest.Kind]) -> String {
    let possible = guests.filter { kinds.contains($0.kind) }
    if possible.isEmpty { return "list your guests in .tenon/inventory.yaml" }
    let like = nearest(to: answer, among: possible.flatMap { [$0.name, $0.reference] })
    return like.map { "did you mean '\(quoted($0))'?" }
      ?? "one of \(possible.prefix(12).map { quoted($0.name) }.joined(separator: ", "))"
  }

  private static func words(for kinds: [Guest.Kind]) -> String {
    kinds.map { $0 == .container ? "container" : "virtual machine" }.joined(separator: " or ")
  }

  private func fault(_ message: String, hint: String) -> Findings {
    Findings(Diagnostic(.data, message, hint: hint))
  }
}
