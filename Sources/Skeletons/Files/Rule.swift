import Diagnostics
import YAMLReading

/// What several answers must keep to together: an entry of `rules:`.
package struct Rule: Hashable, Sendable {
  /// When it applies; nil means always.
  let condition: Condition?
  let requirement: Condition
  let message: Template
  let place: Place

  init(_ node: Node, scope: Scope, noting faults: inout Faults) {
    var reader = MappingReader(node, "the rule", noting: &faults)
    let conditions = ConditionReader(scope: scope)
    condition = reader.node("when").map { conditions.condition($0, noting: &faults) }
    requirement =
      reader.required("require", noting: &faults).map {
        conditions.condition($0, "'require'", noting: &faults)
      } ?? .all([])
    message =
      reader.required("message", noting: &faults).map {
        Template($0, "'message' of the rule", scope: scope, noting: &faults)
      } ?? Template(literal: "")
    place = node.place
    reader.finish(noting: &faults)
  }

  /// How a broken rule is told from a wrong answer.
  static let hint = "required: "

  /// All variables that it refers to.
  var variables: Set<String> {
    (condition?.variables ?? []).union(requirement.variables).union(message.variables)
  }

  /// The message if the values violate it.
  func fault(_ values: Values) -> Diagnostic? {
    if let condition, !condition.holds(values) { return nil }
    if requirement.holds(values) { return nil }
    let words = (try? message.text(values)) ?? requirement.words
    let answers = requirement.variables.sorted().map { "\($0)=\(quoted(values[$0].text))" }
    let twice = requirement.repeated(values).map(quoted)
    return Diagnostic(
      .invalidAnswer, "\(words) (\((twice.isEmpty ? answers : twice).joined(separator: ", ")))",
      hint: Rule.hint + requirement.words)
  }
}

extension Skeleton {
  /// Constraints across answers, in words.
  package var ruleWords: [String] {
    rules.map { rule in
      rule.requirement.words + (rule.condition.map { ", where \($0.words)" } ?? "")
    }
  }
}
