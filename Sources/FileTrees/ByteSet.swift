/// A set of bytes, one bit each.
package struct ByteSet: Hashable, Sendable {
  private var words = SIMD4<UInt64>()

  package init() {}

  /// Whether the byte is in it.
  package func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1 }

  /// Takes a byte in, which may be there already.
  package mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

  /// Takes a byte out, which need not be there.
  package mutating func remove(_ byte: UInt8) { words[Int(byte >> 6)] &= ~(1 << UInt64(byte & 63)) }

  /// Every byte that is not in it.
  package var inverted: ByteSet {
    var inverted = self
    inverted.words = ~words
    return inverted
  }
}
