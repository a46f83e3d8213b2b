import Diagnostics
import YAMLReading

/// `{ memory: { at_least: reservation } }`: an answer against another one, or against a value of its own kind.
package struct Comparison: Hashable, Sendable {
  let variable: String
  let relation: Relation
  let other: Operand
  private let format: Format?

  enum Relation: String, Hashable, Sendable, CaseIterable {
    case equals, differs = "differs_from", atLeast = "at_least", atMost = "at_most", more = "more_than"
    case less = "less_than"

    var words: String {
      switch self {
      case .equals: "is"
      case .differs: "is not"
      case .atLeast: "is at least"
      case .atMost: "is at most"
      case .more: "is more than"
      case .less: "is less than"
      }
    }
  }

  enum Operand: Hashable, Sendable {
    case variable(String)
    case value(String)
  }

  /// Reads one relation of a variable; what it names is another variable, or a value if none has the name.
  init?(_ variable: String, _ pair: Node.Pair, scope: Scope, noting faults: inout Faults) {
    let relations = Relation.allCases.map(\.rawValue)
    guard let relation = Relation(rawValue: pair.name) else {
      faults.note(
        "unknown comparison '\(quoted(pair.name))'", at: pair.key.place,
        hint: "one of \(relations.joined(separator: ", "))")
      return nil
    }
    guard let text = pair.value.text("what '\(variable)' is compared with", noting: &faults) else {
      return nil
    }
    self.variable = variable
    self.relation = relation
    other = scope.knows(text) ? .variable(text) : .value(text)
    format = scope.shape(of: variable)?.format
    let isEquality = relation == .equals || relation == .differs
    for name in [variable] + (scope.knows(text) ? [text] : []) where !isEquality {
      guard let shape = scope.shape(of: name), !shape.isOrdered else { continue }
      faults.note(
        "'\(name)' cannot be compared by order: only integers and texts of the formats size, duration, semver, port and vlan can",
        at: pair.key.place)
    }
    if !isEquality, case .value(let text) = other, scope.shape(of: variable)?.isOrdered == true,
      Magnitude(text, format) == nil
    {
      faults.note(
        "'\(quoted(text))' is neither a variable nor a value of '\(variable)'", at: pair.value.place,
        hint: scope.hint(for: text))
    }
  }

  /// An answer that is not there breaks no order, and equals nothing.
  func holds(_ values: Values) -> Bool {
    let (left, right) = (values[variable].text, text(of: other, values))
    switch relation {
    case .equals: return left == right
    case .differs: return left != right
    case .atLeast, .atMost, .more, .less:
      guard let left = Magnitude(left, format), let right = Magnitude(right, format) else { return true }
      return switch relation {
      case .atLeast: !(left < right)
      case .atMost: !(right < left)
      case .more: right < left
      default: left < right
      }
    }
  }

  private func text(of operand: Operand, _ values: Values) -> String {
    switch operand {
    case .variable(let name): values[name].text
    case .value(let text): text
    }
  }

  var variables: Set<String> {
    if case .variable(let name) = other { [variable, name] } else { [variable] }
  }

  var words: String {
    switch other {
    case .variable(let name): "\(variable) \(relation.words) \(name)"
    case .value(let text): "\(variable) \(relation.words) \(quoted(text))"
    }
  }
}

/// A text as something that is more or less than another one.
struct Magnitude {
  private let key: Key

  private enum Key {
    case number(Int)
    case version(SemanticVersion)
  }

  /// Nil if the text does not have the format; without a format it is an integer.
  init?(_ text: String, _ format: Format?) {
    switch format {
    case .size:
      guard let size = try? ByteSize(text) else { return nil }
      key = .number(size.bytes)
    case .duration:
      guard let span = try? TimeSpan(text) else { return nil }
      key = .number(span.microseconds)
    case .semver:
      let release = text.prefix { $0 != "+" }
      guard let version = SemanticVersion(String(release)) else { return nil }
      key = .version(version)
    default:
      guard let number = Int(text) else { return nil }
      key = .number(number)
    }
  }

  static func < (left: Self, right: Self) -> Bool {
    switch (left.key, right.key) {
    case (.number(let left), .number(let right)): left < right
    case (.version(let left), .version(let right)): left < right
    default: false
    }
  }
}

extension Scope.TemplateShape {
  var isOrdered: Bool { kind == .integer || format?.isOrdered == true }
}
