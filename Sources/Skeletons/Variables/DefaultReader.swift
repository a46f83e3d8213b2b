import Diagnostics
import YAMLReading

/// Reads the default of a variable as `skeleton.yaml` states it.
struct DefaultReader {
  let variable: Variable
  /// The names that it may refer to.
  let scope: Scope

  /// What `default:` states, checked at once where it refers to nothing.
  func fallback(from node: Node, noting faults: inout Faults) -> Variable.Fallback? {
    let what = "the default of '\(variable.name)'"
    if variable.isCollection, node.isNull || node["by"] == nil {
      return fallback(leaves: node, noting: &faults)
    }
    if let pairs = node.pairs { return fallback(by: pairs, at: node.place, noting: &faults) }
    switch variable.kind {
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
      guard let answer = variable.answer(from: node, noting: &faults) else { return nil }
      check(answer, at: node.place, noting: &faults)
      return (try? variable.value(of: answer)).map { .value($0) }
    case .map, .objects: return nil
    case .guest:
      faults.note("a guest cannot have a default: the inventory belongs to the workspace", at: node.place)
      return nil
    }
  }

  /// One default for each value of another variable, which `by` names; `else` represents the values that are not named.
  private func fallback(
    by pairs: [Node.Pair], at place: Place, noting faults: inout Faults
  ) -> Variable.Fallback? {
    guard let chooser = pairs.first(where: { $0.name == "by" })?.value.scalar?.text else {
      faults.note("the default of '\(variable.name)' has no 'by' that names a variable", at: place)
      return nil
    }
    guard scope.knows(chooser) else {
      faults.note("unknown variable '\(quoted(chooser))'", at: place, hint: scope.hint(for: chooser))
      return nil
    }
    let shape = scope.shape(of: chooser)
    var cases: [String: Variable.Fallback] = [:]
    for pair in pairs where pair.name != "by" {
      if shape?.kind == .choice, pair.name != "else", shape?.choices.contains(pair.name) == false {
        faults.note(
          "'\(quoted(chooser))' is never '\(quoted(pair.name))'", at: pair.key.place,
          hint: "one of \(shape?.choices.joined(separator: ", ") ?? "")")
      }
      cases[pair.name] = fallback(from: pair.value, noting: &faults)
    }
    let otherwise = cases.removeValue(forKey: "else")
    let isComplete = shape?.kind == .choice && shape?.choices.allSatisfy { cases[$0] != nil } == true
    if otherwise == nil, !isComplete, !variable.isOptional, !variable.mayBeEmpty {
      faults.note("the default of '\(variable.name)' has no 'else' for the remaining choices", at: place)
    }
    return .by(variable: chooser, cases: cases, otherwise: otherwise)
  }

  /// The default of a map or of objects, leaf by leaf, before answers are applied.
  private func fallback(leaves node: Node, noting faults: inout Faults) -> Variable.Fallback {
    var given = AnswerLeaves()
    var plain = variable
    plain.fallback = nil
    given.read(plain, node, at: variable.name, noting: &faults)
    var leaves: [String: Variable.Leaf] = [:]
    for (path, answer) in given.answers {
      let below = String(path.dropFirst(variable.name.count + 1))
      if case .text(let text) = answer {
        var parser = TemplateParser(Array(text.utf8), scope: scope, item: nil) { _ in node.place }
        leaves[below] = .text(parser.parse(noting: &faults))
      } else {
        leaves[below] = .answer(answer)
      }
    }
    var seen: Set<String> = []
    let items = given.items.filter { seen.insert($0.path).inserted }
    for (index, item) in items.enumerated() {
      let path = item.path.dropFirst(variable.name.count + 1)
      leaves["\(path)#"] = .answer(.integer(index - items.count))
    }
    return .leaves(leaves)
  }

  /// An empty default is allowed with any pattern: it means no value.
  private func check(_ answer: Answer, at place: Place, noting faults: inout Faults) {
    if answer == .text("") { return }
    do throws(Findings) {
      _ = try variable.value(of: answer)
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
    if self["by"] == nil, let pairs {
      return pairs.map { "\($0.name)=\($0.value.defaultWords ?? "")" }.joined(separator: ", ")
    }
    let cases = (pairs ?? []).filter { $0.name != "by" }.map { pair in
      let words = pair.value.defaultWords ?? ""
      return "\(words.isEmpty ? "nothing" : words) \(pair.name == "else" ? "otherwise" : "for \(pair.name)")"
    }
    return cases.joined(separator: ", ")
  }
}
