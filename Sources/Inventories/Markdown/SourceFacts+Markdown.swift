import Diagnostics

extension SourceFacts {
  /// The facts that the tables of a Markdown document state, and a list of everything in its tables that is not taken.
  ///
  /// A table with a column of ids is one of guests, with columns in any order and language; others are nodes,
  /// networks, keys and values of one of them, or add to guests that they call by name. `path` names the document.
  package init(markdown text: String, at path: String) {
    let document = MarkdownDocument(text.first == "\u{FEFF}" ? String(text.dropFirst()) : text)
    self.init()
    for (line, reason) in document.others {
      leftOut.append(LeftOut(.table, reason, at: Place(path, line: line)))
    }
    var statements: [Statement] = []
    var unidentified: [Statement] = []
    for table in document.tables {
      let reading = TableReading(table, at: path)
      statements += reading.statements
      unidentified += reading.unidentified
      leftOut += reading.leftOut
    }
    take(statements + unidentified)
  }

  /// Takes over statements, those of one thing as one.
  mutating func take(_ statements: [Statement]) {
    var consolidation = Consolidation()
    for statement in statements where statement.subject != .guest || statement.id != nil {
      consolidation.add(statement)
    }
    for statement in statements where statement.subject == .guest && statement.id == nil {
      consolidation.add(statement)
    }
    self.statements += consolidation.statements
    leftOut += consolidation.leftOut
    leftOut.sort { ($0.place.line ?? 0, $0.place.column ?? 0) < ($1.place.line ?? 0, $1.place.column ?? 0) }
  }
}
