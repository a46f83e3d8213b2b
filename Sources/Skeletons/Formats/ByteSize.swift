import Diagnostics

/// An amount of bytes as Compose, systemd and QEMU write one: a number and K, M, G, T or P of 1024.
struct ByteSize: Hashable, Sendable {
  let bytes: Int
  /// The number as it was given with one capital letter, or nothing, after it.
  let text: String

  private static let units: [(letter: String, shift: Int)] = [
    ("", 0), ("K", 10), ("M", 20), ("G", 30), ("T", 40), ("P", 50),
  ]

  init(_ text: String) throws(FormatFault) {
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    var unit = text.dropFirst(number.count).uppercased()
    for suffix in ["IB", "I", "B"] where unit.hasSuffix(suffix) {
      unit.removeLast(suffix.count)
      break
    }
    guard let index = Self.units.firstIndex(where: { $0.letter == unit }) else {
      throw FormatFault(
        "unknown unit '\(quoted(String(text.dropFirst(number.count))))' (expected one of: K, M, G, T, P)")
    }
    guard let (whole, thousandths) = Self.split(number) else {
      throw FormatFault("invalid number '\(quoted(String(number)))'")
    }
    let (scaled, overflow) = whole.multipliedReportingOverflow(by: 1 << Self.units[index].shift)
    guard !overflow else { throw FormatFault("it is too large") }
    bytes = scaled + thousandths * (1 << Self.units[index].shift) / 1000
    self.text = thousandths == 0 ? "\(whole)\(Self.units[index].letter)" : Self.shown(bytes)
  }

  /// A decimal number and the thousandths after its point.
  private static func split(_ text: Substring) -> (Int, Int)? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = Format.decimal(parts[0]) else { return nil }
    guard parts.count == 2 else { return (whole, 0) }
    guard (1...3).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy(isDigit), whole < 1 << 20,
      let digits = Int(parts[1] + String(repeating: "0", count: 3 - parts[1].utf8.count))
    else { return nil }
    return (whole, digits)
  }

  /// With the largest unit that leaves no rest.
  private static func shown(_ bytes: Int) -> String {
    let unit = units.last { (bytes >> $0.shift) << $0.shift == bytes } ?? ("", 0)
    return "\(bytes >> unit.shift)\(unit.letter)"
  }
}
