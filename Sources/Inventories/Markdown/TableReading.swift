import Diagnostics
import Skeletons

/// Reads one table: decides what it is about, makes statements of its rows, and lists everything else.
struct TableReading {
  let table: MarkdownTable
  let path: String
  let headings: HeadingWords
  var statements: [Statement] = []
  var leftOut: [LeftOut] = []
  /// Rows of a table without ids, which add to guests that other tables list by the same name.
  var unidentified: [Statement] = []

  init(_ table: MarkdownTable, at path: String) {
    self.table = table
    self.path = path
    headings = HeadingWords(table)
    read()
  }

  private mutating func read() {
    let heads = table.header.map { ColumnHead($0.text) }
    if let absence = headings.absence {
      return leaveTable("it is below the heading '\(quoted(absence))', and only what exists now is a fact")
    }
    if let columns = GuestColumns(heads, in: table, headings) {
      return readRows(.guest, columns.heads, columns)
    }
    if let turned = table.turned,
      let columns = GuestColumns(turned.header.map { ColumnHead($0.text) }, in: turned, headings)
    {
      return readTurned(turned, columns)
    }
    if let pairs = KeysAndValues(table) { return readPairs(pairs) }
    let meanings = heads.map(\.meaning)
    if isOfNodes(heads) { return readRows(.node, NodeColumns.heads(heads), nil) }
    if meanings.contains(.network) || (headings.isOfNetworks && meanings.contains(.address)),
      isOfNetworks(heads)
    {
      return readRows(.network, NetworkColumns.heads(heads), nil)
    }
    readUnidentified(heads)
  }

  private func isOfNodes(_ heads: [ColumnHead]) -> Bool {
    let meanings = heads.map(\.meaning)
    let isNamed = meanings.contains { $0 == .name || $0 == .host || $0 == .node }
    guard isNamed, meanings.contains(.address) || meanings.contains(.version) else { return false }
    let namesVersion = heads.contains { $0.meaning == .version && $0.words != "version" }
    return headings.isOfNodes || namesVersion
      || (meanings.contains(.node) && !meanings.contains(.name) && !meanings.contains(.host))
  }

  private func isOfNetworks(_ heads: [ColumnHead]) -> Bool {
    let column = heads.firstIndex { $0.meaning == .network } ?? heads.firstIndex { $0.meaning == .address }
    guard let column else { return false }
    return table.rows.contains {
      $0.cells.indices.contains(column) && IPNetwork(RemarkedText($0.cells[column].text).text) != nil
    }
  }

  // MARK: what is left out

  mutating func leaveTable(_ reason: String) {
    leftOut.append(LeftOut(.table, "the table is skipped: \(reason)", at: Place(path, line: table.line)))
  }

  mutating func leaveRow(
    _ row: MarkdownTable.Row, _ reason: String, hint: String? = nil, isRefused: Bool = false
  ) {
    leftOut.append(LeftOut(.row, reason, at: Place(path, line: row.line), hint: hint, isRefused: isRefused))
  }

  func place(_ cell: MarkdownCell, line: Int) -> Place { Place(path, line: line, column: cell.column) }

  /// Reports once for each column that it is not taken.
  mutating func leaveColumns(_ heads: [ColumnHead?]) {
    for (index, head) in heads.enumerated() where head == nil {
      let cell = table.header[index]
      let isEmpty = table.rows.allSatisfy {
        !$0.cells.indices.contains(index) || saysNothing($0.cells[index].text)
      }
      if isEmpty { continue }
      let name = cell.text.isEmpty ? "without a header" : "'\(quoted(cell.text))'"
      leftOut.append(LeftOut(.column, "the column \(name) is not taken", at: place(cell, line: table.line)))
    }
  }

  // MARK: rows

  /// Makes a statement of each row; `heads` are those of the columns that are taken.
  private mutating func readRows(
    _ subject: Statement.Subject, _ heads: [ColumnHead?], _ columns: GuestColumns?
  ) {
    leaveColumns(heads)
    for row in table.rows {
      guard let statement = statement(subject, of: row, heads) else { continue }
      add(statement, row, columns)
    }
  }

  private mutating func add(_ statement: Statement, _ row: MarkdownTable.Row, _ columns: GuestColumns?) {
    var statement = statement
    switch statement.subject {
    case .guest:
      guard statement.id != nil else { return }
      // A kind that the row itself states and no one understands is not that of the table.
      let ofRow = leftOut.reversed().prefix { $0.place.line == row.line }
      let isRefused = ofRow.contains { $0.isRefused && $0.reason.hasPrefix("kind:") }
      if statement.kind == nil, !isRefused, let kind = columns?.kind {
        statement.state(.kind, .text(kind.rawValue))
      }
      statements.append(statement)
    case .node, .network:
      guard statement.name != nil else { return leaveRow(row, "the row has no name") }
      statements.append(statement)
    }
  }

