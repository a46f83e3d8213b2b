package import Workspaces

/// The units that are gone, each with the new one that it was renamed to: the record of that one says so.
///
/// One that is merely like it is another unit: whoever removed the one and laid out the other meant both.
package func renamedUnits(from former: [Record], to added: [Record]) -> [(old: Record, new: Record)] {
  added.compactMap { new in
    former.first { new.formerly.contains($0.unit) }.map { (old: $0, new: new) }
  }
}
