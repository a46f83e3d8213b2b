import Skeletons

/// The columns of a table of guests: those with a column of ids.
struct GuestColumns {
  /// By column: what it is read as; nil for one that is not taken.
  let heads: [ColumnHead?]
  /// The kind, from the header or the heading, of guests that do not state it themselves.
  let kind: Guest.Kind?

  /// Nil if the table is not one of guests.
  init?(_ heads: [ColumnHead], in table: MarkdownTable, _ headings: HeadingWords) {
    guard let id = Self.idColumn(heads, in: table) else { return nil }
    var taken = Self.chosen(heads, id: id)
    let sure = heads[id].isSureOfKind ? heads[id].kind : nil
    kind = headings.kind == .template ? .template : sure ?? headings.kind ?? heads[id].kind
    if heads[id].isBareID {
      let meanings = Set(taken.compactMap { $0?.meaning })
      let speaksOfGuests = kind != nil || !meanings.isDisjoint(with: [.kind, .node, .cores, .memory, .disk])
      guard speaksOfGuests, !headings.isOfNetworks else { return nil }
    }
    if !taken.contains(where: { $0?.meaning == .name }) {
      let substitute = heads.indices.first { $0 != id && [.host, .service].contains(heads[$0].meaning) }
      if let substitute { taken[substitute] = ColumnHead("name") }
    }
    self.heads = taken
  }

  /// A column headed by a word for ids; one headed `VM` or `CT` may hold names instead.
  private static func idColumn(_ heads: [ColumnHead], in table: MarkdownTable) -> Int? {
    let candidates = heads.indices.filter { heads[$0].meaning == .id }
    return candidates.first { column in
      if !["vm", "ct", "lxc"].contains(heads[column].words) { return true }
      let cells = table.rows.compactMap { $0.cells.indices.contains(column) ? $0.cells[column].text : nil }
      return cells.contains { if case .facts = IdentityGrammar.id($0) { true } else { false } }
    }
  }

  /// One column a meaning, the first; the others are reported to be left out.
  private static func chosen(_ heads: [ColumnHead], id: Int?) -> [ColumnHead?] {
    let meanings = Set(heads.compactMap(\.meaning))
    var seen: Set<ColumnMeaning> = []
    return heads.enumerated().map { index, head in
      guard let meaning = head.meaning else { return nil }
      let read: ColumnHead?
      switch meaning {
      case .id where index != id: read = nil
      case .host: read = meanings.contains(.name) && !meanings.contains(.node) ? ColumnHead("node") : nil
      case .notes: read = meanings.contains(.purpose) ? nil : ColumnHead("purpose")
      case .service:
        read = meanings.contains(.services) || !meanings.contains(.name) ? nil : ColumnHead("services")
      case .version, .gateway, .vlan, .bridge: read = nil
      default: read = head
      }
      guard let read, let meaning = read.meaning, seen.insert(meaning).inserted else { return nil }
      return read
    }
  }

  /// The columns of a table that names guests by their names alone.
  static func unidentified(_ heads: [ColumnHead]) -> [ColumnHead?] {
    var taken = chosen(heads, id: nil)
    if !taken.contains(where: { $0?.meaning == .name }) {
      let substitute = heads.indices.first {
        heads[$0].meaning == .host || ["vm", "ct", "lxc"].contains(heads[$0].words)
      }
      if let substitute { taken[substitute] = ColumnHead("name") }
    }
    return taken
  }
}

/// The columns of a table of nodes.
enum NodeColumns {
  static func heads(_ heads: [ColumnHead]) -> [ColumnHead?] {
    let meanings = Set(heads.compactMap(\.meaning))
    let name: ColumnMeaning = meanings.contains(.name) ? .name : meanings.contains(.node) ? .node : .host
    var seen: Set<ColumnMeaning> = []
    return heads.map { head in
      guard let meaning = head.meaning else { return nil }
      let read =
        meaning == name ? ColumnHead("name") : [.address, .version, .network].contains(meaning) ? head : nil
      guard let read, let meaning = read.meaning, seen.insert(meaning).inserted else { return nil }
      return read
    }
  }
}

