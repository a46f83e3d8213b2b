package import FileTrees
import GitReading
import Texts

/// All pristine contents of a unit in one file, `.tenon/units/SKELETON/NAME/base`.
///
/// It begins with a NUL, so that git, editors and hooks take it for binary. Then every content follows once, in the order
/// of the record's files, and then the contents of adopted files before any edit: a line `ID SIZE` (the blob id in
/// hexadecimal, the size in bytes), the bytes as they are, and a newline. Nothing is compressed, so that git's own deltas
/// find what two versions have in common.
package struct BaseFile: Sendable {
  package let bytes: [UInt8]
  private let ranges: [ObjectID: Range<Int>]

  /// A file with these contents, each once.
  package init(of contents: [Content]) {
    var bytes = Self.heading
    var ranges: [ObjectID: Range<Int>] = [:]
    for content in contents where ranges[content.storedID] == nil {
      bytes += "\(content.storedID.hex) \(content.stored.count)\n".utf8
      ranges[content.storedID] = bytes.count..<bytes.count + content.stored.count
      bytes += content.stored
      bytes.append(newline)
    }
    self.bytes = bytes
    self.ranges = ranges
  }

  /// Reads a file as far as it has this form; one that something else has changed has fewer contents, or none.
  package init(parsing bytes: [UInt8]) {
    self.bytes = bytes
    var ranges: [ObjectID: Range<Int>] = [:]
    var position = bytes.starts(with: Self.heading) ? Self.heading.count : bytes.count
    while let entry = Self.entry(in: bytes, at: position) {
      ranges[entry.id] = entry.range
      position = entry.range.upperBound + 1
    }
    self.ranges = ranges
  }

  /// The content with this blob id; nil if it is not there, or has been changed.
  package func content(_ id: ObjectID) -> [UInt8]? {
    guard let range = ranges[id] else { return nil }
    let content = Array(bytes[range])
    return blobID(of: content) == id ? content : nil
  }

  /// What was generated, in no order; what a person had before the unit was adopted is not.
  func generated(besides adopted: Set<ObjectID>) -> [[UInt8]] {
    ranges.filter { !adopted.contains($0.key) }.values.map { Array(bytes[$0]) }
  }

  package var id: ObjectID { blobID(of: bytes) }

  /// The largest file that is read, in bytes: several times what a forge takes.
  package static let sizeLimit = 256 << 20

  private static let heading = Array("\0tenon.base/1\n".utf8)

  /// The entry that begins at a position; nil if it is malformed.
  private static func entry(in bytes: [UInt8], at start: Int) -> (id: ObjectID, range: Range<Int>)? {
    // An id, a space, and the size in at most twelve digits.
    guard start < bytes.count, let end = bytes[start...].prefix(54).firstIndex(of: newline) else {
      return nil
    }
    let words = String(decoding: bytes[start..<end], as: UTF8.self).split(separator: " ")
    guard words.count == 2, let id = ObjectID(hex: String(words[0])), let size = Int(words[1]), size >= 0,
      size <= bytes.count - end - 1
    else { return nil }
    return (id, end + 1..<end + 1 + size)
  }
}

private let newline = UInt8(ascii: "\n")
