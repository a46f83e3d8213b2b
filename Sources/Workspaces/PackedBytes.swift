import FileTrees

/// Writes numbers, texts and ids one after the other.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func put(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  mutating func put(_ byte: UInt8) { bytes.append(byte) }

  mutating func put(_ count: Int) {
    let number = UInt32(truncatingIfNeeded: count)
    for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  mutating func put(_ word: UInt64) {
    put(Int(word >> 32))
    put(Int(word & 0xFFFF_FFFF))
  }

  mutating func put(_ id: ObjectID) { bytes += id.rawBytes }

  mutating func put(_ text: String) { put(Array(text.utf8)) }

  mutating func put(_ path: RelativePath) { put(path.bytes) }

  mutating func put(_ content: [UInt8]) {
    put(content.count)
    bytes += content
  }

  mutating func put<Item>(_ items: [Item], _ each: (inout ByteWriter, Item) -> Void) {
    put(items.count)
    for item in items { each(&self, item) }
  }

  mutating func put<Item>(optional item: Item?, _ each: (inout ByteWriter, Item) -> Void) {
    put(item != nil)
    if let item { each(&self, item) }
  }
}

/// Reads what a `ByteWriter` wrote; anything unexpected makes it broken, and it reads nothing more.
struct ByteReader {
  private let bytes: [UInt8]
  private(set) var position: Int
  private let end: Int
  private(set) var isBroken = false

  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = min(range.upperBound, bytes.count)
  }

  var isAtEnd: Bool { position >= end }

  /// The place of the next bytes, which are skipped.
  mutating func skip(_ count: Int) -> Range<Int> {
    guard count >= 0, count <= end - position else {
      isBroken = true
      return 0..<0
    }
    position += count
    return position - count..<position
  }

  mutating func byte() -> UInt8 {
    let range = skip(1)
    return range.isEmpty ? 0 : bytes[range.lowerBound]
  }

  mutating func flag() -> Bool { byte() != 0 }

  mutating func count() -> Int {
    let range = skip(4)
    if range.isEmpty { return 0 }
    let start = range.lowerBound
    return Int(bytes[start]) << 24 | Int(bytes[start + 1]) << 16 | Int(bytes[start + 2]) << 8
      | Int(bytes[start + 3])
  }

  mutating func word() -> UInt64 { UInt64(count()) << 32 | UInt64(count()) }

  mutating func id() -> ObjectID { ObjectID(word(), word(), UInt32(count())) }

  /// The place of a text, path or content.
  mutating func range() -> Range<Int> { skip(count()) }

  mutating func text() -> String { String(decoding: bytes[range()], as: UTF8.self) }

  mutating func path() -> RelativePath {
    let range = range()
    if range.isEmpty { return .root }
    if let path = try? RelativePath(bytes: Array(bytes[range])) { return path }
    isBroken = true
    return .root
  }

  mutating func items<Item>(_ each: (inout ByteReader) -> Item) -> [Item] {
    var items: [Item] = []
    for _ in 0..<count() where !isBroken { items.append(each(&self)) }
    return items
  }

  mutating func optional<Item>(_ each: (inout ByteReader) -> Item) -> Item? { flag() ? each(&self) : nil }
}
