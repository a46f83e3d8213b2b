/// The name that git gives an object: 40 lower-case hexadecimal digits of its SHA-1.
package struct ObjectID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let hex: String

  /// Nil unless `hex` is exactly 40 lower-case hexadecimal digits.
  package init?(hex: String) {
    guard hex.utf8.count == 40, hex.utf8.allSatisfy(Self.isDigit) else { return nil }
    self.hex = hex
  }

  /// What git writes where there is no object.
  package static let zero = ObjectID(trusted: String(repeating: "0", count: 40))

  private init(trusted hex: String) { self.hex = hex }

  package var description: String { hex }

  /// The first digits, as a person quotes it.
  package var short: String { String(hex.prefix(8)) }

  package static func < (left: Self, right: Self) -> Bool { left.hex < right.hex }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}
