import Disk
import FileTrees

/// The file of a `RecordMemory`, read in place.
struct PackedRecords: Sendable {
  let bytes: [UInt8]
  private let entries: [ObjectID: Entry]

  struct Entry: Sendable {
    let record: Range<Int>
    /// Empty if nothing was found of the unit yet.
    let verdict: Range<Int>
  }

  init() { (bytes, entries) = ([], [:]) }

  /// Nil if it is not whole, or of another form.
  init?(_ bytes: [UInt8]) {
    guard var reader = Self.reader(of: bytes, as: Self.form) else { return nil }
    var entries: [ObjectID: Entry] = [:]
    entries.reserveCapacity(reader.count())
    while !reader.isAtEnd, !reader.isBroken {
      let id = reader.id()
      entries[id] = Entry(record: reader.range(), verdict: reader.range())
    }
    if reader.isBroken { return nil }
    self.bytes = bytes
    self.entries = entries
  }

  subscript(blob: ObjectID) -> Entry? { entries[blob] }

  func record(_ blob: ObjectID) -> Record? {
    guard let entry = entries[blob] else { return nil }
    var reader = ByteReader(bytes, in: entry.record)
    return Record(from: &reader)
  }

  /// The same with what was added.
  func file(
    keeping blobs: [ObjectID], _ added: [ObjectID: Record],
    _ verdicts: [ObjectID: RecordMemory.KeyedVerdict]
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.put(blobs.count)
    for blob in blobs {
      let entry = entries[blob]
      guard let record = added[blob].map(Self.packed) ?? entry.map({ Array(bytes[$0.record]) }) else {
        continue
      }
      writer.put(blob)
      writer.put(record)
      writer.put(verdicts[blob].map(Self.packed) ?? entry.map { Array(bytes[$0.verdict]) } ?? [])
    }
    return Self.sealed(writer.bytes, as: Self.form)
  }

  /// Bytes with their form and sum before them.
  static func sealed(_ bytes: [UInt8], as form: [UInt8]) -> [UInt8] {
    var head = ByteWriter()
    head.put(quickSum(of: bytes))
    return form + head.bytes + bytes
  }

  /// Reads what was sealed; nil if it is not whole, or of another form.
  static func reader(of bytes: [UInt8], as form: [UInt8]) -> ByteReader? {
    var reader = ByteReader(bytes, in: 0..<bytes.count)
    guard bytes[reader.skip(form.count)].elementsEqual(form) else { return nil }
    let sum = reader.word()
    return sum == quickSum(of: bytes, from: reader.position) ? reader : nil
  }

  private static func packed(_ record: Record) -> [UInt8] {
    var writer = ByteWriter()
    record.pack(into: &writer)
    return writer.bytes
  }

  private static func packed(_ known: RecordMemory.KeyedVerdict) -> [UInt8] {
    var writer = ByteWriter()
    writer.put(known.key.first)
    writer.put(known.key.second)
    known.verdict.pack(into: &writer)
    return writer.bytes
  }

  /// Another number for another form.
  private static let form = Array("tenon-records/1\n".utf8)
}
