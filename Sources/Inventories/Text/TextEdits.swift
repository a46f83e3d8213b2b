import Diagnostics
import Skeletons
import YAMLReading

/// Replacements of ranges of a text, gathered before any is made.
struct TextEdits {
  private let bytes: [UInt8]
  private let starts: [Int]
  private var edits: [(range: Range<Int>, text: String, order: Int)] = []
  private var appendix = ""

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    starts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  /// The text with every replacement made.
  var result: [UInt8] {
    var result: [UInt8] = []
    var end = 0
    for edit in edits.sorted(by: { ($0.range.lowerBound, $0.order) < ($1.range.lowerBound, $1.order) })
    where edit.range.lowerBound >= end {
      result += bytes[end..<edit.range.lowerBound]
      result += edit.text.utf8
      end = edit.range.upperBound
    }
    result += bytes[end...]
    if !appendix.isEmpty {
      if let last = result.last, last != UInt8(ascii: "\n") { result.append(UInt8(ascii: "\n")) }
      result += appendix.utf8
    }
    return result
  }

  /// Changes the items of one list; items are known by their identity, and keep their order.
  mutating func edit<Bearer: FactBearer, Identity: Hashable>(
    _ list: String, _ known: [Bearer], _ wanted: [Bearer], in document: Node,
    by identity: KeyPath<Bearer, Identity>
  ) {
    if known == wanted { return }
    let pair = document.pairs?.first { $0.name == list }
    let items = pair?.value.items ?? []
    var rest = wanted[...]
    var kept = 0
    for (item, bearer) in zip(items, known) {
      if let next = rest.first, next[keyPath: identity] == bearer[keyPath: identity] {
        if next != bearer { change(item, bearer, next) }
        rest.removeFirst()
        kept += 1
      } else {
        remove(item)
      }
    }
    let lines = rest.map { $0 }
    if kept == 0, !items.isEmpty, let pair {
      return restart(list, pair, lines)
    }
    add(lines, to: list, pair, items)
  }

  // MARK: items

  private mutating func add<Bearer: FactBearer>(
    _ added: [Bearer], to list: String, _ pair: Node.Pair?, _ items: [Node]
  ) {
    if added.isEmpty { return }
    guard let pair else {
      appendix += "\(list):\n" + added.flatMap { $0.lines(indent: 2) }.map { $0 + "\n" }.joined()
      return
    }
    guard let last = items.last, let dash = dash(of: last) else {
      if items.isEmpty { restart(list, pair, added) }
      return
    }
    let end = endOfItem(last, indent: dash.indent)
    let text = added.flatMap { $0.lines(indent: dash.indent) }.map { $0 + "\n" }.joined()
    let isCut = end == bytes.count && bytes.last != UInt8(ascii: "\n")
    insert((isCut ? "\n" : "") + text, at: end)
  }

  /// Writes a list anew that has no item, or keeps none: `guests: []`, `guests:`.
  private mutating func restart<Bearer: FactBearer>(_ list: String, _ pair: Node.Pair, _ wanted: [Bearer]) {
    guard let key = offset(pair.key) else { return }
    let indent = bytes[..<key].reversed().prefix { $0 == 0x20 }.count
    let text = wanted.flatMap { $0.lines(indent: indent + 2) }.map { $0 + "\n" }.joined()
    let line = endOfLine(key)
    let colon = key + list.utf8.count
    if let start = offset(pair.value), bytes[start...].first == UInt8(ascii: "["), let end = endOfFlow(start),
      end <= line
    {
      replace(start..<end, with: wanted.isEmpty ? "[]" : "")
      if !wanted.isEmpty { insert((line == bytes.count ? "\n" : "") + text, at: min(line + 1, bytes.count)) }
    } else if pair.value.isNull {
      insert((line == bytes.count ? "\n" : "") + text, at: min(line + 1, bytes.count))
    } else if wanted.isEmpty, colon < line {
      insert(" []", at: colon + 1)
    }
  }

  private mutating func remove(_ item: Node) {
    guard let dash = dash(of: item) else { return }
    replace(starts[dash.line]..<endOfItem(item, indent: dash.indent), with: "")
  }

  /// The line of an item's dash, from 0, and how far it is indented; nil if something else is before it.
  private func dash(of item: Node) -> (line: Int, indent: Int)? {
    guard let offset = offset(item), let line = item.place.line else { return nil }
    let start = starts[line - 1]
    let before = bytes[start..<offset]
    let indent = before.prefix { $0 == 0x20 }.count
    let rest = before.dropFirst(indent)
    guard rest.first == UInt8(ascii: "-"), rest.dropFirst().allSatisfy({ $0 == 0x20 }) else { return nil }
    return (line - 1, indent)
  }

  /// After the last line that is indented further than the item's dash; comments after it are not the item's.
  private func endOfItem(_ item: Node, indent: Int) -> Int {
    var line = (item.place.line ?? 1)
    var end = line
    while line < starts.count {
      let text = bytes[starts[line]..<endOfLine(starts[line])]
      let depth = text.prefix { $0 == 0x20 }.count
      if text.dropFirst(depth).isEmpty {
        line += 1
        continue
      }
      let isComment = text.dropFirst(depth).first == UInt8(ascii: "#")
      if depth <= indent, !isComment { break }
      line += 1
      if depth > indent { end = line }
      if isComment, depth <= indent { break }
    }
    return end < starts.count ? starts[end] : bytes.count
  }

  // MARK: facts

