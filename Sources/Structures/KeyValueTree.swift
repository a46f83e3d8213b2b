/// Reads lines of keys and values: INI files, systemd units, env files and Java's properties.
///
/// systemd.syntax(7) for units; Python's configparser for a value that continues indented; `java.util.Properties` and
/// docker's env files for the others. What a line of any other form means is not known: such a text is left to lines.
struct KeyValueTree {
  private let text: [UInt8]
  private let format: StructureFormat
  private var sections: [Section] = []
  /// Where the line begins that is being read.
  private var position = 0

  private struct Section {
    /// From the start of the section's own comments; nil for what is before the first one.
    var name: String?
    var before: Range<Int>
    var head: Range<Int>
    var entries: [SourceTree.Entry]
  }

  private init(_ text: [UInt8], as format: StructureFormat) {
    self.text = text
    self.format = format
    sections = [Section(name: nil, before: 0..<0, head: 0..<0, entries: [])]
  }

  static func read(_ text: [UInt8], as format: StructureFormat) throws(StructureFault) -> SourceTree.Value {
    var reader = KeyValueTree(text, as: format)
    try reader.readLines()
    return try reader.tree()
  }

  /// The same, with the line of the fault; duplicates have none.
  static func sound(_ text: [UInt8], as format: StructureFormat) throws(SyntaxFault) -> SourceTree.Value {
    var reader = KeyValueTree(text, as: format)
    do throws(StructureFault) {
      try reader.readLines()
    } catch {
      throw SyntaxFault(error, at: reader.position, of: text, as: format)
    }
    do throws(StructureFault) {
      return try reader.tree()
    } catch {
      throw SyntaxFault(error, at: nil, of: text, as: format)
    }
  }

  private var hasSections: Bool { format == .ini || format == .systemd }

  private var repetition: SourceTree.Repetition {
    switch format {
    case .systemd: .usual
    case .ini: .possible
    default: .never
    }
  }

  private mutating func readLines() throws(StructureFault) {
    var lead = 0
    while position < text.count {
      let next = text.nextLine(position)
      let start = text.skipBlanks(position)
      if start == text.lineEnd(position) || isComment(at: start) {
        position = next
        continue
      }
      if hasSections, text[start] == .openBracket {
        position = try readSection(at: start, lead: lead, next: next)
      } else {
        position = try readEntry(at: start, lead: attached(lead, upTo: position))
      }
      lead = position
    }
  }

  /// The first entry of a section leaves comments above a blank line to the section, or to the file.
  private func attached(_ lead: Int, upTo line: Int) -> Int {
    guard sections[sections.count - 1].entries.isEmpty else { return lead }
    return text.attachedComments(lead..<line)
  }

  private func isComment(at offset: Int) -> Bool {
    format.startsComment(text, at: offset)
  }

  private mutating func readSection(at start: Int, lead: Int, next: Int) throws(StructureFault) -> Int {
    var end = start + 1
    while let byte = text.at(end), byte != .closeBracket, byte != .newline { end += 1 }
    guard text.at(end) == .closeBracket, isRestBlank(end + 1) else { throw .invalid }
    let isFirst = sections.count == 1 && sections[0].entries.isEmpty
    let lead = isFirst ? text.attachedComments(lead..<text.lineStart(start)) : lead
    sections.append(
      Section(
        name: text.text(start + 1..<end), before: lead..<start, head: start..<end + 1, entries: []))
    return next
  }

  private func isRestBlank(_ offset: Int) -> Bool {
    let rest = text.skipBlanks(offset)
    return rest == text.lineEnd(rest) || isComment(at: rest)
  }

  private mutating func readEntry(at start: Int, lead: Int) throws(StructureFault) -> Int {
    let split = try keyEnd(from: start)
    let end = try valueEnd(from: split.value, indent: start - text.lineStart(start))
    let range = split.value..<end
    let atom = SourceTree.Atom(
      text[range], meaning: text[range].trimmed.text, isBlock: text[range].contains(.newline),
      isIndentable: false)
    sections[sections.count - 1].entries.append(
      SourceTree.Entry(
        key: split.key, repetition: repetition, before: text[lead..<start], head: text[start..<split.value],
        value: .atom(atom), after: text[end..<text.nextLine(end)]))
    return text.nextLine(end)
  }

