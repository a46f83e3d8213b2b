import Diagnostics
import YAMLReading

extension Variable {
  /// What `default:` says, checked at once where it refers to nothing.
  func fallback(from node: Node, scope: Scope, noting faults: inout Faults) -> Fallback? {
    let what = "the default of '\(name)'"
    if let pairs = node.pairs { return fallback(by: pairs, at: node.place, scope: scope, noting: &faults) }
    switch kind {
    case .string, .secret:
      let template = Template(node, what, scope: scope, noting: &faults)
      if let text = template.literal { check(.text(text), at: node.place, noting: &faults) }
      return .text(template)
    case .list:
      let templates = node.list(what, noting: &faults).map {
        Template($0, "an item of \(what)", scope: scope, noting: &faults)
      }
      if templates.allSatisfy({ $0.literal != nil }) {
        check(.list(templates.compactMap(\.literal)), at: node.place, noting: &faults)
      }
      return .list(templates)
    case .integer, .boolean, .choice:
      guard let answer = answer(from: node, noting: &faults) else { return nil }
      check(answer, at: node.place, noting: &faults)
      return (try? value(of: answer)).map { .value($0) }
    case .guest:
      faults.note("a guest has no default: the inventory is not the skeleton's", at: node.place)
      return nil
    }
  }

  /// One default for each value of another variable, which `by` names; `else` stands for the values that are not named.
  private func fallback(
    by pairs: [Node.Pair], at place: Place, scope: Scope, noting faults: inout Faults
  ) -> Fallback? {
    guard let chooser = pairs.first(where: { $0.name == "by" })?.value.scalar?.text else {
      faults.note("the default of '\(name)' does not say 'by' which variable", at: place)
      return nil
    }
    guard scope.knows(chooser) else {
      faults.note("unknown variable '\(quoted(chooser))'", at: place, hint: scope.hint(for: chooser))
      return nil
    }
    let shape = scope.shape(of: chooser)
    var cases: [String: Fallback] = [:]
    for pair in pairs where pair.name != "by" {
      if shape?.kind == .choice, pair.name != "else", shape?.choices.contains(pair.name) == false {
        faults.note(
          "'\(quoted(chooser))' is never '\(quoted(pair.name))'", at: pair.key.place,
          hint: "one of \(shape?.choices.joined(separator: ", ") ?? "")")
      }
      cases[pair.name] = fallback(from: pair.value, scope: scope, noting: &faults)
    }
    let otherwise = cases.removeValue(forKey: "else")
    let isComplete = shape?.kind == .choice && shape?.choices.allSatisfy { cases[$0] != nil } == true
    if otherwise == nil, !isComplete, !isOptional, kind != .list {
      faults.note("the default of '\(name)' has no 'else' for what it does not name", at: place)
    }
    return .by(variable: chooser, cases: cases, otherwise: otherwise)
  }

  /// An empty default is allowed whatever the pattern: it says that there is none.
  private func check(_ answer: Answer, at place: Place, noting faults: inout Faults) {
    if answer == .text("") { return }
    do throws(Findings) {
      _ = try value(of: answer)
    } catch {
      faults.note(error.placed(at: place))
    }
  }
}

extension Node {
  /// A default as people read it: "6379 for redis, 5432 otherwise".
  var defaultWords: String? {
    if let text = scalar?.text { return text }
    if let items { return items.compactMap(\.scalar?.text).joined(separator: ", ") }
    let cases = (pairs ?? []).filter { $0.name != "by" }.map { pair in
      let words = pair.value.defaultWords ?? ""
      return "\(words.isEmpty ? "nothing" : words) \(pair.name == "else" ? "otherwise" : "for \(pair.name)")"
    }
    return cases.joined(separator: ", ")
  }
}
