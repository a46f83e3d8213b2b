import Diagnostics
import Skeletons
import YAMLReading

extension SourceFacts {
  /// What an inventory of Ansible states of guests and nodes: addresses, users, and ids where a variable has them.
  init(_ inventory: AnsibleInventory, at path: String) {
    self.init()
    leftOut = inventory.leftOut
    var readers: [ObjectReader] = []
    var others: [(words: String, place: Place)] = []
    for name in inventory.names {
      guard let host = inventory.hosts[name] else { continue }
      let groups = inventory.groups(of: host)
      let isNode = !groups.isDisjoint(with: nodeGroups)
      readers.append(isNode ? Self.node(name, host) : Self.guest(name, host, groups))
      for (key, value) in host.variables.sorted(by: { $0.key < $1.key }) where !isTaken(key) {
        others.append(("the variable '\(quoted(key))' is not taken", value.place))
      }
    }
    take(readers, others: others)
  }

  private static func node(_ name: String, _ host: AnsibleInventory.Host) -> ObjectReader {
    var reader = ObjectReader(.node, at: host.place)
    reader.state(.name, name)
    readAddress(name, host, into: &reader)
    return reader
  }

  private static func guest(
    _ name: String, _ host: AnsibleInventory.Host, _ groups: Set<String>
  ) -> ObjectReader {
    var reader = ObjectReader(.guest, at: host.place)
    if IPAddress(name) == nil { reader.state(.name, name) }
    reader.read(idVariables.lazy.compactMap { host.variables[$0] }.first, as: "id", IdentityGrammar.id)
    readAddress(name, host, into: &reader)
    let kinds = Set(groups.compactMap { IdentityGrammar.kind(in: $0) })
    if let kind = kindVariables.lazy.compactMap({ host.variables[$0] }).first {
      reader.read(kind, as: "kind", IdentityGrammar.kind)
    } else if kinds.count == 1, let kind = kinds.first {
      reader.state(.kind, kind.rawValue)
    }
    let node = nodeVariables.lazy.compactMap { host.variables[$0] }.first
    reader.read(node, as: "node") { unlessTemplate($0) ?? TextGrammar.line($0, .node) }
    reader.read(host.variables["ansible_user"] ?? host.variables["ansible_ssh_user"], as: "user") {
      unlessTemplate($0) ?? TextGrammar.user($0)
    }
    if let tags = host.variables["proxmox_tags"] {
      reader.read(tags.items ?? [tags], as: "tags", TextGrammar.tags)
    }
    return reader
  }

  private static func readAddress(
    _ name: String, _ host: AnsibleInventory.Host, into reader: inout ObjectReader
  ) {
    let variable = host.variables["ansible_host"] ?? host.variables["ansible_ssh_host"]
    reader.read(variable, as: "address") { text in
      if let left = unlessTemplate(text) { return left }
      // A name that a resolver knows is as good to Ansible as an address.
      return FactReader.isHostName(text) ? .fact(.address, .text(text)) : AddressGrammar.read(text)
    }
    if variable == nil, IPAddress(name) != nil { reader.state(.address, name) }
  }

  /// What is only known when Ansible runs is not a fact.
  private static func unlessTemplate(_ text: String) -> Reading? {
    text.contains("{{") || text.contains("{%")
      ? .facts([:], rest: ["'\(quoted(text))' is an expression, not a value"]) : nil
  }
}

private let nodeGroups: Set<String> = [
  "proxmox_nodes", "pve_nodes", "proxmox_hosts", "pve_hosts", "hypervisors", "hypervisor", "pve",
]
private let idVariables = [
  "proxmox_vmid", "vmid", "vm_id", "ct_id", "ctid", "proxmox_id", "pve_vmid", "pve_id",
]
private let kindVariables = ["proxmox_kind", "proxmox_type", "proxmox_vmtype"]
private let nodeVariables = ["proxmox_node", "pve_node", "target_node"]

/// Connection settings of Ansible are not facts.
private func isTaken(_ variable: String) -> Bool {
  variable.hasPrefix("ansible_") || variable == "proxmox_tags"
    || (idVariables + kindVariables + nodeVariables).contains(variable)
}
