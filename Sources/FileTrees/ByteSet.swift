/// A set of bytes, one bit each.
package struct ByteSet: Hashable, Sendable {
  @usableFromInline var words: SIMD4<UInt64>

  /// The empty set.
  @inlinable
  package init() { words = SIMD4<UInt64>() }

  /// These bytes; one may occur twice.
  @inlinable
  package init(_ members: some Sequence<UInt8>) {
    self.init()
    for member in members { insert(member) }
  }

  /// Every byte for which it holds.
  package init(where isMember: (UInt8) -> Bool) {
    self.init()
    for byte in UInt8.min...UInt8.max where isMember(byte) { insert(byte) }
  }

  /// Whether the byte is in it.
  @inlinable @inline(__always)
  package func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1 }

  /// Takes a byte in, which may be there already.
  @inlinable
  package mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

  /// Takes a byte out, which need not be there.
  package mutating func remove(_ byte: UInt8) { words[Int(byte >> 6)] &= ~(1 << UInt64(byte & 63)) }

  /// Takes every byte of another set in.
  package mutating func formUnion(_ other: ByteSet) { words |= other.words }

  /// Every byte that is not in it.
  package var inverted: ByteSet {
    var inverted = self
    inverted.words = ~words
    return inverted
  }
}
