import Collecting
import Glibc
import Jobs
import Synchronization
import Units

/// How far a long job is, in one line of a terminal that is written again and again.
///
/// Shown for what takes longer than half a second; any other output replaces it.
final class TerminalProgress: Sendable {
  private let console: Console
  private let begun = monotonicMilliseconds()

  /// Nil if standard error is not a terminal.
  init?(on console: Console, in process: ProcessEnvironment) {
    let isDumb = process.environment["TERM"].map { $0 == "dumb" } ?? true
    guard isatty(console.streams.errors) == 1, !isDumb else { return nil }
    self.console = console
  }

  /// Writes the line, ten times a second at most.
  func show(_ progress: ProcessEnvironment.Progress) {
    let shownAt = console.streams.progressShownAt.load(ordering: .relaxed)
    let now = monotonicMilliseconds()
    let isDue = now - begun > 500 && now - shownAt > 100
    guard isDue else { return }
    console.streams.progressShownAt.store(now, ordering: .relaxed)
    let words = "\(progress.number)/\(progress.count) \(progress.subject)"
    console.streams.note("\r\u{1B}[K" + String(words.prefix(console.width - 1)))
  }
}

extension Console {
  /// Takes the line of progress away before something else is written.
  func clearProgress() {
    if streams.progressShownAt.exchange(0, ordering: .relaxed) != 0 { streams.note("\r\u{1B}[K") }
  }
}

private func monotonicMilliseconds() -> Int {
  var time = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}
