/// A table of a TOML text: its header, and the pairs below it.
struct TOMLTable {
  /// Empty for what is before the first header.
  var path: [String]
  /// Whether it is an element of an array of tables: `[[…]]`.
  var isElement: Bool
  var before: Range<Int>
  var head: Range<Int>
  var entries: [SourceTree.Entry] = []
}

/// Deals out the tables of a TOML text: those below an array's element belong to that element.
struct TOMLTiling {
  let text: [UInt8]
  let tables: [TOMLTable]

  func tree() throws(StructureFault) -> SourceTree.Value {
    // What is before the first header is an entry of its own, if there is anything.
    let isHeaded = tables.count > 1 && tables[1].before.lowerBound == 0
    let entries = try entries(tables.indices.dropFirst(isHeaded ? 1 : 0), below: [])
    return .container(
      SourceTree.Container(.map, open: text[0..<0], entries: entries, close: text[text.count...], indent: []))
  }

  private func entries(
    _ range: Range<Int>, below path: [String]
  ) throws(StructureFault) -> [SourceTree.Entry] {
    guard path.count < deepestNesting else { throw .tooDeep }
    var entries: [SourceTree.Entry] = []
    var arrays: Set<[String]> = []
    var plain: Set<[String]> = []
    var index = range.lowerBound
    while index < range.upperBound {
      let table = tables[index]
      let next = table.isElement ? endOfElement(index, in: range) : index + 1
      // A table below an element of an array that others have parted from it.
      guard !table.path.indices.contains(where: { arrays.contains(Array(table.path[..<$0])) }) else {
        throw .invalid
      }
      if table.isElement { arrays.insert(table.path) }
      guard table.isElement || plain.insert(table.path).inserted else { throw .duplicate }
      entries.append(try entry(index, to: next))
      index = next
    }
    guard arrays.isDisjoint(with: plain) else { throw .duplicate }
    return entries
  }

  private func endOfElement(_ index: Int, in range: Range<Int>) -> Int {
    let path = tables[index].path
    return (index + 1..<range.upperBound).first { next in
      tables[next].path.count <= path.count || !tables[next].path.starts(with: path)
    } ?? range.upperBound
  }

  private func entry(_ index: Int, to next: Int) throws(StructureFault) -> SourceTree.Entry {
    let table = tables[index]
    let keys = table.entries.compactMap(\.key)
    guard Set(keys).count == keys.count else { throw .duplicate }
    let children = try entries(index + 1..<next, below: table.path)
    let end = next < tables.count ? tables[next].before.lowerBound : text.count
    let path = table.path.map { $0.contains(".") ? "\"\($0)\"" : $0 }.joined(separator: ".")
    let key = table.path.isEmpty ? "" : table.isElement ? "[[\(path)]]" : "[\(path)]"
    return SourceTree.Entry(
      key: key, repetition: table.isElement ? .element : .never, before: text[table.before],
      head: text[table.head], value: .container(container(of: table, children, to: end)),
      after: text[end..<end])
  }

  private func container(
    of table: TOMLTable, _ children: [SourceTree.Entry], to end: Int
  ) -> SourceTree.Container {
    let entries = table.entries + children
    let first = entries.first?.before.startIndex ?? end
    let last = entries.last.map { max($0.after.endIndex, $0.value.end) } ?? end
    return SourceTree.Container(
      .map, open: text[table.head.upperBound..<first], entries: entries, close: text[last..<end], indent: [])
  }
}
