import YAMLReading

/// Where files that a person wrote show what a variable is: the value of a key, in a block that another key opens.
///
/// It is made for YAML, and read line by line, so that a file need not be valid to be examined.
package struct Clue: Hashable, Sendable {
  /// Files that are examined, by their paths below the unit's folder.
  package let file: Glob
  /// The keys that open the block, as `service`; none if the key may be anywhere.
  let openers: [String]
  let key: String
  /// For a boolean: the value that means true.
  let truth: String?

  init(_ node: Node, to kind: Variable.Kind, noting faults: inout Faults) {
    var reader = MappingReader(node, "a clue", noting: &faults)
    file = Glob(reader.requiredText("file", noting: &faults) ?? "")
    key = reader.requiredText("key", noting: &faults) ?? ""
    openers = reader.texts("under", noting: &faults)
    truth = kind == .boolean ? reader.requiredText("value", noting: &faults) : nil
    reader.finish(noting: &faults)
  }

  /// Every value of the key, in the order of the text; what is computed (`{{ }}`) shows nothing, nor does a block that
  /// has `state: absent` or `state: stopped`, which is not wanted.
  func values(in text: [UInt8]) -> [String] {
    var found: [String] = []
    /// The column of the key that opened the block, and that of the key whose list continues.
    var (block, list): (Int?, Int?) = (nil, nil)
    /// How much was found before the block, and whether the block counts.
    var (before, counts) = (0, true)
    for line in text.split(separator: UInt8(ascii: "\n")).map({ ClueLine($0) }) where !line.words.isEmpty {
      if let column = list, line.isItem, line.indent >= column {
        found += ClueLine.items(line.words)
        continue
      }
      list = nil
      if let column = block, line.depth <= column { block = nil }
      if block != nil, let state = line.value(ofAnyOf: ["state"]), ClueLine.isUnwanted(state) {
        found.removeLast(found.count - before)
        counts = false
      } else if let value = line.value(ofAnyOf: openers) {
        (block, before, counts) = (line.depth, found.count, true)
        found += inline(value)
      } else if block != nil, !counts {
        continue
      } else if openers.isEmpty || block != nil, let value = line.value(ofAnyOf: [key]) {
        if value.isEmpty { list = line.depth }
        found += ClueLine.items(value)
      }
    }
    return found
  }

  /// Ansible's short form, with everything in one line: `apt: name=nginx state=present`.
  private func inline(_ text: String) -> [String] {
    let words = text.split(separator: " ")
    if words.contains(where: { $0.hasPrefix("state=") && ClueLine.isUnwanted(String($0.dropFirst(6))) }) {
      return []
    }
    return words.filter { $0.hasPrefix(key + "=") }
      .compactMap { ClueLine.plain(String($0.dropFirst(key.count + 1))) }
  }
}

/// A line of a file as a clue sees it.
private struct ClueLine {
  /// Where its dash or its words begin, in columns.
  let indent: Int
  /// Where its words begin.
  let depth: Int
  let isItem: Bool
  let words: String

  init(_ line: ArraySlice<UInt8>) {
    let text = line.trimmed()
    indent = line.prefix { $0 == UInt8(ascii: " ") }.count
    isItem = text.starts(with: "- ".utf8)
    let rest = isItem ? text.dropFirst(2).trimmed() : text
    depth = isItem ? indent + 2 : indent
    words = rest.first == UInt8(ascii: "#") ? "" : String(decoding: rest, as: UTF8.self)
  }

  /// What is after one of these keys and its colon; nil if the line has none of them.
  func value(ofAnyOf keys: [String]) -> String? {
    guard let key = keys.first(where: { words == $0 + ":" || words.hasPrefix($0 + ": ") }) else { return nil }
    let rest = Array(words.utf8.dropFirst(key.utf8.count + 1)).trimmed()
    let isComment = rest.first == UInt8(ascii: "#")
    return isComment ? "" : String(decoding: rest, as: UTF8.self)
  }

  static func isUnwanted(_ state: String) -> Bool { ["absent", "stopped"].contains(plain(state)) }

  /// One value, or those of a list in brackets.
  static func items(_ text: String) -> [String] {
    guard text.hasPrefix("["), let end = text.lastIndex(of: "]") else {
      return [plain(text)].compactMap(\.self)
    }
    let inside = text[text.index(after: text.startIndex)..<end]
    return inside.split(separator: ",").compactMap { plain(String($0)) }
  }

  /// A value without its quotes and the remark after it; nil for none, and for one that is computed.
  static func plain(_ text: String) -> String? {
    var bytes = Array(text.utf8)[...]
    bytes = bytes.trimmed()
    if let quote = bytes.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      bytes = bytes.dropFirst().prefix { $0 != quote }
    } else if let remark = bytes.firstPlace(of: " #") {
      bytes = bytes[..<remark.lowerBound].trimmed()
    }
    let value = String(decoding: bytes, as: UTF8.self)
    return value.isEmpty || bytes.firstPlace(of: "{{") != nil ? nil : value
  }
}
