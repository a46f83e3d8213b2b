import Synchronization

extension ThisProcess {
  /// Whether a file of a person's was written, moved or removed since the last `beginCommand()`.
  ///
  /// Housekeeping below `.tenon/state` does not count, nor does what was put back.
  package static var hasWritten: Bool { written.load(ordering: .relaxed) }

  /// Called after files have been changed.
  package static func noteWriting() { written.store(true, ordering: .relaxed) }

  /// Forgets what the command before wrote, where one process runs several.
  package static func beginCommand() { written.store(false, ordering: .relaxed) }

  private static let written = Atomic(false)
}
