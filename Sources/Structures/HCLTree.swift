/// Reads HCL's native syntax with exact spans: attributes, blocks by type and labels, objects and tuples.
///
/// Every other expression is an atom of its tokens, templates and heredocs as they are (hclsyntax/spec.md).
struct HCLTree {
  let text: [UInt8]
  private var position = 0

  private init(_ text: [UInt8]) { self.text = text }

  static func read(_ text: [UInt8]) throws(StructureFault) -> SourceTree.Value {
    var reader = HCLTree(text)
    return try reader.file()
  }

  /// The same, with the place where it cannot be read.
  static func sound(_ text: [UInt8]) throws(SyntaxFault) -> SourceTree.Value {
    var reader = HCLTree(text)
    do throws(StructureFault) {
      return try reader.file()
    } catch {
      throw SyntaxFault(error, at: reader.position, of: text, as: .hcl)
    }
  }

  private mutating func file() throws(StructureFault) -> SourceTree.Value {
    let body = try body(from: 0, depth: 0)
    guard position == text.count else { throw .invalid }
    return .container(body)
  }

  /// Attributes and blocks up to a closing brace or the end; `open` is where the body's own bytes begin.
  private mutating func body(from open: Int, depth: Int) throws(StructureFault) -> SourceTree.Container {
    guard depth < deepestNesting else { throw .tooDeep }
    var entries: [SourceTree.Entry] = []
    var attributes = KeySet()
    var lead = depth == 0 ? open : text.nextLine(open)
    let isInline = depth > 0 && !text[position..<lead].isHCLTrivia
    if isInline { lead = position }
    while let start = try nextWord() {
      let line = text.lineStart(start)
      if !isInline, line < lead { throw .invalid }
      let first = isInline ? start : text.attachedComments(lead..<line)
      let before = entries.isEmpty ? first..<start : lead..<start
      let entry = try entry(before: before, start: start, isInline: isInline, depth: depth)
      if entry.repetition == .never, !attributes.insert(entry.key ?? "") { throw .duplicate }
      entries.append(entry)
      lead = entry.range.upperBound
      if isInline, entries.count > 1 { throw .invalid }
    }
    guard depth == 0 || text.at(position) == .closeBrace else { throw .invalid }
    let end = depth == 0 ? position : position + 1
    if depth > 0 { position += 1 }
    let opening = open..<(entries.first?.range.lowerBound ?? end)
    return SourceTree.Container(
      .map, open: text[opening], entries: entries, close: text[(entries.isEmpty ? end : lead)..<end],
      indent: isInline ? nil : entries.first.map { Array(text.indentation(at: $0.head.startIndex)) })
  }

  /// The start of the next attribute or block; nil at a closing brace, or at the end.
  private mutating func nextWord() throws(StructureFault) -> Int? {
    try skip(newlines: true)
    guard let byte = text.at(position), byte != .closeBrace else { return nil }
    guard byte.isLetter || byte == UInt8(ascii: "_") || byte == .quote else { throw .invalid }
    return position
  }

  private mutating func entry(
    before: Range<Int>, start: Int, isInline: Bool, depth: Int
  ) throws(StructureFault) -> SourceTree.Entry {
    var words = [word()]
    try skip(newlines: false)
    var value: SourceTree.Value
    var repetition = SourceTree.Repetition.never
    if text.at(position) == .equals, text.at(position + 1) != .equals {
      position += 1
      try skip(newlines: false)
      var reader = HCLExpression(text, from: position)
      value = try reader.value(depth: depth)
      position = reader.position
    } else {
      while text.at(position) != .openBrace {
        words.append(try label())
        try skip(newlines: false)
      }
      let open = position
      position += 1
      value = .container(try body(from: open, depth: depth + 1))
      repetition = Self.repetition(of: words, depth: depth)
    }
    let end = try restOfLine(isInline: isInline)
    return SourceTree.Entry(
      key: words.count == 1 ? words[0] : words.joined(separator: "."), repetition: repetition,
      before: text[before],
      head: text[start..<value.start], value: value, after: text[value.end..<end])
  }

  /// Blocks without labels, and of these types, add to each other.
  private static func repetition(of words: [String], depth: Int) -> SourceTree.Repetition {
    let adding = [
      "provider", "provisioner", "dynamic", "post-processor", "removed", "import", "moved", "check",
    ]
    return words.count == 1 && !["lifecycle", "timeouts", "backend"].contains(words[0])
      || adding.contains(words[0])
      ? .usual : .possible
  }

  private mutating func word() -> String {
    let start = position
    if text.at(position) == .quote { return (try? label()) ?? "" }
    while let byte = text.at(position), byte.isWord || byte == .dot { position += 1 }
    return text.text(start..<position)
  }

  private mutating func label() throws(StructureFault) -> String {
    guard text.at(position) == .quote else {
      let word = word()
      if word.isEmpty { throw .invalid }
      return word
    }
    var reader = HCLExpression(text, from: position)
    try reader.skipString()
    defer { position = reader.position }
    return text.text(position + 1..<reader.position - 1)
  }

  /// The end of what belongs to the entry: its line with the comment on it.
  private mutating func restOfLine(isInline: Bool) throws(StructureFault) -> Int {
    let end = position
    try skip(newlines: false)
    if isInline || text.at(position) == .closeBrace {
      return end
    }
    guard position >= text.count || text[position] == .newline else { throw .invalid }
    position = text.nextLine(position)
    return position
  }

  private mutating func skip(newlines: Bool) throws(StructureFault) {
    position = try text.skipHCLTrivia(position, newlines: newlines)
  }
}

extension [UInt8] {
  /// The first byte from here on that is neither blank nor comment; a line feed counts as blank where asked.
  func skipHCLTrivia(_ offset: Int, newlines: Bool) throws(StructureFault) -> Int {
    var offset = offset
    while offset < count {
      if self[offset].isBlank || newlines && self[offset] == .newline {
        offset += 1
      } else if self[offset] == .hash || has(.slash, .slash, at: offset) {
        offset = lineEnd(offset)
      } else if has(.slash, .star, at: offset) {
        offset = try endOfBlockComment(at: offset)
      } else {
        break
      }
    }
    return offset
  }
}

extension ArraySlice<UInt8> {
  /// Whether a line holds only blanks and a comment.
  fileprivate var isHCLTrivia: Bool {
    let word = drop(while: \.isSpace)
    return word.isEmpty || word.first == .hash || word.starts(with: [.slash, .slash])
  }
}
