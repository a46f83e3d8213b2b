/// A sum that tells bytes that a crash cut off or mixed from whole ones; no protection against anyone.
package func quickSum(of bytes: [UInt8], from start: Int = 0) -> UInt64 {
  unsafe bytes.withUnsafeBytes { all in
    let count = all.count - start
    var sum = UInt64(truncatingIfNeeded: count)
    var offset = start
    while offset + 8 <= all.count {
      sum = unsafe (sum ^ all.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
      sum ^= sum >> 32
      offset += 8
    }
    while offset < all.count {
      sum = unsafe (sum ^ UInt64(all[offset])) &* 0x9E37_79B9_7F4A_7C15
      offset += 1
    }
    return sum
  }
}
