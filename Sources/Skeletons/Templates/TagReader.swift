import Diagnostics

/// Reads what is between `<%` and `%>`: names, facts, tests and transforms, each checked against the scope.
struct TagReader {
  let scope: Scope
  /// What is being gone through, the innermost last; then `.`, `first` and `last` mean something.
  let items: [ItemKind]
  let memory: TagMemory

  /// `name`, `guest.fact`, `.`, `.field` or `transform(…)`, where `offset` is the first byte's place in the template.
  func expression(_ text: ArraySlice<UInt8>, at offset: Int) throws(TagError) -> Template.Expression {
    guard items.isEmpty else { return try newExpression(text, at: offset) }
    return try memory.expressions.meaning(of: text) { () throws(TagError) in
      try newExpression(text, at: offset)
    }
  }

  private func newExpression(
    _ text: ArraySlice<UInt8>, at offset: Int
  ) throws(TagError) -> Template.Expression {
    var reader = ExpressionReader(tags: self, text: text, offset: offset - text.startIndex)
    return try reader.whole()
  }

  /// What a section asks: a variable, a fact, `.`, `first`, `last`, `is.VARIABLE.VALUE` or `has.LIST.VALUE`.
  func test(_ text: ArraySlice<UInt8>, at offset: Int) throws(TagError) -> Template.Test {
    guard items.isEmpty else { return try newTest(text, at: offset) }
    return try memory.tests.meaning(of: text) { () throws(TagError) in try newTest(text, at: offset) }
  }

  private func newTest(_ text: ArraySlice<UInt8>, at offset: Int) throws(TagError) -> Template.Test {
    let words = text.split(separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
    switch shown(words[0]) {
    case "is", "has": return try comparison(words.map(shown), at: offset)
    case "first", "last":
      guard !items.isEmpty, words.count == 1 else {
        throw TagError(
          message: "'\(shown(text))' is valid only within a list's section", offset: offset)
      }
      return shown(text) == "first" ? .isFirst : .isLast
    default: break
    }
    if text.contains(UInt8(ascii: "(")) { return .expression(try expression(text, at: offset)) }
    if scope.isInventory(shown(text)) { return .inventory(try scope.collection(shown(text), at: offset)) }
    if let test = try itemComparison(text, at: offset) { return test }
    if let kind = try itemKind(words, at: offset) { return .itemKind(kind) }
    switch try operand(text, at: offset) {
    case .variable(let name): return .variable(name)
    case .fact(let name, let fact): return .fact(name, fact)
    case .item: return .item
    case .itemFact(let fact): return .itemFact(fact)
    case .itemField(let level, let name): return .itemField(level: level, name)
    case .builtin(let name):
      throw TagError(
        message: "'\(name.rawValue)' is always set: a section on it has no effect", offset: offset)
    }
  }

  /// `is.VARIABLE.VALUE`, `has.LIST.VALUE`, `has.MAP.KEY`, or `has.LIST` where the list has items at all.
  private func comparison(_ words: [String], at offset: Int) throws(TagError) -> Template.Test {
    let rest = words.dropFirst().joined(separator: ".")
    if words[0] == "has", scope.isInventory(rest) {
      return .filledInventory(try scope.collection(rest, at: offset + words[0].utf8.count + 1))
    }
    let (isChoice, isWhole) = (words[0] == "is", words.count == 2 && words[0] == "has")
    guard words.count == 3 || isWhole, !words[words.count - 1].isEmpty else {
      throw TagError(
        message: "'\(words.joined(separator: "."))' does not say what to compare", offset: offset,
        hint: isChoice ? "write is.VARIABLE.VALUE" : "write has.LIST.VALUE or has.LIST")
    }
    let name = words[1]
    try checkKnown(name, at: offset + words[0].utf8.count + 1)
    let wanted: Variable.Kind = isChoice ? .choice : .list
    if let kind = scope.shape(of: name)?.kind, kind != wanted, !(kind == .guest && isChoice),
      !(!isChoice && [.map, .objects].contains(kind))
    {
      throw TagError(message: "'\(name)' is a \(kind.rawValue), not a \(wanted.rawValue)", offset: offset)
    }
    if isWhole { return .filled(name) }
    try checkValue(words[2], of: name, at: offset + words[0].utf8.count + name.utf8.count + 2)
    return isChoice ? .choice(name, words[2]) : .contains(name, words[2])
  }

  private func checkValue(_ value: String, of name: String, at offset: Int) throws(TagError) {
    guard let choices = scope.shape(of: name)?.choices, !choices.isEmpty, !choices.contains(value) else {
      return
    }
    throw TagError(
      message: "'\(name)' can never be '\(quoted(value))'", offset: offset,
      hint: "one of \(choices.joined(separator: ", "))")
  }

  func transform(_ name: ArraySlice<UInt8>, at offset: Int) throws(TagError) -> Transform {
    if let transform = Transform(rawValue: shown(name)) { return transform }
    let names = Transform.allCases.map(\.rawValue)
    throw TagError(
      message: "unknown transform '\(quoted(shown(name)))'", offset: offset,
      hint: nearest(to: shown(name), among: names).map { "did you mean '\($0)'?" }
        ?? "one of \(names.joined(separator: ", "))")
  }

  func operand(_ text: ArraySlice<UInt8>, at offset: Int) throws(TagError) -> Template.Operand {
    if text.elementsEqual(".".utf8) {
      if !items.isEmpty { return .item }
      throw TagError(message: "'.' is valid only within a list's section", offset: offset)
    }
    let words = text.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false).map(
      shown)
    if words.count == 2, words[0].isEmpty {
      if let level = level(of: words[1]) { return .itemField(level: level, words[1]) }
      return .itemFact(try itemFact(words[1], at: offset))
    }
    if scope.isInventory(shown(text)) {
      throw TagError(
        message: "'\(quoted(shown(text)))' cannot be rendered as text", offset: offset,
        hint: "write <%# inventory.guests %><% .name %><%/ inventory.guests %>")
    }
    if words.count == 1, !scope.knows(words[0]), let builtin = scope.builtin(words[0]) {
      return .builtin(builtin)
    }
    guard isName(words[0]) else {
      throw TagError(message: "invalid name '\(quoted(shown(text)))'", offset: offset, hint: Self.grammar)
    }
    try checkKnown(words[0], at: offset)
    if words.count == 1 { return .variable(words[0]) }
    return .fact(words[0], try fact(words[1], of: words[0], at: offset))
  }

