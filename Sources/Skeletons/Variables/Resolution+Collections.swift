import Diagnostics

// Maps and objects: answers leaf by leaf, over those of the default.
extension Resolution {
  func collection(_ variable: Variable) throws(Findings) -> Value {
    var leaves = try answers[variable.name] == nil ? defaults(of: variable, by: variable.fallback) : [:]
    leaves.merge(answers.below(variable.name)) { _, given in given }
    let items = variable.items(in: leaves)
    if items.count > Variable.mostItems {
      throw variable.fault("it has more than \(Variable.mostItems) items")
    }
    var found: [Diagnostic] = []
    let value =
      variable.kind == .map
      ? Value.map(entries(variable, items, noting: &found))
      : .objects(objects(variable, items, noting: &found))
    if let findings = Findings(found) { throw findings }
    return value
  }

  private func defaults(
    of variable: Variable, by fallback: Variable.Fallback?
  ) throws(Findings) -> [String: Answer] {
    switch fallback {
    case .by(let chooser, let cases, let otherwise):
      return try defaults(of: variable, by: cases[values[chooser].text] ?? otherwise)
    case .leaves(let leaves):
      var answers: [String: Answer] = [:]
      for (path, leaf) in leaves {
        switch leaf {
        case .answer(let answer): answers[path] = answer
        case .text(let template): answers[path] = .text(try rendered(template))
        }
      }
      return answers
    default: return [:]
    }
  }

  private func entries(
    _ variable: Variable, _ items: [ItemAnswers], noting faults: inout [Diagnostic]
  ) -> [MapEntry] {
    var entries: [MapEntry] = []
    for item in items {
      guard let leaf = item.leaf else { continue }
      do throws(Findings) {
        entries.append(MapEntry(key: item.name, value: try variable.entry(item.name, leaf)))
      } catch {
        faults += error.diagnostics
      }
    }
    return entries
  }

  private func objects(
    _ variable: Variable, _ items: [ItemAnswers], noting faults: inout [Diagnostic]
  ) -> [ObjectItem] {
    var objects: [ObjectItem] = []
    for item in items {
      do throws(Findings) {
        try variable.check(name: item.name)
      } catch {
        faults += error.diagnostics
        continue
      }
      var inside = values
      inside["key"] = .text(item.name)
      var resolution = Resolution(
        fields: variable.fields.map { $0.labelled("\(variable.shownName).\(item.name)") },
        answers: item.answers, inside: inside, inventory: inventory)
      resolution.now = now
      for field in variable.fields.map({ $0.labelled("\(variable.shownName).\(item.name)") }) {
        resolution.resolve(field)
      }
      faults += resolution.faults
      let names = variable.fields.map(\.name)
      let found = Dictionary(names.map { ($0, resolution.values[$0]) }) { first, _ in first }
      objects.append(ObjectItem(name: item.name, fields: found))
    }
    return objects
  }
}

extension Variable {
  /// The field of an item, as messages call it.
  fileprivate func labelled(_ item: String) -> Variable {
    var field = self
    field.label = "\(item).\(name)"
    return field
  }
}
