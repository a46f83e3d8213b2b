import Glibc

/// What the machine states of this process and this moment.
package enum ThisProcess {
  package static var number: Int { Int(getpid()) }

  /// The time as in `2026-01-02T03:04:05Z`.
  package static var now: String {
    var seconds = time(nil)
    var parts = unsafe tm()
    _ = unsafe gmtime_r(&seconds, &parts)
    let date = unsafe [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)].map(padded)
    let clock = unsafe [Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec)].map(padded)
    return "\(date.joined(separator: "-"))T\(clock.joined(separator: ":"))Z"
  }

  /// Does nothing for a while.
  package static func pause(milliseconds: Int) { usleep(UInt32(milliseconds) * 1000) }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
