package import Workspaces

/// The units that are gone, each with the new one that it was renamed to: the record of that one states it.
///
/// One that is merely similar is another unit: the one was removed and the other created on purpose.
package func renamedUnits(from former: [Record], to added: [Record]) -> [(old: Record, new: Record)] {
  added.compactMap { new in
    former.first { new.formerly.contains($0.unit) }.map { (old: $0, new: new) }
  }
}
