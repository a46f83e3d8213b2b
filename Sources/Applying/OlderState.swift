import Disk
import FileTrees

/// What an earlier version of tenon kept of its last operation, taken into the log.
struct OlderState {
  let session: ApplySession

  init(_ session: ApplySession) { self.session = session }

  /// Takes what earlier versions kept of its last apply, and of the one before, into the log.
  func adoptOlderState() throws(DiskError) {
    for older in [StateFolder.previous, StateFolder.last] where try session.folder.kind(at: older) == .folder
    {
      guard try session.folder.stands(at: StateFolder.journal(in: older)) else {
        try session.removeTree(older)
        continue
      }
      var bytes = 0
      for slot in StateFolder.slots(in: older) { bytes += try size(below: slot) }
      if try !session.folder.stands(at: StateFolder.size(in: older)) {
        try session.perform(.write(StateFolder.size(in: older), LogLimits.sizeText(bytes), executable: false))
      }
      try session.moveForGood(older, to: StateFolder.log, as: try session.nextNumber())
    }
  }

  private func size(below slot: RelativePath) throws(DiskError) -> Int {
    guard try session.folder.kind(at: slot) == .folder else { return 0 }
    var sum = 0
    for item in try session.folder.list(slot) { sum += try session.folder.attributes(at: item.path).size }
    return sum
  }
}
