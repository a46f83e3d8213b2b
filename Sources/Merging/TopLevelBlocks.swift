import Structures
import Texts

/// The consecutive blocks at the top level of a text: elements of a list, sections of Markdown, patterns.
struct TopLevelBlocks {
  let text: [UInt8]
  let blocks: [Block]
  /// Whether a new block may come first, where the order means something.
  private let isOrdered: Bool

  struct Block {
    /// What it is called, and distinguished by.
    let name: String
    /// Its bytes with the blank lines and comments before it.
    let range: Range<Int>
    /// Whether it belongs to one before it.
    let isInner: Bool
  }

  /// Nil if a text has no such blocks.
  init?(_ text: [UInt8], _ rules: MergeRules) {
    self.text = text
    isOrdered = rules.format == .yaml
    switch rules.format {
    case .yaml:
      guard let blocks = Self.elements(of: text) else { return nil }
      self.blocks = blocks
    case .markdown: blocks = Self.sections(of: text)
    case nil where rules.isListOfLines: blocks = Self.lines(of: text)
    default: return nil
    }
    if blocks.isEmpty || Set(blocks.map(\.name)).count < blocks.count { return nil }
  }

  /// The text with the blocks that `changed` has beyond `base`; nil if that is not all that changed.
  ///
  /// Each goes after the nearest block before it that this text has too, the last one to the end.
  func taking(newOf changed: TopLevelBlocks, since base: TopLevelBlocks) -> [UInt8]? {
    let known = Set(base.blocks.map(\.name))
    let new = changed.blocks.indices.filter { !known.contains(changed.blocks[$0].name) }
    guard !new.isEmpty, changed.blocks.map(\.name).filter(known.contains) == base.blocks.map(\.name) else {
      return nil
    }
    let standing = Set(blocks.map(\.name))
    var additions: [(offset: Int, block: [UInt8])] = []
    for index in new where !standing.contains(changed.blocks[index].name) {
      guard let offset = offset(for: index, of: changed) else { return nil }
      additions.append((offset, changed.trimmed(index)))
    }
    return inserting(additions)
  }

  private func offset(for index: Int, of changed: TopLevelBlocks) -> Int? {
    let block = changed.blocks[index]
    if index == changed.blocks.count - 1, !block.isInner { return text.count }
    if index == 0, isOrdered { return blocks[0].range.lowerBound }
    let places = Dictionary(uniqueKeysWithValues: blocks.map { ($0.name, $0.range) })
    if block.isInner { return places[changed.blocks[max(0, index - 1)].name]?.upperBound }
    let before = changed.blocks[..<index].reversed().lazy.compactMap { places[$0.name]?.upperBound }.first
    return before ?? changed.blocks[index...].lazy.compactMap { places[$0.name]?.lowerBound }.first
      ?? text.count
  }

  /// `additions` in order of their offsets.
  private func inserting(_ additions: [(offset: Int, block: [UInt8])]) -> [UInt8] {
    let blank = isSpaced ? [lineFeed] : []
    var result: [UInt8] = []
    var next = 0
    for (offset, block) in additions where offset >= next {
      result += text[next..<offset]
      next = offset
      if let last = result.last, last != lineFeed { result.append(lineFeed) }
      let isFirst = offset == blocks[0].range.lowerBound
      result += isFirst ? block + [lineFeed] + blank : blank + block + [lineFeed]
    }
    return result + text[next...]
  }

  /// Whether blank lines are between the blocks; a single one does not tell.
  private var isSpaced: Bool {
    if isOrdered || blocks.contains(where: { text[$0.range].starts(with: "#".utf8) }), blocks.count == 1 {
      return true
    }
    return blocks.dropFirst().contains {
      text[$0.range].first == lineFeed || text[..<$0.range.lowerBound].hasBlankEnd
    }
  }

  private func trimmed(_ index: Int) -> [UInt8] {
    let block = text[blocks[index].range].drop { $0 == lineFeed }
    let end = block.lastIndex { $0 != lineFeed } ?? block.startIndex
    return Array(block[...end])
  }
}

extension ArraySlice<UInt8> {
  /// Whether the last line is blank.
  fileprivate var hasBlankEnd: Bool { count < 2 ? false : suffix(2).allSatisfy { $0 == lineFeed } }
}

extension TopLevelBlocks {
  private static func elements(of text: [UInt8]) -> [Block]? {
    guard let root = SourceTree(text, as: .yaml)?.root.container, root.entries.count == 1,
      let list = root.entries[0].value.container, list.kind == .list, list.indent?.isEmpty == true
    else { return nil }
    return list.entries.map { entry in
      let name = entry.value.container?.meaning(under: "name")
      return Block(name: name ?? String(describing: entry.value.datum), range: entry.range, isInner: false)
    }
  }

  /// From one heading to the next; what is before the first is not a block.
  private static func sections(of text: [UInt8]) -> [Block] {
    var starts: [(offset: Int, level: Int, name: String)] = []
    var offset = 0
    var isFenced = false
    for line in TextLines(text) {
      if line.starts(with: "```".utf8) || line.starts(with: "~~~".utf8) { isFenced.toggle() }
      let level = line.prefix { $0 == UInt8(ascii: "#") }.count
      if !isFenced, (1...6).contains(level), line.dropFirst(level).first == UInt8(ascii: " ") {
        starts.append((offset, level, String(decoding: line, as: UTF8.self)))
      }
      offset += line.count
    }
    return starts.indices.map { index in
      let end = index + 1 < starts.count ? starts[index + 1].offset : text.count
      return Block(
        name: starts[index].name, range: starts[index].offset..<end, isInner: starts[index].level > 2)
    }
  }

  private static func lines(of text: [UInt8]) -> [Block] {
    var blocks: [Block] = []
    var offset = 0
    for line in TextLines(text) {
      let range = offset..<offset + line.count
      offset += line.count
      if line.first == lineFeed || line.first == UInt8(ascii: "#") { continue }
      let name = line.last == lineFeed ? line.dropLast() : line
      blocks.append(Block(name: String(decoding: name, as: UTF8.self), range: range, isInner: false))
    }
    return blocks
  }
}
