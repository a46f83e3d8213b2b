import Diagnostics
import Disk
import Glibc
import Synchronization

/// The three standard streams of one command, by their descriptors; what could not be written to its output is known at
/// its end.
package final class StandardStreams: Sendable {
  let input: Int32
  let output: Int32
  let errors: Int32
  private let failure = Mutex<Failure?>(nil)
  /// When a line of progress was written last, in milliseconds of the monotonic clock; 0 where none is shown.
  let progressShownAt = Atomic(0)

  /// Why nothing more is written.
  private enum Failure: Sendable {
    /// The reader has seen enough: no verdict changes.
    case readerIsGone
    case failed(errno: Int32)
  }

  /// The descriptors stay open: whoever opened them closes them.
  package init(input: Int32, output: Int32, errors: Int32) {
    (self.input, self.output, self.errors) = (input, output, errors)
  }

  /// Those of this process, which end with it.
  static let ofThisProcess = StandardStreams(
    input: STDIN_FILENO, output: STDOUT_FILENO, errors: STDERR_FILENO)

  /// Keeps a large plan, or an open workspace with git's index, to the end of the process: to free them takes long, and
  /// a process gives all back at once.
  func keep(_ thing: Any) {
    if self === Self.ofThisProcess { _ = unsafe Unmanaged.passRetained(thing as AnyObject) }
  }

  /// Writes everything to the output, unless an earlier write failed.
  func write(_ bytes: [UInt8]) {
    failure.withLock { failure in
      guard failure == nil else { return }
      let number = writeAll(bytes, to: output)
      if number != 0 { failure = number == EPIPE ? .readerIsGone : .failed(errno: number) }
    }
  }

  /// Writes anything but a result; a failure to write it cannot be reported anywhere.
  func note(_ text: String) { _ = writeAll(Array(text.utf8), to: errors) }

  /// What went wrong with the output of the command; nil also where only the reader went away.
  var fault: Diagnostic? {
    guard case .failed(let number) = failure.withLock({ $0 }) else { return nil }
    let reason = unsafe String(cString: strerror(number))
    let written = ThisProcess.hasWritten ? "files were written" : "no file was written"
    return Diagnostic(
      .outputFailed, "could not write to standard output: \(reason); \(written)",
      hint: ThisProcess.hasWritten ? "tenon status shows the current state" : nil)
  }
}

/// Fills standard streams that were closed (`>&-`), so that no file which is opened later gets their number.
///
/// What is written to a closed standard output fails with EBADF all the same: its place is taken by a reader.
func holdStandardStreams() {
  for (number, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)]
  where fcntl(number, F_GETFD) == -1 && errno == EBADF {
    // The lowest number that is free is this one: those below are open by now.
    _ = unsafe open("/dev/null", mode)
  }
}

/// Writes everything to a descriptor, or gives the error number that ended it.
private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 && errno == EINTR { continue }
    if count < 0 && errno == EAGAIN {
      var event = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = unsafe poll(&event, 1, -1)
      continue
    }
    if count <= 0 { return count < 0 ? errno : EIO }
    rest = rest.dropFirst(count)
  }
  return 0
}
