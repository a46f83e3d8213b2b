/// Reads one expression of HCL: objects and tuples as containers, everything else as an atom of its tokens.
struct HCLExpression {
  private let text: [UInt8]
  private(set) var position: Int

  init(_ text: [UInt8], from position: Int) {
    self.text = text
    self.position = position
  }

  /// The expression that starts here and ends where its line does, or before a comma or a closing bracket.
  mutating func value(depth: Int) throws(StructureFault) -> SourceTree.Value {
    guard depth < deepestNesting else { throw .tooDeep }
    let start = position
    if let container = try container(depth: depth), isEnd(try text.skipHCLTrivia(position, newlines: false)) {
      return .container(container)
    }
    position = start
    return .atom(try atom())
  }

  /// Whether an expression ends here.
  private func isEnd(_ offset: Int) -> Bool {
    guard let byte = text.at(offset) else { return true }
    return byte == .newline || byte == .comma || byte.closesBracket
  }

  /// An object, a tuple or a call with its arguments; nil if it is anything else.
  private mutating func container(depth: Int) throws(StructureFault) -> SourceTree.Container? {
    let start = position
    while let byte = text.at(position), byte.isWord || byte == .colon { position += 1 }
    let function = text.text(start..<position)
    switch text.at(position) {
    case .openBrace? where function.isEmpty:
      return try items(.map, from: start, until: .closeBrace, label: "", depth: depth)
    case .openBracket? where function.isEmpty:
      return try items(.list, from: start, until: .closeBracket, label: "", depth: depth)
    case UInt8(ascii: "(")? where !function.isEmpty:
      return try items(.arguments, from: start, until: UInt8(ascii: ")"), label: function, depth: depth)
    default: return nil
    }
  }

  private mutating func items(
    _ kind: SourceTree.Kind, from start: Int, until close: UInt8, label: String, depth: Int
  ) throws(StructureFault) -> SourceTree.Container? {
    position += 1
    let open = start..<position
    var items: [FlowTiling.Item] = []
    var keys = KeySet()
    position = try text.skipHCLTrivia(position, newlines: true)
    while text.at(position) != close {
      guard let item = try item(kind, depth: depth) else { return nil }
      if let key = item.key, !keys.insert(key) { throw .duplicate }
      items.append(item)
      position = try text.skipHCLTrivia(position, newlines: true)
      if text.at(position) == .comma {
        position = try text.skipHCLTrivia(position + 1, newlines: true)
      } else if kind != .map, text.at(position) != close {
        return nil
      }
    }
    position += 1
    let tiling = FlowTiling(
      text: text, format: .hcl, kind: kind, separator: kind == .map ? .commaOrLine : .comma)
    return tiling.container(label: label, open: open, items: items, close: position - 1..<position)
  }

  private mutating func item(_ kind: SourceTree.Kind, depth: Int) throws(StructureFault) -> FlowTiling.Item? {
    let start = position
    guard kind == .map else {
      let value = try value(depth: depth + 1)
      if value.start == value.end { return nil }
      return FlowTiling.Item(key: nil, head: start..<start, value: value)
    }
    guard let key = try key() else { return nil }
    position = try text.skipHCLTrivia(position, newlines: false)
    guard text.at(position) == .equals && text.at(position + 1) != .equals || text.at(position) == .colon
    else {
      return nil
    }
    position = try text.skipHCLTrivia(position + 1, newlines: true)
    let head = start..<position
    let value = try value(depth: depth + 1)
    if value.start == value.end { return nil }
    return FlowTiling.Item(key: key, head: head, value: value)
  }

  /// A word, a quoted text, or an expression in parentheses; `for` makes it no object at all.
  private mutating func key() throws(StructureFault) -> String? {
    let start = position
    if text.at(position) == .quote {
      try skipString()
      return text.text(start + 1..<position - 1)
    }
    if text.at(position) == UInt8(ascii: "(") {
      try skipBrackets()
      return text.text(start..<position)
    }
    while let byte = text.at(position), byte.isWord || byte == .dot { position += 1 }
    let word = text.text(start..<position)
    return word.isEmpty || word == "for" ? nil : word
  }

  /// Tokens up to the end of the expression, with line feeds only inside of brackets.
  private mutating func atom() throws(StructureFault) -> SourceTree.Atom {
    let start = position
    var end = position
    var tokens: [String] = []
    var comments: [String] = []
    var isIndentable = true
    while position < text.count, !isEnd(position) {
      let token = position
      if text[position].isBlank {
        position += 1
        continue
      } else if text[position] == .hash || text.has(.slash, .slash, at: position) {
        break
      } else if text.has(.slash, .star, at: position) {
        position = try text.endOfBlockComment(at: position)
        comments.append(text.text(token..<position))
        continue
      }
      try skipToken(&comments, &tokens, &isIndentable)
      end = position
    }
    position = end
    let isHeredoc = text.has(UInt8(ascii: "<"), UInt8(ascii: "<"), at: start)
    return SourceTree.Atom(
      text[start..<end], meaning: tokens.count == 1 ? tokens[0] : tokens.joined(separator: " "),
      comments: comments, isBlock: isHeredoc,
      isIndentable: isIndentable)
  }

