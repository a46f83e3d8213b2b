package import Diagnostics
package import Skeletons
import YAMLReading

extension Inventory {
  /// Reads `.tenon/inventory.yaml`, finding every fault at once; `path` is where it stands.
  package init(parsing bytes: [UInt8], at path: String) throws(Findings) {
    let document = try parseYAML(bytes, at: path)
    var faults = Faults()
    var reader = MappingReader(document, "the inventory", noting: &faults)
    self.init(
      nodes: reader.list("nodes", noting: &faults).compactMap { HostNode($0, noting: &faults) },
      guests: reader.list("guests", noting: &faults).compactMap { Guest($0, noting: &faults) })
    reader.finish(noting: &faults)
    try faults.check()
  }
}

extension HostNode {
  fileprivate init?(_ node: Node, noting faults: inout Faults) {
    var reader = MappingReader(node, "a node", noting: &faults)
    let name = reader.requiredText("name", noting: &faults)
    let address = reader.text("address", noting: &faults)
    let version = reader.text("version", noting: &faults)
    reader.finish(noting: &faults)
    guard let name else { return nil }
    self.init(name: name, address: address, version: version)
  }
}

extension Guest {
  fileprivate init?(_ node: Node, noting faults: inout Faults) {
    var reader = MappingReader(node, "a guest", noting: &faults)
    let kind = Self.kind(reader.required("kind", noting: &faults), noting: &faults)
    let id = reader.required("id", noting: &faults)?.integer("'id' of a guest", noting: &faults)
    let name = reader.requiredText("name", noting: &faults)
    let address = reader.text("address", noting: &faults)
    let host = reader.text("node", noting: &faults)
    let purpose = reader.text("purpose", noting: &faults)
    let tags = reader.texts("tags", noting: &faults)
    reader.finish(noting: &faults)
    guard let kind, let id, let name else { return nil }
    if id < 100 {
      faults.note("\(id) is no id of a guest", at: node.place, hint: "Proxmox VE counts from 100")
    }
    self.init(kind: kind, id: id, name: name, address: address, node: host, purpose: purpose, tags: tags)
  }

  private static func kind(_ node: Node?, noting faults: inout Faults) -> Kind? {
    guard let node, let text = node.text("'kind' of a guest", noting: &faults) else { return nil }
    let kind = Kind(rawValue: text)
    if kind == nil {
      let known = Kind.allCases.map(\.rawValue).joined(separator: ", ")
      faults.note("'\(quoted(text))' is no kind of guest", at: node.place, hint: "one of \(known)")
    }
    return kind
  }
}
