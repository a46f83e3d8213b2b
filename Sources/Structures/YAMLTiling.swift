/// Deals out the blanks and comments of a YAML text to the entries that they belong to.
///
/// A comment belongs to the entry below it; one that is indented deeper than that entry, to what is above it.
struct YAMLTiling {
  let text: [UInt8]

  typealias Item = YAMLTree.Block.Item

  /// The documents of a stream, each with the comments up to the next `---`.
  func documents(_ items: [Item]) throws(StructureFault) -> SourceTree.Value {
    var entries: [SourceTree.Entry] = []
    for (index, item) in items.enumerated() {
      let isExplicit = !item.head.isEmpty
      let start = index == 0 ? 0 : item.head.lowerBound
      let end = index + 1 < items.count ? items[index + 1].head.lowerBound : text.count
      guard index == 0 || isExplicit, text[start..<item.head.lowerBound].isTrivia else { throw .invalid }
      let head = isExplicit ? item.head : 0..<0
      entries.append(
        try entry(
          Item(key: nil, head: head, value: item.value), before: (isExplicit ? start : 0)..<head.lowerBound,
          end: end))
    }
    if entries.isEmpty {
      guard text[...].isTrivia else { throw .invalid }
      return .atom(SourceTree.Atom(text[...], meaning: ""))
    }
    return .container(
      SourceTree.Container(
        .documents, open: text[0..<0], entries: entries, close: text[text.count...], indent: []))
  }

  /// An entry whose bytes end at `end`, a start of a line.
  private func entry(_ item: Item, before: Range<Int>, end: Int) throws(StructureFault) -> SourceTree.Entry {
    let value: SourceTree.Value =
      switch item.value {
      case .atom(let atom): .atom(atom)
      case .flow(let container): .container(container)
      case .block(let block): .container(try container(block, from: item.head.upperBound, to: end))
      }
    guard value.start >= item.head.upperBound, value.end <= end else { throw .invalid }
    let after = text[value.end..<end]
    guard after.isTrivia, text[item.head.upperBound..<value.start].isTrivia || value.isMarked else {
      throw .invalid
    }
    return SourceTree.Entry(
      key: item.key, repetition: item.key == "<<" ? .possible : .never, before: text[before],
      head: text[item.head.lowerBound..<value.start], value: value,
      after: after)
  }

  private func container(
    _ block: YAMLTree.Block, from start: Int, to end: Int
  ) throws(StructureFault) -> SourceTree.Container {
    guard let first = block.items.first, let last = block.items.last else { throw .invalid }
    let line = text.lineStart(first.head.lowerBound)
    let isInline = line < start
    let rest = text.nextLineUnlessStart(start)
    guard isInline || rest <= line else { throw .invalid }
    var lead = isInline ? first.head.lowerBound : text.attachedComments(rest..<line)
    let open = start..<lead
    var entries: [SourceTree.Entry] = []
    for (index, item) in block.items.enumerated() {
      let content = item.contentEnd
      let next = index + 1 < block.items.count ? block.items[index + 1].head.lowerBound : nil
      let limit = next.map(text.lineStart) ?? end
      let cut = split(from: text.nextLineUnlessStart(content), to: limit, deeperThan: block.column)
      guard text[lead..<item.head.lowerBound].isTrivia, cut <= end, content <= cut else { throw .invalid }
      entries.append(try entry(item, before: lead..<item.head.lowerBound, end: cut))
      lead = cut
    }
    guard text[lead..<end].isTrivia, last.contentEnd <= end else { throw .invalid }
    return SourceTree.Container(
      block.kind, label: block.label, open: text[open], entries: entries, close: text[lead..<end],
      indent: Array(repeating: .space, count: block.column))
  }

  /// Where what belongs to the entry above ends: after its last comment that is indented deeper than `column`.
  private func split(from start: Int, to end: Int, deeperThan column: Int) -> Int {
    var cut = min(start, end)
    var line = cut
    while line < end {
      let word = text.skipBlanks(line)
      let isBlank = word >= text.lineEnd(line)
      if !isBlank {
        guard text[word] == .hash, word - line > column else { break }
        cut = text.nextLine(line)
      }
      line = text.nextLine(line)
    }
    return min(cut, end)
  }
}

extension YAMLTree.Block.Item {
  /// The end of its last byte that is neither comment nor blank.
  fileprivate var contentEnd: Int { max(value.end ?? head.upperBound, head.upperBound) }
}

extension SourceTree.Value {
  /// Whether an anchor or a tag is before it, in its opening.
  fileprivate var isMarked: Bool { container.map { !$0.label.isEmpty } ?? false }
}

extension [UInt8] {
  /// The start of the next line, or the offset itself if a line starts there.
  func nextLineUnlessStart(_ offset: Int) -> Int {
    offset == 0 || self[offset - 1] == .newline ? offset : nextLine(offset)
  }
}

extension ArraySlice<UInt8> {
  /// Whether it holds blanks and `#` comments only.
  var isTrivia: Bool {
    var isComment = false
    for byte in self {
      if byte == .newline { isComment = false } else if byte == .hash { isComment = true }
      if !isComment && !byte.isSpace { return false }
    }
    return true
  }
}
