import Disk
import FileTrees

extension ApplySession {
  /// Takes what earlier versions kept of its last apply, and of the one before, into the log.
  func adoptOlderState() throws(DiskError) {
    for older in [StateFolder.previous, StateFolder.last] where try folder.kind(at: older) == .folder {
      guard try folder.stands(at: StateFolder.journal(in: older)) else {
        try removeTree(older)
        continue
      }
      var bytes = 0
      for slot in StateFolder.slots(in: older) { bytes += try size(below: slot) }
      if try !folder.stands(at: StateFolder.size(in: older)) {
        try perform(.write(StateFolder.size(in: older), sizeText(bytes), executable: false))
      }
      try moveForGood(older, to: StateFolder.log, as: try nextNumber())
    }
  }

  private func size(below slot: RelativePath) throws(DiskError) -> Int {
    guard try folder.kind(at: slot) == .folder else { return 0 }
    var sum = 0
    for item in try folder.list(slot) { sum += try folder.attributes(at: item.path).size }
    return sum
  }
}
