import Diagnostics
import Inventories
import Skeletons
import Testing
import TestSupport

/// Every reader of a source, and the editor of the inventory, with input that was damaged in every way.
@Suite struct FuzzTests {
  @Test(arguments: DocumentTests.names, seeds(60))
  func `a damaged source never crashes, and what it states can be written and is read again`(
    name: String, seed: Int
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let bytes = try DocumentTests.bytes(name).mutated(using: &generator)
    do throws(Findings) {
      let source = try SourceFacts(bytes, at: name)
      let merge = InventoryMerge(Inventory(), with: source)
      #expect(try Inventory(parsing: Array(merge.result.yaml.utf8), at: "i") == merge.result)
      #expect(InventoryMerge(merge.result, with: source).changes.filter(\.isTaken) == [])
      for guest in merge.result.guests {
        #expect(Guest.ids.contains(guest.id))
        if let address = guest.address, name.hasSuffix(".md") { #expect(IPAddress(address) != nil) }
      }
    } catch {
      #expect(error.diagnostics.allSatisfy { $0.kind == .data && $0.place != nil }, "\(error.diagnostics)")
    }
  }

  @Test(arguments: seeds(300))
  func `a damaged inventory never crashes, and what is added to it is read again`(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let damaged = Array(InventoryEditTests.text.utf8).mutated(using: &generator)
    do throws(Findings) {
      let known = try Inventory(parsing: damaged, at: "i")
      var wanted = known
      wanted.guests.removeAll { $0.id == 777 }
      wanted.guests.append(Guest(kind: .machine, id: 777, name: "new"))
      let text = try InventoryText(damaged, at: "i").rewritten(as: wanted)
      #expect(try Inventory(parsing: text, at: "i") == wanted)
    } catch {
      #expect(error.diagnostics.allSatisfy { $0.kind == .data && $0.place != nil }, "\(error.diagnostics)")
    }
  }
}
