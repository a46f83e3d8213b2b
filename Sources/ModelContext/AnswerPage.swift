import JSONCoding

/// A part of a long document: its lists, and its texts of many lines, are handed out piece by piece.
///
/// Each page is a document of the same shape, with fewer items in it, so that it keeps to the same schema.
struct AnswerPage {
  let document: JSONValue
  /// Where the next page begins; nil after the last one.
  let next: String?

  /// The size of a page in bytes of items; a larger item has its own page.
  static let size = 24_000

  /// `cursor` is what an earlier page of the same document gave; nil is the first page.
  init(of document: JSONValue, from cursor: String?) throws(StaleCursor) {
    guard case .object(let members) = document else {
      (self.document, next) = (document, nil)
      return
    }
    let pieces = members.sorted { $0.key < $1.key }.flatMap { DocumentPiece.pieces(of: $0.value, at: $0.key) }
    let digest = Self.digest(of: pieces)
    let start = try Self.position(cursor, digest: digest)
    guard start <= pieces.count else { throw StaleCursor() }
    var end = start
    var bytes = 0
    while end < pieces.count, end == start || bytes + pieces[end].size <= Self.size {
      bytes += pieces[end].size
      end += 1
    }
    var page = members.mapValues(DocumentPiece.emptied)
    for piece in pieces[start..<end] { page[piece.key] = piece.added(to: page[piece.key]) }
    self.document = .object(page)
    next = end < pieces.count ? "\(end)-\(digest)" : nil
  }

  private static func position(_ cursor: String?, digest: String) throws(StaleCursor) -> Int {
    guard let cursor else { return 0 }
    let parts = cursor.split(separator: "-")
    guard parts.count == 2, let start = Int(parts[0]), start > 0, parts[1] == digest else {
      throw StaleCursor()
    }
    return start
  }

  /// FNV-1a over all pieces: it tells a document from what it became, not from a forgery.
  private static func digest(of pieces: [DocumentPiece]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for piece in pieces {
      for byte in piece.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    return String(hash, radix: 16)
  }
}

/// The cursor is not of this document.
struct StaleCursor: Error {
  let words = "the cursor does not belong to this result, which may have changed: call without a cursor"
}

/// An item of a list, or a line of a long text, of a document's member.
private struct DocumentPiece {
  let key: String
  let value: JSONValue
  let bytes: [UInt8]
  let isLine: Bool
  var size: Int { bytes.count }

  /// A text of more bytes than this is handed out line by line.
  private static let longText = 4_000

  static func pieces(of value: JSONValue, at key: String) -> [DocumentPiece] {
    switch value {
    case .list(let items):
      items.map { item in
        // An item that cannot be encoded alone fails again in the whole document, which reports it.
        let bytes = (try? encodeJSON(item, pretty: false)) ?? []
        return DocumentPiece(key: key, value: item, bytes: bytes, isLine: false)
      }
    case .text(let text) where text.utf8.count > longText:
      lines(of: text).map {
        DocumentPiece(key: key, value: .text($0), bytes: Array($0.utf8), isLine: true)
      }
    default: []
    }
  }

  static func emptied(_ value: JSONValue) -> JSONValue {
    switch value {
    case .list: .list([])
    case .text(let text) where text.utf8.count > longText: .text("")
    default: value
    }
  }

  func added(to member: JSONValue?) -> JSONValue {
    switch (member, value) {
    case (.list(let items), _) where !isLine: .list(items + [value])
    case (.text(let text), .text(let line)): .text(text + line)
    default: value
    }
  }

  /// The lines with their ends; bytes, since a character may be made of a line's end and what follows it.
  private static func lines(of text: String) -> [String] {
    var lines: [String] = []
    var rest = text.utf8[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(String(rest[...end]) ?? "")
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { lines.append(String(rest) ?? "") }
    return lines
  }
}