  /// What a row states; nil if it cannot be read, which is listed.
  private mutating func statement(
    _ subject: Statement.Subject, of row: MarkdownTable.Row, _ heads: [ColumnHead?],
    by named: ColumnMeaning? = nil
  ) -> Statement? {
    if row.cells.count > heads.count {
      leaveRow(
        row, "the row has \(row.cells.count) cells and the header \(heads.count)",
        hint: "write a bar within a text as \\|", isRefused: true)
      return nil
    }
    if row.cells.allSatisfy({ saysNothing($0.text) && $0.struck.isEmpty }) { return nil }
    var statement = Statement(subject, at: Place(path, line: row.line))
    var reader = CellReader(path: path, line: row.line)
    let naming = named ?? (subject == .guest ? .id : .name)
    guard isNamed(row, by: naming, heads) else { return nil }
    for (index, cell) in row.cells.enumerated() {
      guard let head = heads[index] else { continue }
      reader.read(cell, as: head, into: &statement)
    }
    leftOut += reader.leftOut
    if naming == .id, statement.id == nil, !reader.leftOut.contains(where: \.isRefused) {
      leaveRow(row, "the row has no id")
    }
    return statement
  }

  /// Whether the row identifies its subject and is not struck out; otherwise it is listed as left out.
  private mutating func isNamed(
    _ row: MarkdownTable.Row, by naming: ColumnMeaning, _ heads: [ColumnHead?]
  ) -> Bool {
    for meaning in [naming, .name] {
      let cell = heads.firstIndex { $0?.meaning == meaning }.flatMap {
        row.cells.indices.contains($0) ? row.cells[$0] : MarkdownCell("")
      }
      guard let cell, cell.text.isEmpty, meaning == naming || !cell.struck.isEmpty else { continue }
      leaveRow(row, cell.struck.isEmpty ? "the row has no \(naming.rawValue)" : "the row is struck out")
      return false
    }
    return true
  }

  private mutating func readTurned(_ turned: MarkdownTable, _ columns: GuestColumns) {
    var reading = TableReading(turnedTable: turned, self, columns)
    reading.leftOut.removeAll { $0.part == .column }
    leaveColumns(Array(repeating: ColumnHead("name"), count: table.header.count))
    for (index, head) in columns.heads.enumerated() where head == nil {
      let cell = turned.header[index]
      if !cell.text.isEmpty {
        leftOut.append(
          LeftOut(.row, "the row '\(quoted(cell.text))' is not taken", at: Place(path, line: table.line)))
      }
    }
    statements += reading.statements
    leftOut += reading.leftOut
  }

  private init(turnedTable: MarkdownTable, _ outer: TableReading, _ columns: GuestColumns) {
    table = turnedTable
    path = outer.path
    headings = outer.headings
    readRows(.guest, columns.heads, columns)
  }

  /// Keys and values of one guest, or of a node.
  private mutating func readPairs(_ pairs: KeysAndValues) {
    guard let subject = pairs.subject(under: headings) else {
      return leaveTable("its keys and values do not identify a node or a guest")
    }
    var statement = Statement(subject, at: Place(path, line: table.line))
    var reader = CellReader(path: path, line: table.line)
    for pair in pairs.pairs {
      reader.line = pair.line
      guard let head = pairs.head(of: pair, for: subject) else {
        leftOut.append(
          LeftOut(
            .row, "the row '\(quoted(pair.key.text))' is not taken", at: place(pair.key, line: pair.line)))
        continue
      }
      reader.read(pair.value, as: head, into: &statement)
    }
    leftOut += reader.leftOut
    if subject == .guest, statement.kind == nil, let kind = headings.kind {
      statement.state(.kind, .text(kind.rawValue))
    }
    if subject == .node, statement.name == nil, let name = headings.subject {
      statement.state(.name, .text(name))
    }
    guard subject == .guest ? statement.id != nil : statement.name != nil else {
      return leaveTable("it does not state what the \(subject == .guest ? "guest's id" : "node's name") is")
    }
    statements.append(statement)
  }

  /// A table without ids may add to guests that another one of the document names.
  private mutating func readUnidentified(_ heads: [ColumnHead]) {
    let taken = GuestColumns.unidentified(heads)
    guard taken.contains(where: { $0?.meaning == .name }),
      taken.contains(where: { ![nil, .name, .notes, .purpose].contains($0?.meaning) })
    else { return leaveTable("it has no id column and does not identify a node") }
    var reading = TableReading(unidentifiedIn: self, taken)
    reading.leftOut.removeAll { $0.part == .column }
    unidentified = reading.statements
    leftOut += reading.leftOut
  }

  private init(unidentifiedIn outer: TableReading, _ heads: [ColumnHead?]) {
    table = outer.table
    path = outer.path
    headings = outer.headings
    for row in table.rows {
      if let statement = statement(.guest, of: row, heads, by: .name), statement.name != nil {
        statements.append(statement)
      }
    }
  }
}
