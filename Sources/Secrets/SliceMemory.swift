/// What was found out about some bytes, for when they come again: in a fixed room, the newer takes the place of the older.
struct SliceMemory<Value> {
  private var slots: [(bytes: ArraySlice<UInt8>, salt: UInt8, value: Value)?] = []

  /// The value for the bytes, worked out if no one remembers it; `salt` tells questions about the same bytes apart.
  mutating func value(
    of bytes: ArraySlice<UInt8>, salt: UInt8 = 0, orFrom work: (ArraySlice<UInt8>) -> Value
  ) -> Value {
    if slots.isEmpty { slots = Array(repeating: nil, count: Self.count) }
    let slot = Self.slot(of: bytes, salt)
    if let known = slots[slot], known.salt == salt, known.bytes.count == bytes.count,
      known.bytes.elementsEqual(bytes)
    {
      return known.value
    }
    let value = work(bytes)
    slots[slot] = (bytes, salt, value)
    return value
  }

  private static var count: Int { 1_024 }

  /// FNV-1a; a collision only costs the memory of one entry.
  private static func slot(of bytes: ArraySlice<UInt8>, _ salt: UInt8) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ UInt64(salt)) &* 0x100_0000_01B3
    return Int(truncatingIfNeeded: hash >> 20) & (count - 1)
  }
}
