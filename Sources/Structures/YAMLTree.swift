import YAMLReading

/// Reads YAML with exact spans, from libyaml's events and marks.
///
/// Anchors, aliases, tags and `<<` are never expanded: an alias is an atom, an anchor belongs to its value. A mapping
/// with a key that is not a plain word (`? …`, a template's `{{ … }}`) is an atom as a whole.
struct YAMLTree {
  private let text: [UInt8]
  private let events: [YAMLEvent]
  private var next = 0
  private var anchors: [String: Int] = [:]

  /// A node before blanks and comments are dealt out to entries.
  indirect enum Draft {
    case atom(SourceTree.Atom)
    case flow(SourceTree.Container)
    case block(Block)
  }

  struct Block {
    let kind: SourceTree.Kind
    let label: String
    let items: [Item]
    let column: Int

    struct Item {
      let key: String?
      /// From the key, or the dash, to after the colon or the dash.
      let head: Range<Int>
      let value: Draft
    }
  }

  private init(_ text: [UInt8]) throws(StructureFault) {
    let limits = YAMLLimits(bytes: 4 << 20, nodes: 400_000, depth: deepestNesting)
    guard let events = yamlEvents(text, limits: limits) else { throw .invalid }
    self.text = text
    self.events = events
  }

  static func read(_ text: [UInt8]) throws(StructureFault) -> SourceTree.Value {
    guard !hasDirectives(text) else { throw .invalid }
    var reader = try YAMLTree(text)
    return try reader.documents()
  }

  /// `%YAML` and the end of a document by `...`: rare, and left to lines.
  private static func hasDirectives(_ text: [UInt8]) -> Bool {
    var position = 0
    while position < text.count {
      if text[position] == UInt8(ascii: "%")
        || text.has(.dot, .dot, at: position) && text.at(position + 2) == .dot
      {
        return true
      }
      position = text.nextLine(position)
    }
    return false
  }

  private mutating func documents() throws(StructureFault) -> SourceTree.Value {
    var drafts: [(head: Range<Int>, value: Draft)] = []
    while next < events.count, case .document(let isExplicit) = events[next].kind {
      let start = events[next].range.lowerBound
      anchors = [:]
      next += 1
      drafts.append(
        (isExplicit ? start..<start + 3 : start..<start, try node(from: isExplicit ? start + 3 : start)))
    }
    let items = drafts.map { Block.Item(key: nil, head: $0.head, value: $0.value) }
    return try YAMLTiling(text: text).documents(items)
  }

  /// The node that comes next; `from` is where its key or dash ends.
  private mutating func node(from: Int) throws(StructureFault) -> Draft {
    guard next < events.count else { throw .invalid }
    let event = events[next]
    next += 1
    if let anchor = event.anchor { anchors[anchor, default: 0] += 1 }
    switch event.kind {
    case .alias(let name):
      // An anchor may be set again: what an alias means is the last one before it.
      guard let count = anchors[name] else { throw .invalid }
      return .atom(SourceTree.Atom(text[event.range], meaning: "*" + name + (count > 1 ? "@\(count)" : "")))
    case .scalar(let value, let style): return .atom(scalar(value, style, event, from: from))
    case .mapping(let isFlow): return isFlow ? try flow(.map, event) : try mapping(event)
    case .sequence(let isFlow): return isFlow ? try flow(.list, event) : try sequence(event, from: from)
    case .document, .end: throw .invalid
    }
  }

  private func label(of event: YAMLEvent) -> String {
    [event.anchor.map { "&" + $0 }, event.tag.map { "!" + $0 }].compactMap(\.self).joined(separator: " ")
  }

  private func scalar(
    _ value: String, _ style: YAMLEvent.ScalarStyle, _ event: YAMLEvent, from: Int
  ) -> SourceTree.Atom {
    var range = event.range
    if range.isEmpty { range = from..<from }
    if style == .block {
      let header = text[range.lowerBound..<text.lineEnd(range.lowerBound)]
      let keeps = header.prefix { $0 != .hash }.contains(UInt8(ascii: "+"))
      var end = range.upperBound
      while end > range.lowerBound, text[end - 1] == .newline || !keeps && text[end - 1].isBlank {
        end -= 1
        if keeps { break }
      }
      range = range.lowerBound..<end
    }
    let isText = style != .plain || !isTyped(value)
    return SourceTree.Atom(
      text[range], meaning: label(of: event) + (isText ? "'" : "=") + value, isBlock: style == .block)
  }

  private mutating func mapping(_ event: YAMLEvent) throws(StructureFault) -> Draft {
    var items: [Block.Item] = []
    var keys = KeySet()
    while next < events.count, events[next].kind != .end {
      let key = events[next]
      guard case .scalar(let name, let style) = key.kind, style != .block, key.anchor == nil, key.tag == nil
      else {
        throw .invalid
      }
      next += 1
      let question = questionMark(before: key.range.lowerBound)
      let end = key.range.upperBound
      let colon = question == nil ? text.skipBlanks(end) : text.skipTrivia(end)
      guard text.at(colon) == .colon else { throw .invalid }
      // Two `<<` are tolerated by many tools, and written by many hands.
      guard keys.insert(name) || name == "<<" else { throw .duplicate }
      items.append(
        Block.Item(
          key: name, head: (question ?? key.range.lowerBound)..<colon + 1, value: try node(from: colon + 1)))
    }
    next += 1
    return block(.map, event, items)
  }

