import Glibc
import Synchronization

extension ThisProcess {
  /// Whether a file of a person's was written, moved or removed since the last `beginCommand()`.
  ///
  /// Housekeeping below `.tenon/state` does not count, nor does what was put back.
  package static var hasWritten: Bool { written.load(ordering: .relaxed) }

  /// Called by whoever has carried out a change of files.
  package static func noteWriting() { written.store(true, ordering: .relaxed) }

  /// Forgets what the command before wrote, where one process runs several.
  package static func beginCommand() { written.store(false, ordering: .relaxed) }

  private static let written = Atomic(false)

  /// Fills standard streams that were closed (`>&-`), so that no file which is opened later gets their number.
  ///
  /// What is written to a closed standard output fails with EBADF all the same: its place is taken by a reader.
  package static func holdStandardStreams() {
    for (number, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)]
    where fcntl(number, F_GETFD) == -1 && errno == EBADF {
      // The lowest number that is free is this one: those below are open by now.
      _ = unsafe Glibc.open("/dev/null", mode)
    }
  }
}
