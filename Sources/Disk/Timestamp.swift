import Glibc

/// A moment in UTC, to the second.
package struct Timestamp: Hashable, Sendable {
  /// Seconds since 1970.
  package let seconds: Int

  /// The moment so many seconds after the start of 1970.
  package init(seconds: Int) { self.seconds = seconds }

  /// As in `2026-01-02T03:04:05Z` (RFC 3339), by gmtime_r(3).
  package var text: String {
    var (time, parts) = (time_t(seconds), unsafe tm())
    _ = unsafe gmtime_r(&time, &parts)
    let date = unsafe [
      padded(Int(parts.tm_year) + 1900, 4), padded(Int(parts.tm_mon) + 1), padded(Int(parts.tm_mday)),
    ]
    let clock = unsafe [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded(Int($0)) }
    return "\(date.joined(separator: "-"))T\(clock.joined(separator: ":"))Z"
  }

  private func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
