package import Diagnostics

/// A rendering that would not end in a reasonable time or size.
package struct RenderLimit: Error, Hashable {
  package let bytes: Int
}

extension RenderLimit: Diagnosable {
  package var diagnostics: [Diagnostic] {
    [Diagnostic(.tooLarge, "it renders to more than \(bytes) bytes or takes too many steps")]
  }
}

extension Template {
  /// What a template may render to; lists within lists within lists must end somewhere.
  package static let largestOutput = 4 << 20

  /// The template filled with values, and with the item of a list where it is written for each.
  package func render(
    _ values: Values, item: ListItem? = nil, limit: Int = Template.largestOutput
  ) throws(RenderLimit) -> [UInt8] {
    var evaluation = Evaluation(values: values, limit: limit)
    if let item { evaluation.items.append(item) }
    try evaluation.render(parts)
    return evaluation.output
  }

  /// The template filled with values, as text.
  package func text(_ values: Values) throws(RenderLimit) -> String {
    String(decoding: try render(values), as: UTF8.self)
  }
}

/// One rendering under way.
private struct Evaluation {
  let values: Values
  let limit: Int
  var output: [UInt8] = []
  var steps = 0
  /// The items of the lists that are being gone through, the innermost last.
  var items: [ListItem] = []

  init(values: Values, limit: Int) {
    self.values = values
    self.limit = limit
  }

  mutating func render(_ parts: [Template.Part]) throws(RenderLimit) {
    for part in parts {
      steps += 1
      if output.count > limit || steps > limit / 8 { throw RenderLimit(bytes: limit) }
      switch part {
      case .text(let bytes): output += bytes
      case .value(let expression): output += text(of: expression).utf8
      case .section(let section): try render(section)
      }
    }
  }

  private mutating func render(_ section: Template.Section) throws(RenderLimit) {
    if !section.isInverted, let found = found(by: section.test) {
      if found.isEmpty { try render(section.otherwise) }
      for item in found {
        items.append(item)
        defer { items.removeLast() }
        steps += 1
        try render(section.parts)
      }
    } else if holds(section.test) != section.isInverted {
      try render(section.parts)
    } else {
      try render(section.otherwise)
    }
  }

  /// What a section on it goes through; nil if it asks for truth.
  private func found(by test: Template.Test) -> [ListItem]? {
    switch test {
    case .variable(let name): ListItem.all(of: values[name])
    case .itemField(let level, let name): ListItem.all(of: field(name, level))
    case .inventory(let collection): ListItem.all(of: collection, in: values.inventory)
    case .itemFact(.tags): ListItem.all(of: subject?.value(.tags).list ?? [])
    case .itemFact(.guests): ListItem.all(of: subject?.guests ?? [])
    default: nil
    }
  }

  /// The current item of the inventory, even within a list inside it.
  private var subject: ListItem.Subject? { items.last { $0.subject != nil }?.subject }

  private func field(_ name: String, _ level: Int) -> Value {
    items.indices.contains(level) ? items[level].field(name) : .absent
  }

  private func text(of expression: Template.Expression) -> String { value(of: expression).text }

  private func value(of expression: Template.Expression) -> Value {
    switch expression {
    case .operand(let operand): value(of: operand)
    case .text(let text): .text(text)
    case .number(let number): .integer(number)
    case .call(let transform, let arguments): transform.apply(to: arguments.map(value(of:)))
    }
  }

  private func value(of operand: Template.Operand) -> Value {
    switch operand {
    case .variable(let name): values[name]
    case .fact(let name, let fact): values[name].fact(fact)
    case .item: .text(items.last?.text ?? "")
    case .itemFact(let fact): subject?.value(fact) ?? .absent
    case .itemField(let level, let name): field(name, level)
    case .builtin(.destination): .text(values.destination)
    case .builtin(.yaml): .text(values.yamlExtension)
    case .builtin(.inventory): .absent
    }
  }

  private func holds(_ test: Template.Test) -> Bool {
    switch test {
    case .variable(let name): values[name].isTrue
    case .fact(let name, let fact): values[name].fact(fact).isTrue
    case .item: !(items.last?.text ?? "").isEmpty
    case .isFirst: items.last?.isFirst ?? false
    case .isLast: items.last?.isLast ?? false
    case .choice(let name, let choice): values[name].choice == choice
    case .contains(let name, let item): values[name].names.contains(item)
    case .filled(let name): values[name].isTrue
    case .itemField(let level, let name): field(name, level).isTrue
    case .itemChoice(let level, let name, let choice): field(name, level).choice == choice
    case .itemContains(let level, let name, let item):
      item.map(field(name, level).list.contains) ?? field(name, level).isTrue
    case .expression(let expression): value(of: expression).isTrue
    case .inventory(let collection), .filledInventory(let collection):
      values.inventory.has(collection)
    case .itemFact(.guests): !(subject?.guests ?? []).isEmpty
    case .itemFact(let fact): subject?.value(fact).isTrue ?? false
    case .itemKind(let kind): subject?.kind == kind
    }
  }
}
