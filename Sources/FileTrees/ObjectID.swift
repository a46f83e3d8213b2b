/// The name that git gives an object: the 20 bytes of its SHA-1, as 40 lower-case hexadecimal digits wherever it is shown.
///
/// Kept as numbers: tens of thousands are compared and hashed where a workspace is large.
package struct ObjectID: Hashable, Sendable, Comparable, CustomStringConvertible {
  // The first byte is in the highest place, so that the order of the numbers is that of the digits.
  private let first: UInt64
  private let second: UInt64
  private let third: UInt32

  /// Nil unless `hex` is exactly 40 lower-case hexadecimal digits.
  package init?(hex: String) {
    var (digits, count) = ((UInt64(0), UInt64(0), UInt32(0)), 0)
    for byte in hex.utf8 {
      guard let digit = Self.value(of: byte), count < 40 else { return nil }
      switch count {
      case ..<16: digits.0 = digits.0 << 4 | UInt64(digit)
      case ..<32: digits.1 = digits.1 << 4 | UInt64(digit)
      default: digits.2 = digits.2 << 4 | UInt32(digit)
      }
      count += 1
    }
    if count != 40 { return nil }
    (first, second, third) = digits
  }

  /// From the 20 bytes that git writes in trees; of any other number it makes the zero id.
  package init(rawBytes bytes: some Collection<UInt8>) {
    var words = (UInt64(0), UInt64(0), UInt32(0))
    if bytes.count == 20 {
      for (index, byte) in zip(0..., bytes) {
        switch index {
        case ..<8: words.0 = words.0 << 8 | UInt64(byte)
        case ..<16: words.1 = words.1 << 8 | UInt64(byte)
        default: words.2 = words.2 << 8 | UInt32(byte)
        }
      }
    }
    (first, second, third) = words
  }

  /// From the same bytes as numbers, the first byte in the highest place.
  package init(_ first: UInt64, _ second: UInt64, _ third: UInt32) {
    (self.first, self.second, self.third) = (first, second, third)
  }

  /// What git writes if there is no object.
  package static let zero = ObjectID(rawBytes: [])

  /// The 20 bytes that git writes in trees.
  package var rawBytes: [UInt8] {
    (0..<20).map { index in
      switch index {
      case ..<8: UInt8(truncatingIfNeeded: first >> (56 - 8 * UInt64(index)))
      case ..<16: UInt8(truncatingIfNeeded: second >> (120 - 8 * UInt64(index)))
      default: UInt8(truncatingIfNeeded: third >> (152 - 8 * UInt32(index)))
      }
    }
  }

  package var hex: String {
    String(decoding: hexBytes, as: UTF8.self)
  }

  /// The same as ASCII: a journal and a base file hold tens of thousands.
  package var hexBytes: [UInt8] {
    var digits: [UInt8] = []
    digits.reserveCapacity(40)
    for (word, count) in [(first, 16), (second, 16), (UInt64(third), 8)] {
      for place in (0..<count).reversed() { digits.append(Self.digit(of: UInt8(word >> (4 * place) & 15))) }
    }
    return digits
  }

  /// The bytes as numbers, the first byte in the highest place.
  package var words: (UInt64, UInt64, UInt32) { (first, second, third) }

  package var description: String { hex }

  /// The first digits, as a person quotes it.
  package var short: String { String(hex.prefix(8)) }

  package static func < (left: Self, right: Self) -> Bool {
    (left.first, left.second, left.third) < (right.first, right.second, right.third)
  }

  private static func digit(of value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
