import Glibc

/// What the machine states of this process and this moment.
package enum ThisProcess {
  package static var number: Int { Int(getpid()) }

  /// The time as in `2026-01-02T03:04:05Z`.
  package static var now: String { Timestamp(seconds: time(nil)).text }

  /// Does nothing for a while.
  package static func pause(milliseconds: Int) { usleep(UInt32(milliseconds) * 1000) }
}
