/// Reads TOML 1.0 with exact spans: tables by their path, arrays of tables one after the other, keys as they are dotted.
struct TOMLTree {
  private let text: [UInt8]
  private var position = 0
  private var tables: [TOMLTable] = []

  private init(_ text: [UInt8]) { self.text = text }

  static func read(_ text: [UInt8]) throws(StructureFault) -> SourceTree.Value {
    var reader = TOMLTree(text)
    try reader.readLines()
    return try TOMLTiling(text: text, tables: reader.tables).tree()
  }

  /// The same, with the place of the fault; duplicates have none.
  static func sound(_ text: [UInt8]) throws(SyntaxFault) -> SourceTree.Value {
    var reader = TOMLTree(text)
    do throws(StructureFault) {
      try reader.readLines()
    } catch {
      throw SyntaxFault(error, at: reader.position, of: text, as: .toml)
    }
    do throws(StructureFault) {
      return try TOMLTiling(text: text, tables: reader.tables).tree()
    } catch {
      throw SyntaxFault(error, at: nil, of: text, as: .toml)
    }
  }

  private mutating func readLines() throws(StructureFault) {
    tables = [TOMLTable(path: [], isElement: false, before: 0..<0, head: 0..<0)]
    var lead = 0
    while position < text.count {
      let line = position
      let start = text.skipBlanks(position)
      if start == text.lineEnd(line) || text[start] == .hash {
        position = text.nextLine(line)
        continue
      }
      position = start
      if text[start] == .openBracket {
        try readHeader(lead: lead, line: line)
      } else {
        try readPair(
          lead: tables[tables.count - 1].entries.isEmpty ? text.attachedComments(lead..<line) : lead)
      }
      lead = position
    }
  }

  private mutating func readHeader(lead: Int, line: Int) throws(StructureFault) {
    let start = position
    let isElement = text.at(position + 1) == .openBracket
    position += isElement ? 2 : 1
    let path = try key()
    guard text.at(position) == .closeBracket, !isElement || text.at(position + 1) == .closeBracket else {
      throw .invalid
    }
    position += isElement ? 2 : 1
    let head = start..<position
    let isFirst = tables.count == 1 && tables[0].entries.isEmpty
    let before = (isFirst ? text.attachedComments(lead..<line) : lead)..<start
    _ = try restOfLine()
    position = head.upperBound
    tables.append(TOMLTable(path: path, isElement: isElement, before: before, head: head))
    position = text.nextLine(position)
  }

  private mutating func readPair(lead: Int) throws(StructureFault) {
    let start = position
    let path = try key()
    guard text.at(position) == .equals else { throw .invalid }
    position = text.skipBlanks(position + 1)
    let value = try value(depth: 0)
    let end = try restOfLine()
    tables[tables.count - 1].entries.append(
      SourceTree.Entry(
        key: path.joined(separator: "."), before: text[lead..<start], head: text[start..<value.start],
        value: value, after: text[value.end..<end]))
  }

  /// A dotted key, with the blanks after it.
  private mutating func key() throws(StructureFault) -> [String] {
    var path: [String] = []
    repeat {
      if !path.isEmpty { position += 1 }
      position = text.skipBlanks(position)
      let start = position
      if let mark = text.at(position), mark == .quote || mark == .apostrophe {
        try skipString()
        path.append(text.text(start + 1..<position - 1))
      } else {
        while let byte = text.at(position), byte.isWord { position += 1 }
        path.append(text.text(start..<position))
      }
      if start == position { throw .invalid }
      position = text.skipBlanks(position)
    } while text.at(position) == .dot
    return path
  }

  private mutating func restOfLine() throws(StructureFault) -> Int {
    let end = text.skipBlanks(position)
    guard end >= text.count || text[end] == .newline || text[end] == .hash else { throw .invalid }
    position = text.nextLine(end)
    return position
  }

  private mutating func value(depth: Int) throws(StructureFault) -> SourceTree.Value {
    guard depth < deepestNesting else { throw .tooDeep }
    let start = position
    switch text.at(position) {
    case .openBracket?: return try collection(.list, until: .closeBracket, depth: depth)
    case .openBrace?: return try collection(.map, until: .closeBrace, depth: depth)
    case .quote?, .apostrophe?:
      try skipString()
      let isBlock = text[start..<position].contains(.newline)
      return .atom(
        SourceTree.Atom(
          text[start..<position], meaning: text.text(start..<position), isBlock: isBlock, isIndentable: false)
      )
    default:
      while let byte = text.at(position), byte.isWord || ".:+".utf8.contains(byte) { position += 1 }
      if start == position { throw .invalid }
      return .atom(SourceTree.Atom(text[start..<position], meaning: text.text(start..<position)))
    }
  }

  private mutating func collection(
    _ kind: SourceTree.Kind, until close: UInt8, depth: Int
  ) throws(StructureFault) -> SourceTree.Value {
    let open = position
    position += 1
    var items: [FlowTiling.Item] = []
    var keys = KeySet()
    position = text.skipTrivia(position)
    while text.at(position) != close {
      let start = position
      var name: String?
      if kind == .map {
        name = try key().joined(separator: ".")
        guard text.at(position) == .equals, keys.insert(name ?? "") else { throw .duplicate }
        position = text.skipBlanks(position + 1)
      }
      let head = start..<position
      items.append(FlowTiling.Item(key: name, head: head, value: try value(depth: depth + 1)))
      position = text.skipTrivia(position)
      if text.at(position) == .comma {
        position = text.skipTrivia(position + 1)
      } else if text.at(position) != close {
        throw .invalid
      }
    }
    position += 1
    let tiling = FlowTiling(text: text, format: .toml, kind: kind, separator: .comma)
    guard
      let container = tiling.container(open: open..<open + 1, items: items, close: position - 1..<position)
    else {
      let words = text[open..<position].split(whereSeparator: \.isSpace).map(\.text).joined(separator: " ")
      return .atom(SourceTree.Atom(text[open..<position], meaning: words))
    }
    return .container(container)
  }

  private mutating func skipString() throws(StructureFault) {
    let mark = text[position]
    let isLong = text.at(position + 1) == mark && text.at(position + 2) == mark
    position += isLong ? 3 : 1
    while let byte = text.at(position) {
      if byte == mark {
        guard isLong else {
          position += 1
          return
        }
        if text.at(position + 1) == mark, text.at(position + 2) == mark, text.at(position + 3) != mark {
          position += 3
          return
        }
      }
      if byte == .newline, !isLong { throw .invalid }
      position += byte == .backslash && mark == .quote ? 2 : 1
    }
    throw .invalid
  }
}
