/// An item of a map or of objects with the answers below it.
struct ItemAnswers: Hashable, Sendable {
  let name: String
  /// Where it is among the others; nil after those that have one.
  var position: Int?
  /// The text under a key of a map.
  var leaf: Answer?
  /// Of objects, the answers by their paths inside the item.
  var answers: [String: Answer] = [:]
}

extension Variable {
  /// The items that answers make, which are by their paths below this map or these objects; in order.
  func items(in answers: [String: Answer]) -> [ItemAnswers] {
    var items: [String: ItemAnswers] = [:]
    for (path, answer) in answers {
      let (name, field, below) = split(path[...])
      let isPosition = field == nil && name.hasSuffix("#")
      let key = String(isPosition ? name.dropLast() : name)
      var item = items[key] ?? ItemAnswers(name: key)
      if isPosition {
        if case .integer(let position) = answer { item.position = position }
      } else if let field {
        item.answers[below.map { "\(field.name).\($0)" } ?? field.name] = answer
      } else {
        item.leaf = answer
      }
      items[key] = item
    }
    return items.values.sorted { ($0.position ?? .max, $0.name) < ($1.position ?? .max, $1.name) }
  }
}

extension Skeleton {
  /// Whether a path is that of a variable, or is below it.
  package func isAnswer(_ path: String, to variable: Variable) -> Bool {
    AnswerLeaves.covers(variable.name, path)
  }
}

extension [String: Answer] {
  /// The answers below a path, by what is after it.
  func below(_ path: String) -> [String: Answer] {
    let prefix = path + "."
    let found = filter { $0.key.hasPrefix(prefix) }
    return Dictionary(found.map { (String($0.key.dropFirst(prefix.count)), $0.value) }) { first, _ in first }
  }
}

extension Skeleton {
  /// Answers with what is given now in its place, and without what is rolled back; every item knows its position.
  package func applying(
    _ leaves: AnswerLeaves, unsetting unset: Set<String>, to former: [String: Answer]
  ) -> [String: Answer] {
    let gone = leaves.replaced.union(
      unset.filter { if case .entry? = place(of: $0)?.kind { false } else { true } })
    let entries = unset.subtracting(gone)
    let kept = former.filter { path, _ in
      !gone.contains { AnswerLeaves.covers($0, path) } && !entries.contains { path == $0 || path == $0 + "#" }
    }
    var answers = kept.merging(leaves.answers) { _, new in new }
    var seen: Set<AnswerPlace.Item> = []
    let items = leaves.items.filter { seen.insert($0).inserted }
    for parent in Set(items.map(\.parent)) { arrange(&answers, keeping: kept, below: parent, items) }
    return answers
  }

  /// Assigns positions to the items below a path; existing positions are kept if the order allows it.
  private func arrange(
    _ answers: inout [String: Answer], keeping kept: [String: Answer], below parent: String,
    _ given: [AnswerPlace.Item]
  ) {
    guard let variable = place(of: parent)?.variable else { return }
    let old = Set(variable.items(in: kept.below(parent)).map(\.name))
    let new = given.filter { $0.parent == parent && !old.contains($0.name) }
    var known = variable.items(in: answers.below(parent))
    for item in new where !known.contains(where: { $0.name == item.name }) {
      known.append(ItemAnswers(name: item.name))
    }
    let rank = Dictionary(new.enumerated().map { ($1.name, $0) }) { first, _ in first }
    let ordered = known.enumerated().sorted { left, right in
      let keys = [left, right].map { item in
        (item.element.position ?? .max, rank[item.element.name] ?? -1, item.offset)
      }
      return keys[0] < keys[1]
    }.map(\.element)
    let isPlain = variable.kind == .map && ordered.map(\.name) == ordered.map(\.name).sorted()
    var last = 0
    for item in ordered {
      let position = item.position.map { $0 > last ? $0 : last + 1 } ?? last + 1
      answers["\(parent).\(item.name)#"] = isPlain ? nil : .integer(position)
      last = position
    }
  }
}
