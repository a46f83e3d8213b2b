import Collecting
import Units
import Glibc
import Jobs
import Synchronization

/// How far a long job is, in one line of a terminal that is written again and again.
///
/// Shown for what takes longer than half a second; any other output replaces it.
final class TerminalProgress: Sendable {
  private let console: Console
  private let begun = TerminalProgress.milliseconds

  /// Nil if standard error is not a terminal.
  init?(on console: Console) {
    guard isatty(STDERR_FILENO) == 1, !isDumb else { return nil }
    self.console = console
  }

  /// Writes the line, ten times a second at most.
  func show(_ progress: ProcessEnvironment.Progress) {
    let now = Self.milliseconds
    let isDue = now - begun > 500 && now - Self.shownAt.load(ordering: .relaxed) > 100
    guard isDue else { return }
    Self.shownAt.store(now, ordering: .relaxed)
    let words = "\(progress.number)/\(progress.count) \(progress.subject)"
    writeToTerminal("\r\u{1B}[K" + String(words.prefix(console.width - 1)))
  }

  /// Takes the line away before something else is written.
  static func clear() {
    if shownAt.exchange(0, ordering: .relaxed) != 0 { writeToTerminal("\r\u{1B}[K") }
  }

  /// When the line was last written; 0 if it is not shown.
  private static let shownAt = Atomic(0)

  private static var milliseconds: Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}

private var isDumb: Bool { unsafe getenv("TERM").map { unsafe String(cString: $0) == "dumb" } ?? true }

private func writeToTerminal(_ text: String) { _ = writeAll(Array(text.utf8), to: STDERR_FILENO) }
