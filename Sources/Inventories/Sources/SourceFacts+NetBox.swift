import Diagnostics
import Skeletons
import YAMLReading

extension SourceFacts {
  /// NetBox's virtual machines and addresses as its API gives them: one page, or a list of objects.
  ///
  /// NetBox's own `id` is not an id in Proxmox VE: that is in a custom field, or the guest is found by its name.
  init(netbox document: Node, at path: String) throws(Findings) {
    guard let items = document["results"]?.items ?? document.items else {
      throw Findings(Diagnostic(.data, "not a NetBox list", at: document.place))
    }
    self.init()
    var readers: [ObjectReader] = []
    var others: [(words: String, place: Place)] = []
    for item in items {
      if item["address"] != nil {
        if let reader = Self.address(item) {
          readers.append(reader)
        } else {
          others.append(
            ("the address is not assigned to a virtual machine", item.place))
        }
      } else if item["device_type"] != nil {
        others.append(("a device is not a guest", item.place))
      } else if item["name"] != nil {
        readers.append(Self.machine(item))
      } else {
        others.append(("an object without a name is not a guest", item.place))
      }
    }
    if let next = document["next"]?.plainText {
      others.append(
        ("there are more pages: the next one is \(quoted(next))", document["next"]?.place ?? document.place))
    }
    take(readers, others: others)
  }

  private static func machine(_ item: Node) -> ObjectReader {
    var reader = ObjectReader(.guest, at: item.place)
    let custom = item["custom_fields"]
    let id = ["vmid", "vm_id", "proxmox_vmid", "proxmox_id", "pve_vmid", "ct_id", "ctid"].lazy.compactMap {
      custom?[$0]
    }
    .first { $0.plainText != nil }
    reader.read(id, as: "id", IdentityGrammar.id)
    reader.read(item["name"], as: "name", IdentityGrammar.name)
    let kinds = ["proxmox_type", "vm_type", "guest_type", "proxmox_kind", "kind", "type"].compactMap {
      custom?[$0]
    }
    let words = kinds + [item.value(at: "role", "slug"), item.value(at: "role", "name")].compactMap(\.self)
    if let kind = words.lazy.compactMap({ $0.plainText.flatMap(IdentityGrammar.kind(in:)) }).first {
      reader.state(.kind, kind.rawValue)
    }
    let addresses = ["primary_ip4", "primary_ip6"].compactMap { item.value(at: $0, "address") }
    let primary = item.value(at: "primary_ip", "address")
    reader.read(
      addresses.isEmpty ? [primary].compactMap(\.self) : addresses, as: "address", AddressGrammar.read)
    reader.read(item.value(at: "device", "name") ?? custom?["proxmox_node"], as: "node") {
      TextGrammar.line($0, .node)
    }
    reader.read(item.value(at: "status", "value") ?? item["status"], as: "status", status)
    reader.read(item["description"], as: "purpose") { TextGrammar.line($0, .purpose) }
    reader.read(
      (item["tags"]?.items ?? []).compactMap { $0["slug"] ?? $0["name"] ?? $0 }, as: "tags", TextGrammar.tags)
    reader.read(item["vcpus"], as: "cores") {
      AmountGrammar.cores(
        $0.hasSuffix(".0") ? String($0.dropLast(2)) : $0.hasSuffix(".00") ? String($0.dropLast(3)) : $0)
    }
    reader.read(item["memory"], as: "memory") { AmountGrammar.memory($0, unit: .mebi) }
    // NetBox counted disks in GB and counts them in MB since 4.1: a number alone is ambiguous.
    reader.read(item["disk"], as: "disk") { .facts([:], rest: ["\(quoted($0)) has no unit"]) }
    return reader
  }

  /// NetBox's own words for a status.
  private static func status(_ text: String) -> Reading {
    switch text {
    case "active": .fact(.status, .text("running"))
    case "offline": .fact(.status, .text("stopped"))
    case "planned", "staged": .fact(.status, .text("planned"))
    case "decommissioning": .fact(.status, .text("retired"))
    default: .facts([:], rest: ["NetBox's status '\(quoted(text))' has no equivalent here"])
    }
  }

  private static func address(_ item: Node) -> ObjectReader? {
    guard let name = item.value(at: "assigned_object", "virtual_machine", "name") else { return nil }
    var reader = ObjectReader(.guest, at: item.place)
    reader.read(name, as: "name", IdentityGrammar.name)
    reader.read(item["address"], as: "address", AddressGrammar.read)
    return reader
  }
}
