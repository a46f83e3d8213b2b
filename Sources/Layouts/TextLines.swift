/// A line of YAML as far as places go: how deep it is, whether it begins an item, its key and what follows.
struct YAMLLine {
  /// Of the key, after the dash of an item.
  let indent: Int
  let isItem: Bool
  /// Empty if the line has no key.
  let key: ArraySlice<UInt8>
  let value: ArraySlice<UInt8>

  /// Nil for a blank line, a comment or the start of a document.
  init?(_ line: ArraySlice<UInt8>) {
    var rest = line
    while rest.last == 0x0D || rest.last == 0x20 { rest = rest.dropLast() }
    rest = rest.drop { $0 == 0x20 }
    guard let first = rest.first, first != UInt8(ascii: "#"), !rest.elementsEqual("---".utf8) else {
      return nil
    }
    isItem = first == UInt8(ascii: "-") && (rest.count == 1 || rest.dropFirst().first == 0x20)
    if isItem { rest = rest.dropFirst().drop { $0 == 0x20 } }
    indent = rest.startIndex - line.startIndex
    guard let colon = rest.firstIndex(of: UInt8(ascii: ":")),
      colon + 1 == rest.endIndex || rest[colon + 1] == 0x20
    else {
      key = rest[rest.startIndex..<rest.startIndex]
      value = rest
      return
    }
    key = rest[..<colon]
    value = rest[(colon + 1)...].drop { $0 == 0x20 }
  }

  func has(key name: String) -> Bool { key.elementsEqual(name.utf8) }

  /// The value without quotes and comment.
  var text: String { plain(value) }
}

/// A scalar as it is, without quotes and what follows it.
func plain(_ value: ArraySlice<UInt8>) -> String {
  if let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
    let inside = value.dropFirst()
    return String(decoding: inside.prefix { $0 != quote }, as: UTF8.self)
  }
  let text = String(decoding: value, as: UTF8.self)
  return text.range(of: " #").map { String(text[..<$0]) } ?? text
}

extension String {
  /// The first occurrence of a short text.
  fileprivate func range(of other: String) -> String.Index? {
    indices.first { self[$0...].hasPrefix(other) }
  }
}

/// The lines of a text; a carriage return stays at the end of each.
func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  bytes.split(separator: UInt8(ascii: "\n"))
}

/// A line without the blanks around it.
func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var rest = line.drop { $0 == 0x20 || $0 == 0x09 }
  while let last = rest.last, last == 0x20 || last == 0x09 || last == 0x0D { rest = rest.dropLast() }
  return rest
}