  private func keyEnd(from start: Int) throws(StructureFault) -> (key: String, value: Int) {
    let end = text.lineEnd(start)
    var position = start
    while position < end, !isSeparator(position) { position += 1 }
    var key = text[start..<position].trimmed
    if format == .env, key.starts(with: "export ".utf8) { key = key.dropFirst(7).trimmed }
    guard hasSections || !key.isEmpty && key.allSatisfy({ !$0.isSpace && $0 >= 0x20 }) else { throw .invalid }
    if format == .env {
      guard position < end, key.allSatisfy({ $0.isWord || $0 == .dot }) else { throw .invalid }
    }
    if position == end { return (key.text, end) }
    return (key.text, text.skipBlanks(position + 1))
  }

  private func isSeparator(_ position: Int) -> Bool {
    let byte = text[position]
    if byte == .equals { return true }
    return byte == .colon && format != .env
      && (format == .properties || text.at(position + 1)?.isSpace != false)
  }

  /// The end of a value, with the lines that it continues over.
  private func valueEnd(from start: Int, indent: Int) throws(StructureFault) -> Int {
    if format == .env, let mark = text.at(start), mark == .quote || mark == .apostrophe {
      return try quotedEnd(from: start, mark)
    }
    var end = text.lineEnd(start)
    while end < text.count {
      let isContinued = format != .env && end > start && text[end - 1] == .backslash
      guard isContinued || format == .ini && isIndented(after: end, deeperThan: indent) else { break }
      end = text.lineEnd(end + 1)
    }
    return end
  }

  private func isIndented(after end: Int, deeperThan indent: Int) -> Bool {
    let start = text.skipBlanks(end + 1)
    return start - (end + 1) > indent && start < text.lineEnd(start) && !isComment(at: start)
  }

  /// A quoted value may hold line feeds; one that ends nowhere is taken to its line's end, as a shell would not.
  private func quotedEnd(from start: Int, _ mark: UInt8) throws(StructureFault) -> Int {
    var position = start + 1
    while let byte = text.at(position) {
      if byte == mark { return text.lineEnd(position) }
      position += byte == .backslash && mark == .quote ? 2 : 1
    }
    throw .invalid
  }

  private func tree() throws(StructureFault) -> SourceTree.Value {
    if !hasSections {
      let keys = sections[0].entries.compactMap(\.key)
      guard Set(keys).count == keys.count else { throw .duplicate }
      return .container(container(of: sections[0], from: 0, to: text.count))
    }
    var entries: [SourceTree.Entry] = []
    for (index, section) in sections.enumerated() {
      let isLast = index == sections.count - 1
      let end = isLast ? text.count : sections[index + 1].before.lowerBound
      if index == 0 && end == 0 && !isLast { continue }
      entries.append(
        SourceTree.Entry(
          key: section.name.map { "[\($0)]" } ?? "", before: text[section.before], head: text[section.head],
          value: .container(container(of: section, from: section.head.upperBound, to: end)),
          after: text[end..<end]))
    }
    let keys = entries.compactMap(\.key)
    guard Set(keys).count == keys.count else { throw .duplicate }
    return .container(
      SourceTree.Container(.map, open: text[0..<0], entries: entries, close: text[text.count...], indent: []))
  }

  private func container(of section: Section, from start: Int, to end: Int) -> SourceTree.Container {
    let first = section.entries.first?.before.startIndex
    let last = section.entries.last?.after.endIndex
    return SourceTree.Container(
      .map, open: text[start..<(first ?? end)], entries: section.entries, close: text[(last ?? end)..<end],
      indent: [])
  }
}

extension [UInt8] {
  /// Where the comments begin that no blank line parts from what follows them.
  func attachedComments(_ lines: Range<Int>) -> Int {
    var start = lines.upperBound
    while start > lines.lowerBound {
      let line = lineStart(start - 1)
      guard line >= lines.lowerBound, skipBlanks(line) < lineEnd(line) else { break }
      start = line
    }
    return start
  }
}
