/// Reads JSON (RFC 8259) with exact spans; comments and a comma after the last entry are let pass, as many tools do.
struct JSONTree {
  private let text: [UInt8]
  private var position = 0
  /// The first thing that is let pass and is not JSON, and where it is.
  private var extra: (words: String, position: Int)?

  private init(_ text: [UInt8]) { self.text = text }

  static func read(_ text: [UInt8]) throws(StructureFault) -> SourceTree.Value {
    var reader = JSONTree(text)
    return try reader.file()
  }

  /// The same, with the place where it cannot be read; nothing is let pass.
  static func sound(_ text: [UInt8]) throws(SyntaxFault) -> SourceTree.Value {
    var reader = JSONTree(text)
    let value: SourceTree.Value
    do throws(StructureFault) {
      value = try reader.file()
    } catch {
      throw SyntaxFault(error, at: reader.position, of: text, as: .json)
    }
    if let extra = reader.extra { throw SyntaxFault(extra.words, at: extra.position, of: text) }
    return value
  }

  private mutating func file() throws(StructureFault) -> SourceTree.Value {
    try skipSpace()
    let start = position
    let root = try value(depth: 0)
    try skipSpace()
    guard position == text.count else { throw .invalid }
    // The surroundings of the value belong to a list of one, so that every byte of the text has an owner.
    let entry = SourceTree.Entry(
      key: nil, before: text[0..<start], head: text[start..<start], value: root, after: text[root.end...])
    return .container(
      SourceTree.Container(
        .documents, open: text[0..<0], entries: [entry], close: text[text.count...], indent: []))
  }

  private mutating func value(depth: Int) throws(StructureFault) -> SourceTree.Value {
    guard depth < deepestNesting else { throw .tooDeep }
    switch text.at(position) {
    case .openBrace?: return try collection(.map, until: .closeBrace, depth: depth)
    case .openBracket?: return try collection(.list, until: .closeBracket, depth: depth)
    case .quote?:
      let range = try string()
      return .atom(SourceTree.Atom(text[range], meaning: meaning(of: range)))
    default: return try literal()
    }
  }

  private mutating func collection(
    _ kind: SourceTree.Kind, until end: UInt8, depth: Int
  ) throws(StructureFault) -> SourceTree.Value {
    let open = position
    position += 1
    var items: [FlowTiling.Item] = []
    var keys = KeySet()
    var isOpen = true
    var comma = position
    try skipSpace()
    while text.at(position) != end {
      guard isOpen else { throw .invalid }
      let item = try item(kind, depth: depth)
      if let key = item.key, !keys.insert(key) { throw .duplicate }
      items.append(item)
      try skipSpace()
      isOpen = text.at(position) == .comma
      comma = position
      if isOpen { position += 1 }
      try skipSpace()
    }
    if isOpen, !items.isEmpty { extra = extra ?? ("trailing comma in JSON", comma) }
    position += 1
    let tiling = FlowTiling(text: text, format: .json, kind: kind, separator: .comma)
    guard
      let container = tiling.container(open: open..<open + 1, items: items, close: position - 1..<position)
    else { throw .invalid }
    return .container(container)
  }

  private mutating func item(_ kind: SourceTree.Kind, depth: Int) throws(StructureFault) -> FlowTiling.Item {
    let start = position
    guard kind == .map else {
      return FlowTiling.Item(key: nil, head: start..<start, value: try value(depth: depth + 1))
    }
    guard text.at(position) == .quote else { throw .invalid }
    let key = try string()
    try skipSpace()
    guard text.at(position) == .colon else { throw .invalid }
    position += 1
    try skipSpace()
    let head = start..<position
    return FlowTiling.Item(
      key: String(meaning(of: key).dropFirst().dropLast()), head: head, value: try value(depth: depth + 1))
  }

  private mutating func string() throws(StructureFault) -> Range<Int> {
    let start = position
    position += 1
    while let byte = text.at(position), byte >= 0x20 {
      position += 1
      if byte == .backslash { position += 1 }
      if byte == .quote { return start..<position }
    }
    throw .invalid
  }

  /// What a string states: escapes that do not change it are the same as the character itself.
  private func meaning(of range: Range<Int>) -> String {
    let raw = text.text(range)
    guard raw.utf8.contains(.backslash) else { return raw }
    return raw.replacing("\\/", with: "/")
  }

  private mutating func literal() throws(StructureFault) -> SourceTree.Value {
    let start = position
    while let byte = text.at(position), byte.isWord || byte == .dot || byte == UInt8(ascii: "+") {
      position += 1
    }
    let word = text.text(start..<position)
    guard ["true", "false", "null"].contains(word) || isNumber(text[start..<position]) else { throw .invalid }
    return .atom(SourceTree.Atom(text[start..<position], meaning: word))
  }

  private func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last, first == .dash || first.isDigit, last.isDigit else {
      return false
    }
    return bytes.allSatisfy { $0.isDigit || "+-.eE".utf8.contains($0) }
  }

  private mutating func skipSpace() throws(StructureFault) {
    while position < text.count {
      let start = position
      if text[position].isSpace {
        position += 1
        continue
      } else if text.has(.slash, .slash, at: position) {
        position = text.lineEnd(position)
      } else if text.has(.slash, .star, at: position) {
        position = try text.endOfBlockComment(at: position)
      } else {
        return
      }
      extra = extra ?? ("comment in JSON", start)
    }
  }
}

extension [UInt8] {
  /// Where a `/* … */` that starts here ends.
  func endOfBlockComment(at offset: Int) throws(StructureFault) -> Int {
    var end = offset + 2
    while !has(.star, .slash, at: end) {
      guard end < count else { throw .invalid }
      end += 1
    }
    return end + 2
  }
}
