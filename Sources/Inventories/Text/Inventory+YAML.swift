package import Diagnostics
package import Skeletons
import YAMLReading

extension Inventory {
  /// Reads `.tenon/inventory.yaml`, finding every fault at once; `path` is where it is.
  package init(parsing bytes: [UInt8], at path: String) throws(Findings) {
    try self.init(reading: try inventoryDocument(bytes, at: path))
  }

  /// Reads a document that was parsed already.
  init(reading document: Node) throws(Findings) {
    var faults = Faults()
    var reader = MappingReader(document, "the inventory", noting: &faults)
    self.init(
      nodes: reader.list("nodes", noting: &faults).compactMap { HostNode($0, noting: &faults) },
      guests: reader.list("guests", noting: &faults).compactMap { Guest($0, noting: &faults) },
      networks: reader.list("networks", noting: &faults).compactMap { Network($0, noting: &faults) })
    reader.finish(noting: &faults)
    try faults.check()
  }
}

/// The document of an inventory, which may be longer than what people write by hand: an import writes it.
func inventoryDocument(_ bytes: [UInt8], at path: String) throws(Findings) -> Node {
  try parseYAML(bytes, at: path, limits: YAMLLimits(bytes: 8 << 20, nodes: 1_000_000, depth: 16))
}