/// The columns of a table of networks.
enum NetworkColumns {
  static func heads(_ heads: [ColumnHead]) -> [ColumnHead?] {
    let isNamed = heads.contains { $0.meaning == .name }
    let hasNetwork = heads.contains { $0.meaning == .network }
    var seen: Set<ColumnMeaning> = []
    return heads.map { head in
      guard let meaning = head.meaning else { return nil }
      let read: ColumnHead? =
        switch meaning {
        case .name, .network, .gateway, .bridge: head
        case .vlan: isNamed || head.words != "vlan" ? head : nil
        case .address: hasNetwork ? nil : ColumnHead("network")
        default: nil
        }
      guard let read, let meaning = read.meaning, seen.insert(meaning).inserted else { return nil }
      return read
    }
  }
}

extension MarkdownTable {
  /// The same table with rows for columns, where its first column holds the heads of guests: `VMID`, `Name`, `IP`.
  var turned: MarkdownTable? {
    guard header.count >= 2, rows.count <= 64, header.count <= 64 else { return nil }
    let heads = [header[0]] + rows.map { $0.cells.first ?? MarkdownCell("") }
    let meanings = heads.map { ColumnHead($0.text).meaning }
    guard rows.contains(where: { $0.cells.count > 2 }), meanings.dropFirst().contains(.id),
      meanings.dropFirst().compactMap(\.self).count >= 2, rows.allSatisfy({ $0.cells.count <= header.count })
    else { return nil }
    let columns = (1..<header.count).map { column in
      Row(
        line: line,
        cells: [header[column]]
          + rows.map { $0.cells.indices.contains(column) ? $0.cells[column] : MarkdownCell("") })
    }
    var named = heads
    if meanings[0] == nil, !meanings.contains(.name) {
      named[0] = MarkdownCell("Name", column: heads[0].column)
    }
    return MarkdownTable(line: line, headings: headings, level: level, header: named, rows: columns)
  }
}

/// A table of two columns that describes one thing: a key and its value in each row.
struct KeysAndValues {
  struct Pair {
    let line: Int
    let key: MarkdownCell
    let value: MarkdownCell
  }

  let pairs: [Pair]
  private let meanings: [ColumnMeaning]

  /// Nil if it does not consist of pairs; its header may be a pair too.
  init?(_ table: MarkdownTable) {
    guard table.header.count == 2, table.rows.allSatisfy({ $0.cells.count <= 2 }) else { return nil }
    var pairs = table.rows.filter { $0.cells.count == 2 }.map {
      Pair(line: $0.line, key: $0.cells[0], value: $0.cells[1])
    }
    let first = ColumnHead(table.header[0].text).meaning
    let second = ColumnHead(table.header[1].text).meaning
    if first != nil, second == nil, !table.header[1].text.isEmpty {
      pairs.insert(Pair(line: table.line, key: table.header[0], value: table.header[1]), at: 0)
    }
    meanings = pairs.compactMap { ColumnHead($0.key.text).meaning }
    let isNamed = meanings.contains { [.name, .host, .node, .id].contains($0) }
    let says = meanings.contains { [.address, .version, .id].contains($0) }
    guard says, isNamed || meanings.contains(.version), meanings.count >= 2 else { return nil }
    self.pairs = pairs
  }

  /// Whether a node or a guest is described; nil if nothing states it.
  func subject(under headings: HeadingWords) -> Statement.Subject? {
    if meanings.contains(.id) { return .guest }
    let namesVersion = pairs.contains {
      let head = ColumnHead($0.key.text)
      return (head.meaning == .version && head.words != "version") || head.meaning == .node
    }
    return namesVersion || headings.isOfNodes ? .node : nil
  }

  /// How a pair is read; nil if it is not taken.
  func head(of pair: Pair, for subject: Statement.Subject) -> ColumnHead? {
    let head = ColumnHead(pair.key.text)
    switch (subject, head.meaning) {
    case (_, nil): return nil
    case (.node, .name): return head
    case (.node, .node), (.node, .host): return meanings.contains(.name) ? nil : ColumnHead("name")
    case (.node, .address), (.node, .version), (.node, .network): return head
    case (.node, _), (.network, _): return nil
    case (.guest, .host): return meanings.contains(.name) ? ColumnHead("node") : ColumnHead("name")
    case (.guest, .notes): return meanings.contains(.purpose) ? nil : ColumnHead("purpose")
    case (.guest, .service): return ColumnHead("services")
    case (.guest, .version), (.guest, .gateway), (.guest, .vlan), (.guest, .bridge): return nil
    case (.guest, _): return head
    }
  }
}