  /// The position of a key's `?`, if it has one.
  private func questionMark(before key: Int) -> Int? {
    var mark = key - 1
    while mark >= 0, text[mark].isBlank { mark -= 1 }
    return mark >= 0 && mark < key - 1 && text[mark] == UInt8(ascii: "?") ? mark : nil
  }

  private mutating func sequence(_ event: YAMLEvent, from: Int) throws(StructureFault) -> Draft {
    var items: [Block.Item] = []
    var position = from
    if event.anchor != nil || event.tag != nil { position = max(from, text.nextLine(event.range.lowerBound)) }
    while next < events.count, events[next].kind != .end {
      let dash = text.skipTrivia(position)
      guard text.at(dash) == .dash else { throw .invalid }
      let value = try node(from: dash + 1)
      items.append(Block.Item(key: nil, head: dash..<dash + 1, value: value))
      position = value.end ?? dash + 1
    }
    next += 1
    return block(.list, event, items)
  }

  private func block(_ kind: SourceTree.Kind, _ event: YAMLEvent, _ items: [Block.Item]) -> Draft {
    let first = items.first?.head.lowerBound ?? event.range.lowerBound
    return .block(
      Block(kind: kind, label: label(of: event), items: items, column: first - text.lineStart(first)))
  }

  private mutating func flow(_ kind: SourceTree.Kind, _ event: YAMLEvent) throws(StructureFault) -> Draft {
    var items: [FlowTiling.Item]? = []
    var keys = KeySet()
    while next < events.count, events[next].kind != .end {
      let key = events[next]
      guard kind == .map else {
        let start = key.range.lowerBound
        let value = try flowValue()
        items?.append(FlowTiling.Item(key: nil, head: start..<start, value: value))
        continue
      }
      let colon = text.skipBlanks(key.range.upperBound)
      if case .scalar(let name, _) = key.kind, text.at(colon) == .colon {
        next += 1
        guard keys.insert(name) else { throw .duplicate }
        let value = try flowValue(behind: colon + 1)
        items?.append(
          FlowTiling.Item(key: name, head: key.range.lowerBound..<value.start, value: value))
      } else {
        _ = try flowValue()
        _ = try flowValue()
        items = nil
      }
    }
    let end = next < events.count ? events[next].range.upperBound : text.count
    next += 1
    return wrapped(kind, event, items, event.range.lowerBound..<end)
  }

  private mutating func flowValue(behind colon: Int? = nil) throws(StructureFault) -> SourceTree.Value {
    guard next < events.count else { throw .invalid }
    switch try node(from: colon ?? events[next].range.lowerBound) {
    case .atom(let atom): return .atom(atom)
    case .flow(let container): return .container(container)
    case .block: throw .invalid
    }
  }

  private func wrapped(
    _ kind: SourceTree.Kind, _ event: YAMLEvent, _ items: [FlowTiling.Item]?, _ range: Range<Int>
  ) -> Draft {
    let bracket: UInt8 = kind == .map ? .openBrace : .openBracket
    if let items, event.anchor == nil, event.tag == nil, text.at(range.lowerBound) == bracket {
      let tiling = FlowTiling(text: text, format: .yaml, kind: kind, separator: .comma)
      let container = tiling.container(
        open: range.lowerBound..<range.lowerBound + 1, items: items,
        close: range.upperBound - 1..<range.upperBound)
      if let container { return .flow(container) }
    }
    let words = text[range].split(whereSeparator: \.isSpace).map(\.text).joined(separator: " ")
    return .atom(SourceTree.Atom(text[range], meaning: words))
  }
}

extension YAMLTree.Draft {
  /// The end of its last byte that is neither comment nor blank; nil for a block without entries.
  var end: Int? {
    switch self {
    case .atom(let atom): atom.bytes.endIndex
    case .flow(let container): container.range.upperBound
    case .block(let block): block.items.last.flatMap { $0.value.end ?? $0.head.upperBound }
    }
  }
}

extension [UInt8] {
  /// The first byte from here on that is neither blank nor part of a `#` comment.
  func skipTrivia(_ offset: Int) -> Int {
    var offset = offset
    while offset < count {
      if self[offset].isSpace {
        offset += 1
      } else if self[offset] == .hash, offset == 0 || self[offset - 1].isSpace {
        offset = lineEnd(offset)
      } else {
        break
      }
    }
    return offset
  }
}

/// Whether a plain scalar is something else than a text, to YAML 1.1 or 1.2.
private func isTyped(_ value: String) -> Bool {
  guard let first = value.utf8.first else { return true }
  if first.isDigit || "+-.~=<".utf8.contains(first) { return true }
  guard value.utf8.count <= 5 else { return false }
  return ["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(value.lowercased())
}
