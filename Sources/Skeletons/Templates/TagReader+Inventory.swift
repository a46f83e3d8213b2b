import Diagnostics

/// What tags say of the inventory's items: `.address`, `.is.ct`, and what is gone through.
extension TagReader {
  /// What a section goes through; nil where it only asks.
  func item(of test: Template.Test) -> ItemKind? {
    switch test {
    // A variable whose declaration is at fault may be anything.
    case .variable(let name): scope.shape(of: name).map { $0.kind == .list ? .text : nil } ?? .text
    case .inventory(let collection): collection.itemKind
    case .itemFact(let fact): fact.itemKind
    default: nil
    }
  }

  /// `.address`: a fact of the innermost item of the inventory, whatever list is gone through within it.
  func itemFact(_ name: String, at offset: Int) throws(TagError) -> ItemFact {
    let known = try itemFacts(".\(name)", at: offset)
    if let fact = known.facts.first(where: { $0.rawValue == name }) { return fact }
    let names = known.facts.map { ".\($0.rawValue)" }
    throw TagError(
      message: "a \(known.kind.rawValue) has no '\(quoted(name))'", offset: offset,
      hint: nearest(to: ".\(name)", among: names).map { "did you mean '\($0)'?" }
        ?? "one of \(names.joined(separator: ", "))")
  }

  /// `.is.ct`: whether the guest that is being gone through is of the kind.
  func itemKind(_ words: [ArraySlice<UInt8>], at offset: Int) throws(TagError) -> Guest.Kind? {
    guard words.count == 3, words[0].isEmpty, words[1].elementsEqual("is".utf8) else { return nil }
    let (text, name) = (String(decoding: words[2], as: UTF8.self), ".is")
    let kinds = [Guest.Kind.container, .machine]
    guard try itemFacts(name, at: offset).kind == .guest else {
      throw TagError(message: "'.is' means something only of a guest", offset: offset)
    }
    if let kind = kinds.first(where: { $0.rawValue == text }) { return kind }
    throw TagError(
      message: "a guest is never '\(quoted(text))'", offset: offset,
      hint: "one of \(kinds.map(\.rawValue).joined(separator: ", "))")
  }

  private func itemFacts(
    _ words: String, at offset: Int
  ) throws(TagError) -> (kind: ItemKind, facts: [ItemFact]) {
    if let kind = items.last(where: { $0 != .text }) { return (kind, kind.facts) }
    throw TagError(
      message: "'\(quoted(words))' means something only within a section over the inventory", offset: offset,
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