  private func fact(_ fact: String, of name: String, at offset: Int) throws(TagError) -> GuestFact {
    if let kind = scope.shape(of: name)?.kind, kind != .guest {
      throw TagError(
        message: "'\(name)' is a \(kind.rawValue): only a guest has '.\(quoted(fact))'", offset: offset)
    }
    if let fact = GuestFact(rawValue: fact) { return fact }
    throw TagError(
      message: "a guest has no '\(quoted(fact))'", offset: offset + name.utf8.count + 1,
      hint: "one of \(GuestFact.allCases.map(\.rawValue).joined(separator: ", "))")
  }

  private func checkKnown(_ name: String, at offset: Int) throws(TagError) {
    if scope.knows(name) { return }
    throw TagError(message: "unknown variable '\(quoted(name))'", offset: offset, hint: scope.hint(for: name))
  }

  /// A list, a map, objects and a guest have no text of their own.
  func check(_ operand: Template.Operand, through transform: Transform?, at offset: Int) throws(TagError) {
    if case .itemFact(let fact) = operand { return try check(fact, through: transform, at: offset) }
    let (name, shape) =
      switch operand {
      case .variable(let name): (name, scope.shape(of: name))
      case .itemField(let level, let name): (".\(name)", self.shape(of: name, at: level))
      default: ("", nil as Scope.TemplateShape?)
      }
    guard let kind = shape?.kind else { return }
    if kind == .guest {
      throw TagError(
        message: "'\(name)' is a guest", offset: offset, hint: "write \(name).name or another of its facts")
    }
    if kind == .list, transform?.takesLists != true {
      throw TagError(
        message: "'\(name)' is a list", offset: offset,
        hint: "write <%# \(name) %><% . %><%/ \(name) %> or json(\(name))")
    }
    if kind == .map || kind == .objects, transform?.takesCollections != true {
      let inside = kind == .map ? "<% .key %>: <% .value %>" : "<% .key %>"
      throw TagError(
        message: "'\(name)' is a \(kind.rawValue)", offset: offset,
        hint: "write <%# \(name) %>\(inside)<%/ \(name) %> or json(\(name))")
    }
  }

  private func isName(_ text: String) -> Bool {
    text.utf8.first.map { isLower($0) || isUpper($0) || $0 == 0x5F } == true
      && text.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x5F }
  }

  func shown(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  private static let grammar =
    "a tag is <% name %>, <% transform(name) %>, <%# name %>…<%/ name %>, <%^ name %> or <%! comment %>"
}