  private mutating func skipToken(
    _ comments: inout [String], _ tokens: inout [String], _ isIndentable: inout Bool
  ) throws(StructureFault) {
    let start = position
    switch text[position] {
    case .quote: try skipString()
    case .openBrace, .openBracket, UInt8(ascii: "("):
      try skipBrackets(&comments, &tokens, &isIndentable)
      return
    case UInt8(ascii: "<") where text.at(position + 1) == UInt8(ascii: "<"):
      try skipHeredoc()
      if text.at(start + 2) == .dash {
        tokens.append(text[start..<position].withoutCommonIndentation)
        return
      }
      isIndentable = false
    case let byte where byte.isWord || byte == .dot:
      while let byte = text.at(position), byte.isWord || byte == .dot { position += 1 }
    default: position += 1
    }
    tokens.append(text.text(start..<position))
  }

  private mutating func skipBrackets() throws(StructureFault) {
    var (comments, tokens, isIndentable): ([String], [String], Bool) = ([], [], true)
    try skipBrackets(&comments, &tokens, &isIndentable)
  }

  private mutating func skipBrackets(
    _ comments: inout [String], _ tokens: inout [String], _ isIndentable: inout Bool
  ) throws(StructureFault) {
    var open: [UInt8] = []
    repeat {
      guard let byte = text.at(position) else { throw .invalid }
      let start = position
      if byte.isSpace {
        position += 1
      } else if byte == .hash || text.has(.slash, .slash, at: position) {
        position = text.lineEnd(position)
        comments.append(text.text(start..<position))
      } else if text.has(.slash, .star, at: position) {
        position = try text.endOfBlockComment(at: position)
        comments.append(text.text(start..<position))
      } else if let close = closing(byte) {
        guard open.count < deepestNesting else { throw .tooDeep }
        open.append(close)
        position += 1
        tokens.append(text.text(start..<position))
      } else if byte.closesBracket {
        guard open.popLast() == byte else { throw .invalid }
        position += 1
        tokens.append(text.text(start..<position))
      } else {
        try skipToken(&comments, &tokens, &isIndentable)
      }
    } while !open.isEmpty
  }

  private func closing(_ byte: UInt8) -> UInt8? {
    switch byte {
    case .openBrace: .closeBrace
    case .openBracket: .closeBracket
    case UInt8(ascii: "("): UInt8(ascii: ")")
    default: nil
    }
  }

  /// A quoted template; `${` and `%{` nest, with quotes inside.
  mutating func skipString() throws(StructureFault) {
    position += 1
    var depth = 0
    while let byte = text.at(position), byte != .newline {
      let isEscaped = byte == .backslash && depth == 0
      let opens =
        (byte == UInt8(ascii: "$") || byte == UInt8(ascii: "%")) && text.at(position + 1) == .openBrace
      if opens, text.at(position - 1) != byte {
        guard depth < deepestNesting else { throw .tooDeep }
        depth += 1
        position += 2
      } else if byte == .quote {
        if depth == 0 {
          position += 1
          return
        }
        try skipNestedString(depth: depth)
      } else {
        if depth > 0, byte == .openBrace { depth += 1 }
        if depth > 0, byte == .closeBrace { depth -= 1 }
        position += isEscaped ? 2 : 1
      }
    }
    throw .invalid
  }

  private mutating func skipNestedString(depth: Int) throws(StructureFault) {
    nesting += 1
    guard nesting < deepestNesting else { throw .tooDeep }
    try skipString()
    nesting -= 1
  }

  private var nesting = 0

  /// `<<MARK` or `<<-MARK` to the line that is the mark alone.
  private mutating func skipHeredoc() throws(StructureFault) {
    var start = position + 2
    if text.at(start) == .dash { start += 1 }
    let end = text.lineEnd(start)
    let mark = text[start..<end].trimmed
    guard !mark.isEmpty, mark.allSatisfy({ $0.isWord }) else { throw .invalid }
    var line = text.nextLine(end)
    while line < text.count {
      let lineEnd = text.lineEnd(line)
      if text[line..<lineEnd].trimmed == mark {
        position = lineEnd
        return
      }
      line = text.nextLine(line)
    }
    throw .invalid
  }
}
