package import Diagnostics
package import Skeletons
import YAMLReading

/// The text of an inventory that a person keeps, in which only what changes is touched: comments and order stay.
package struct InventoryText {
  private let bytes: [UInt8]
  private let document: Node
  private let inventory: Inventory
  private let path: String

  package init(_ bytes: [UInt8], at path: String) throws(Findings) {
    document = try inventoryDocument(bytes, at: path)
    inventory = try Inventory(reading: document)
    self.bytes = bytes
    self.path = path
  }

  /// The text with more nodes and guests after those that it has.
  package func adding(_ added: Inventory) throws(Findings) -> [UInt8] {
    var wanted = inventory
    wanted.networks += added.networks
    wanted.nodes += added.nodes
    wanted.guests += added.guests
    return try rewritten(as: wanted)
  }

  /// The text of another inventory: the same things in the same order but for those that are gone, and new ones after.
  ///
  /// What was written is read again and compared, so that a text that is written too unusually to be edited is left
  /// to its author: then this throws.
  package func rewritten(as wanted: Inventory) throws(Findings) -> [UInt8] {
    var edits = TextEdits(bytes)
    edits.edit("networks", inventory.networks, wanted.networks, in: document, by: \.name)
    edits.edit("nodes", inventory.nodes, wanted.nodes, in: document, by: \.name)
    edits.edit("guests", inventory.guests, wanted.guests, in: document, by: \.id)
    let result = edits.result
    do throws(Findings) {
      if try Inventory(parsing: result, at: path) == wanted { return result }
    } catch {}
    throw Findings(
      Diagnostic(
        .data, "it is formatted in a way that cannot be edited without loss, so nothing was changed",
        at: Place(path),
        hint:
          "write one guest per item and one fact per line, or edit it by hand: tenon inventory import --dry-run shows the facts"
      ))
  }
}