  private mutating func change<Bearer: FactBearer>(_ item: Node, _ known: Bearer, _ wanted: Bearer) {
    for field in Bearer.fields where known[field] != wanted[field] {
      let pair = item.pairs?.first { $0.name == field.rawValue }
      switch (pair, wanted[field]) {
      case (let pair?, let value?): replace(pair.value, with: value, known[field])
      case (nil, let value?): insert(field, value, into: item, Bearer.fields)
      case (let pair?, nil): removeFact(pair, of: item)
      case (nil, nil): continue
      }
    }
  }

  private mutating func replace(_ node: Node, with value: FactValue, _ known: FactValue?) {
    guard let start = offset(node) else { return }
    if node.isNull, let scalar = node.scalar, scalar.text.isEmpty {
      return insert(" " + value.yaml, at: start)
    }
    if let items = node.items, bytes[start] != UInt8(ascii: "[") {
      return replaceBlock(items, with: value.list ?? [], known?.list ?? [])
    }
    guard let end = endOfValue(node, from: start) else { return }
    replace(start..<end, with: value.yaml)
  }

  /// The items of a list that has a dash a line.
  private mutating func replaceBlock(_ items: [Node], with wanted: [String], _ known: [String]) {
    for (item, text) in zip(items, known) where !wanted.contains(text) { remove(item) }
    guard let last = items.last, let dash = dash(of: last) else { return }
    let blanks = String(repeating: " ", count: dash.indent)
    let added = wanted.filter { !known.contains($0) }.map { "\(blanks)- \(Literal.yaml($0))\n" }.joined()
    let end = endOfLine(starts[dash.line])
    insert((end == bytes.count ? "\n" : "") + added, at: min(end + 1, bytes.count))
  }

  /// After the fact that comes before it in the usual order.
  private mutating func insert(_ field: FactField, _ value: FactValue, into item: Node, _ order: [FactField])
  {
    guard let pairs = item.pairs, let start = offset(item) else { return }
    let place = order.firstIndex(of: field) ?? order.count
    let before = Set(order[..<place].map(\.rawValue))
    let ends = pairs.map { pair in
      pair.value.isNull ? nil : offset(pair.value).flatMap { endOfValue(pair.value, from: $0) }
    }
    let index =
      pairs.indices.last { before.contains(pairs[$0].name) && ends[$0] != nil }
      ?? ends.firstIndex { $0 != nil }
    guard let index, let end = ends[index] else { return }
    let neighbour = pairs[index]
    if bytes[start] == UInt8(ascii: "{") {
      insert(", \(field.rawValue): \(value.yaml)", at: end)
    } else if let key = offset(neighbour.key), let line = neighbour.key.place.line {
      let blanks = String(repeating: " ", count: key - starts[line - 1])
      let lineEnd = endOfLine(end)
      insert(
        "\(lineEnd == bytes.count ? "\n" : "")\(blanks)\(field.rawValue): \(value.yaml)\n",
        at: min(lineEnd + 1, bytes.count))
    }
  }

  private mutating func removeFact(_ pair: Node.Pair, of item: Node) {
    guard let key = offset(pair.key), let start = offset(pair.value),
      let end = endOfValue(pair.value, from: start),
      let line = pair.key.place.line
    else { return }
    if let begin = offset(item), bytes[begin] == UInt8(ascii: "{") {
      let comma = bytes[..<key].lastIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "{") } ?? key
      replace((bytes[comma] == UInt8(ascii: ",") ? comma : key)..<end, with: "")
    } else if starts[line - 1]..<key ~= starts[line - 1] || key == starts[line - 1] {
      replace(starts[line - 1]..<min(endOfLine(end) + 1, bytes.count), with: "")
    }
  }
}

extension TextEdits {
  // MARK: places

  private func offset(_ node: Node) -> Int? {
    guard let line = node.place.line, let column = node.place.column, line <= starts.count else { return nil }
    let byteOrderMark = line == 1 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let offset = starts[line - 1] + column - 1 + byteOrderMark
    return offset <= bytes.count ? offset : nil
  }

  /// Of the newline, or of the end of the text.
  private func endOfLine(_ offset: Int) -> Int {
    bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
  }

  /// After a value on one line; nil if it is written over several or in a way that has no plain end.
  private func endOfValue(_ node: Node, from start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    let end = endOfLine(start)
    switch bytes[start] {
    case UInt8(ascii: "["), UInt8(ascii: "{"): return endOfFlow(start)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return endOfQuote(start, upTo: end)
    case UInt8(ascii: "|"), UInt8(ascii: ">"): return nil
    default:
      guard let text = node.scalar?.text, bytes[start..<end].starts(with: text.utf8) else { return nil }
      return start + text.utf8.count
    }
  }

  private func endOfQuote(_ start: Int, upTo end: Int) -> Int? {
    let quote = bytes[start]
    var index = start + 1
    while index < end {
      if bytes[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        index += 2
      } else if bytes[index] == quote {
        guard quote == UInt8(ascii: "'"), index + 1 < end, bytes[index + 1] == quote else { return index + 1 }
        index += 2
      } else {
        index += 1
      }
    }
    return nil
  }

  /// After the bracket that closes a flow collection.
  private func endOfFlow(_ start: Int) -> Int? {
    var depth = 0
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return index + 1 }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard let end = endOfQuote(index, upTo: bytes.count) else { return nil }
        index = end
        continue
      case UInt8(ascii: "#") where index > 0 && bytes[index - 1] == 0x20: index = endOfLine(index)
      default: break
      }
      index += 1
    }
    return nil
  }

  private mutating func insert(_ text: String, at offset: Int) { replace(offset..<offset, with: text) }

  private mutating func replace(_ range: Range<Int>, with text: String) {
    edits.append((range, text, edits.count))
  }
}
