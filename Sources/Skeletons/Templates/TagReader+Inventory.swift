import Diagnostics

/// Tags for the inventory's items: `.address`, `.is.ct`, and sections over them.
extension TagReader {
  /// What a section goes through; nil if it only asks.
  func item(of test: Template.Test) -> ItemKind? {
    switch test {
    // A variable whose declaration is at fault may be anything.
    case .variable(let name): scope.shape(of: name).map(ItemKind.init) ?? .text
    case .itemField(let level, let name): shape(of: name, at: level).map(ItemKind.init) ?? .text
    case .inventory(let collection): collection.itemKind
    case .itemFact(let fact): fact.itemKind
    default: nil
    }
  }

  /// `.address`: a fact of the innermost item of the inventory, even within a list inside it.
  func itemFact(_ name: String, at offset: Int) throws(TagError) -> ItemFact {
    let known = try itemFacts(".\(name)", at: offset)
    if let fact = known.facts.first(where: { $0.rawValue == name }) { return fact }
    let names = known.facts.map { ".\($0.rawValue)" }
    throw TagError(
      message: "a \(known.kind.words) has no '\(quoted(name))'", offset: offset,
      hint: nearest(to: ".\(name)", among: names).map { "did you mean '\($0)'?" }
        ?? "one of \(names.joined(separator: ", "))")
  }

  /// `.is.ct`: whether the guest that is being gone through is of the kind.
  func itemKind(_ words: [ArraySlice<UInt8>], at offset: Int) throws(TagError) -> Guest.Kind? {
    guard words.count == 3, words[0].isEmpty, words[1].elementsEqual("is".utf8) else { return nil }
    let (text, name) = (String(decoding: words[2], as: UTF8.self), ".is")
    let kinds = [Guest.Kind.container, .machine]
    guard try itemFacts(name, at: offset).kind == .guest else {
      throw TagError(message: "'.is' is valid only for a guest", offset: offset)
    }
    if let kind = kinds.first(where: { $0.rawValue == text }) { return kind }
    throw TagError(
      message: "a guest is never '\(quoted(text))'", offset: offset,
      hint: "one of \(kinds.map(\.rawValue).joined(separator: ", "))")
  }

  /// How far from the outermost the innermost item is that has such a field; a name of the inventory's comes first.
  func level(of name: String) -> Int? {
    for level in items.indices.reversed() {
      if items[level].fieldNames.contains(name) { return level }
      if items[level].facts.contains(where: { $0.rawValue == name }) { return nil }
    }
    return nil
  }

  /// What a field of the item at a level is; nil if its declaration is at fault, and of keys and values.
  func shape(of name: String, at level: Int) -> Scope.TemplateShape? {
    guard items.indices.contains(level), case .object(let shape) = items[level] else { return nil }
    return shape.fields[name] ?? nil
  }

  /// `.is.FIELD.VALUE`, `.has.FIELD.VALUE` and `.has.FIELD`, of a field of one of objects.
  func itemComparison(_ text: ArraySlice<UInt8>, at offset: Int) throws(TagError) -> Template.Test? {
    let words = String(decoding: text, as: UTF8.self)
      .split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
    guard words.count >= 3, words[0].isEmpty, ["is", "has"].contains(words[1]),
      let level = level(of: words[2])
    else { return nil }
    let value = words.count == 4 ? words[3] : nil
    if words[1] == "has" { return .itemContains(level: level, words[2], value) }
    guard let value else {
      throw TagError(
        message: "'\(quoted(words.joined(separator: ".")))' does not say what to compare", offset: offset,
        hint: "write .is.FIELD.VALUE")
    }
    if let choices = shape(of: words[2], at: level)?.choices, !choices.isEmpty, !choices.contains(value) {
      throw TagError(
        message: "'.\(words[2])' can never be '\(quoted(value))'", offset: offset,
        hint: "one of \(choices.joined(separator: ", "))")
    }
    return .itemChoice(level: level, words[2], value)
  }

  private func itemFacts(
    _ words: String, at offset: Int
  ) throws(TagError) -> (kind: ItemKind, facts: [ItemFact]) {
    if let kind = items.last(where: { !$0.facts.isEmpty }) { return (kind, kind.facts) }
    let names = items.flatMap(\.fieldNames).map { ".\($0)" }
    if !names.isEmpty {
      throw TagError(
        message: "an item here has no '\(quoted(words))'", offset: offset,
        hint: nearest(to: words, among: names).map { "did you mean '\($0)'?" }
          ?? "one of \(names.joined(separator: ", "))")
    }
    throw TagError(
      message: "'\(quoted(words))' is valid only within a section over the inventory", offset: offset,
      hint: "write <%# inventory.guests %>…<%/ inventory.guests %>")
  }

  /// Tags and guests have no text of their own.
  func check(_ fact: ItemFact, through innermost: Transform?, at offset: Int) throws(TagError) {
    guard let kind = fact.itemKind, kind == .guest || innermost?.takesLists != true else { return }
    let words = ".\(fact.rawValue)"
    throw TagError(
      message: "'\(words)' is a list", offset: offset, hint: "write <%# \(words) %><% . %><%/ \(words) %>")
  }
}
