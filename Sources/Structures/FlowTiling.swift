/// Entries between brackets, with commas between them: JSON, YAML's flow style, HCL's objects and tuples, TOML's arrays.
struct FlowTiling {
  let text: [UInt8]
  let format: StructureFormat
  let kind: SourceTree.Kind
  let separator: SourceTree.Separator

  /// What is known of an entry before its surroundings are dealt out.
  struct Item {
    let key: String?
    let head: Range<Int>
    let value: SourceTree.Value
  }

  /// Nil if a comment or a line feed is before a comma: such a container stays whole.
  func container(
    label: String = "", open: Range<Int>, items: [Item], close: Range<Int>
  ) -> SourceTree.Container? {
    var entries: [SourceTree.Entry] = []
    var cursor = open.upperBound
    for item in items {
      let comma = text.skipBlanks(item.value.end)
      let hasComma = text.at(comma) == .comma
      let end = restOfLine(from: hasComma ? comma + 1 : item.value.end)
      guard end <= close.upperBound, item.head.lowerBound >= cursor else { return nil }
      entries.append(
        SourceTree.Entry(
          key: item.key, before: text[cursor..<item.head.lowerBound], head: text[item.head],
          value: item.value,
          after: text[(hasComma ? comma + 1 : item.value.end)..<end], hasSeparator: hasComma))
      cursor = end
    }
    guard cursor < close.upperBound, isSeparated(entries) else { return nil }
    return SourceTree.Container(
      kind, label: label, open: text[open], entries: entries, close: text[cursor..<close.upperBound],
      indent: indent(of: entries), separator: separator, endsInSeparator: entries.last?.hasSeparator)
  }

  private func isSeparated(_ entries: [SourceTree.Entry]) -> Bool {
    for (entry, next) in zip(entries, entries.dropFirst()) where !entry.hasSeparator {
      if separator == .comma || !next.before.contains(.newline) { return false }
    }
    return true
  }

  /// The end of a comment that is after an entry on its line; if there is none, the place itself.
  private func restOfLine(from offset: Int) -> Int {
    let start = text.skipBlanks(offset)
    guard format.startsComment(text, at: start) else { return offset }
    let end = text.lineEnd(start)
    guard text.has(.slash, .star, at: start) else { return end }
    let line = text[start..<end]
    return line.suffix(2).elementsEqual([.star, .slash]) ? end : offset
  }

  private func indent(of entries: [SourceTree.Entry]) -> [UInt8]? {
    guard !entries.isEmpty, entries.allSatisfy({ $0.before.contains(.newline) }), let first = entries.first
    else {
      return nil
    }
    return Array(text.indentation(at: first.head.startIndex))
  }
}
