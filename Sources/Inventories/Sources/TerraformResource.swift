import Diagnostics
import YAMLReading

/// A resource of a Terraform state that is a guest of Proxmox VE, by the providers bpg/proxmox and Telmate/proxmox.
enum TerraformResource {
  static func guest(_ resource: Node) -> ObjectReader? {
    guard resource["mode"]?.plainText != "data", let values = resource["values"] else { return nil }
    switch resource["type"]?.plainText {
    case "proxmox_virtual_environment_container", "proxmox_container":
      return bpg(values, isContainer: true, at: resource.place)
    case "proxmox_virtual_environment_vm", "proxmox_virtual_environment_vm2":
      return bpg(values, isContainer: false, at: resource.place)
    case "proxmox_lxc": return telmate(values, isContainer: true, at: resource.place)
    case "proxmox_vm_qemu": return telmate(values, isContainer: false, at: resource.place)
    default: return nil
    }
  }

  private static func common(_ values: Node, isContainer: Bool, at place: Place) -> ObjectReader {
    var reader = ObjectReader(.guest, at: place)
    reader.state(.kind, values["template"]?.isTrue == true ? "template" : isContainer ? "ct" : "vm")
    let id = values["vm_id"] ?? values["vmid"]
    if id?.plainText != "0" { reader.read(id, as: "id", IdentityGrammar.id) }
    reader.read(values["node_name"] ?? values["target_node"], as: "node") { TextGrammar.line($0, .node) }
    let description = values["description"] ?? values["desc"]
    if description?.plainText != "Managed by Terraform" {
      reader.read(description, as: "purpose") { TextGrammar.line($0.trimmingBlanks, .purpose) }
    }
    if let items = values["tags"]?.items {
      reader.read(items, as: "tags", TextGrammar.tags)
    } else {
      reader.read(values["tags"], as: "tags", TextGrammar.tags)
    }
    return reader
  }

  private static func bpg(_ values: Node, isContainer: Bool, at place: Place) -> ObjectReader {
    var reader = common(values, isContainer: isContainer, at: place)
    let name = isContainer ? values.value(at: "initialization", "hostname") : values["name"]
    reader.read(name, as: "name", IdentityGrammar.name)
    let addresses = (values.value(at: "initialization", "ip_config")?.items ?? []).flatMap { config in
      [config.value(at: "ipv4", "address"), config.value(at: "ipv6", "address")].compactMap(\.self)
    }
    reader.read(addresses.filter { !isDynamic($0) }, as: "address", AddressGrammar.read)
    reader.read(values.value(at: "initialization", "user_account", "username"), as: "user", TextGrammar.user)
    reader.read(values.value(at: "cpu", "cores"), as: "cores", AmountGrammar.cores)
    reader.read(values.value(at: "memory", "dedicated"), as: "memory") {
      AmountGrammar.memory($0, unit: .mebi)
    }
    let disks = values["disk"]?.items?.count ?? 1
    reader.read(values.value(at: "disk", "size"), as: "disk") {
      disks > 1 ? .facts([:], rest: ["there are \(disks) disks"]) : AmountGrammar.disk($0, unit: .gibi)
    }
    return reader
  }

  private static func telmate(_ values: Node, isContainer: Bool, at place: Place) -> ObjectReader {
    var reader = common(values, isContainer: isContainer, at: place)
    reader.read(values[isContainer ? "hostname" : "name"], as: "name", IdentityGrammar.name)
    let networks = values["network"]?.items ?? []
    let addresses = networks.flatMap { [$0["ip"], $0["ip6"]].compactMap(\.self) }
    reader.read(addresses.filter { !isDynamic($0) }, as: "address", AddressGrammar.read)
    reader.read(values["ipconfig0"], as: "address") { text in
      let parts = text.split(separator: ",").filter { $0.hasPrefix("ip=") || $0.hasPrefix("ip6=") }
      return AddressGrammar.read(
        parts.map { String($0.drop { $0 != "=" }.dropFirst()) }.joined(separator: "\n"))
    }
    reader.read(values["ciuser"], as: "user", TextGrammar.user)
    if values["sockets"]?.plainText ?? "1" == "1" {
      reader.read(values["cores"], as: "cores", AmountGrammar.cores)
    }
    reader.read(values["memory"], as: "memory") { AmountGrammar.memory($0, unit: .mebi) }
    reader.read(values.value(at: "rootfs", "size"), as: "disk") { AmountGrammar.disk($0, unit: .gibi) }
    return reader
  }

  private static func isDynamic(_ node: Node) -> Bool {
    ["dhcp", "auto", "manual", "none", nil].contains(node.plainText?.lowercased())
  }
}
