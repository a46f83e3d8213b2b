import Diagnostics

/// A span of time as systemd.time(7) writes one, in the part of its words that Go, and so Compose, reads too.
///
/// Days and weeks are told in hours, which both know; months and years have no length.
struct TimeSpan: Hashable, Sendable {
  let microseconds: Int
  /// Its parts with h, m, s, ms and us, as in `1h30m`.
  let text: String

  private static let units: [(names: [String], microseconds: Int, shown: (scale: Int, name: String))] = [
    (["us", "usec", "µs", "μs"], 1, (1, "us")),
    (["ms", "msec"], 1000, (1, "ms")),
    (["s", "sec", "second", "seconds", ""], 1_000_000, (1, "s")),
    (["m", "min", "minute", "minutes"], 60_000_000, (1, "m")),
    (["h", "hr", "hour", "hours"], 3_600_000_000, (1, "h")),
    (["d", "day", "days"], 86_400_000_000, (24, "h")),
    (["w", "week", "weeks"], 604_800_000_000, (168, "h")),
  ]

  init(_ text: String) throws(FormatFault) {
    var rest = text[...]
    var (sum, shown) = (0, "")
    repeat {
      rest = rest.drop { $0 == " " }
      let number = rest.prefix { $0.isASCII && $0.isNumber }
      let name = rest.dropFirst(number.count).drop { $0 == " " }.prefix { $0.isLetter }
      guard let count = Format.decimal(number), count < 1 << 32 else {
        throw FormatFault("'\(quoted(String(rest)))' does not start with a number")
      }
      guard let unit = Self.units.first(where: { $0.names.contains(name.lowercased()) }) else {
        throw FormatFault("unknown unit '\(quoted(String(name)))' (expected one of: us, ms, s, m, h, d, w)")
      }
      let (product, overflow) = count.multipliedReportingOverflow(by: unit.microseconds)
      guard !overflow, product < 1 << 60 else { throw FormatFault("it is too long") }
      sum += product
      shown += "\(count * unit.shown.scale)\(unit.shown.name)"
      rest = rest[name.endIndex...].drop { $0 == " " }
    } while !rest.isEmpty
    microseconds = sum
    self.text = shown
  }
}
