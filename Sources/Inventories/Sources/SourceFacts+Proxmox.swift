import Diagnostics
import YAMLReading

extension SourceFacts {
  /// The answer of Proxmox VE's API to `/cluster/resources`, or to a node's lists of guests, as `pvesh` or the API gives it.
  init(proxmox document: Node, at path: String) throws(Findings) {
    guard let items = document.items ?? document["data"]?.items else {
      throw Findings(Diagnostic(.data, "expected a list of resources", at: document.place))
    }
    self.init()
    var readers: [ObjectReader] = []
    var others: [(words: String, place: Place)] = []
    for item in items {
      let type = item["type"]?.plainText
      switch type {
      case "qemu", "lxc": readers.append(Self.guest(item, kind: type == "lxc" ? "ct" : "vm"))
      case "node": readers.append(Self.node(item))
      case nil where item["vmid"] != nil: readers.append(Self.guest(item, kind: nil))
      default:
        others.append(
          ("a resource of type '\(quoted(type ?? "none"))' is neither a guest nor a node", item.place))
      }
    }
    take(readers, others: others)
  }

  private static func guest(_ item: Node, kind: String?) -> ObjectReader {
    var reader = ObjectReader(.guest, at: item.place)
    if let kind { reader.state(.kind, item["template"]?.isTrue == true ? "template" : kind) }
    reader.read(item["vmid"], as: "id", IdentityGrammar.id)
    reader.read(item["name"], as: "name", IdentityGrammar.name)
    reader.read(item["node"], as: "node") { TextGrammar.line($0, .node) }
    reader.read(item["status"], as: "status", IdentityGrammar.status)
    reader.read(item["tags"], as: "tags", TextGrammar.tags)
    reader.read(item["maxcpu"] ?? item["cpus"], as: "cores", AmountGrammar.cores)
    reader.readBytes(item["maxmem"], as: .memory)
    reader.readBytes(item["maxdisk"], as: .disk)
    return reader
  }

  private static func node(_ item: Node) -> ObjectReader {
    var reader = ObjectReader(.node, at: item.place)
    reader.read(item["node"], as: "name", IdentityGrammar.name)
    reader.read(item["ip"], as: "address", AddressGrammar.read)
    return reader
  }
}
