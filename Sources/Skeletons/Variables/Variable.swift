package import Diagnostics

/// One question that a skeleton asks, and what may be answered.
package struct Variable: Hashable, Sendable {
  package let name: String
  package let kind: Kind
  package let help: String
  package let isOptional: Bool
  /// Whether the answer is settled when a unit is laid out, by default too, and refused when changed later.
  package let isFixed: Bool
  package let place: Place
  package let rules: Rules
  package let example: String?
  /// Where a secret is kept, for the lab-operator.
  package let whereabouts: String?
  /// Where hand-written files show the answer.
  package internal(set) var clues: [Clue] = []
  /// The default.
  package internal(set) var fallback: Fallback?
  /// The default as it is written in `skeleton.yaml`, for people.
  package internal(set) var defaultWords: String?
  /// When it is asked and valid; nil means always.
  package internal(set) var condition: Condition?
  /// How it is called in messages, if that is more than its name.
  var label: String?
  /// What each of objects consists of, in the order of the file.
  package internal(set) var fields: [Variable] = []
  /// Where its answer is taken from when a unit is laid out, the first that has one.
  package internal(set) var sources: [AnswerSource] = []
  /// Whether a person at a terminal is asked, though there is a default.
  package internal(set) var isAsked = false
  /// The heading in `skeleton show`; nil for the first one.
  package internal(set) var group: String?

  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case string, integer, boolean, choice, list, map, objects, secret, guest
  }

  /// What an answer must keep to.
  package struct Rules: Hashable, Sendable {
    package var pattern: Pattern?
    package var longest: Int?
    package var least: Int?
    package var most: Int?
    /// The values of a choice, or the items that a list may have.
    package var choices: [String] = []
    /// Descriptions of choices, where given.
    package var choiceWords: [String: String] = [:]
    /// What the text must be, or each item of a list.
    package var format: Format?
    /// Whether a text may have lines.
    package var isMultiline = false
    /// Whether no two items of a list may be the same.
    package var isUnique = false
    /// What a key of a map, or a name of objects, must match.
    package var keys: Pattern?
    /// The variable whose value decides a choice by its beginning, as the name `backup-etc` decides for `backup`.
    package var follows: String?
    package var guestKinds: [Guest.Kind] = []
  }

  /// A default: a value, templates that refer to other variables, or one for each value of another variable.
  package indirect enum Fallback: Hashable, Sendable {
    case value(Value)
    case text(Template)
    case list([Template])
    /// Leaves by their paths below a map or objects.
    case leaves([String: Leaf])
    case by(variable: String, cases: [String: Fallback], otherwise: Fallback?)
  }

  /// A default inside a map or objects: a template of a single value, or an answer that needs none.
  package enum Leaf: Hashable, Sendable {
    case text(Template)
    case answer(Answer)
  }
}

extension Skeleton {
  /// The variables whose default is made of another one, directly or through others; in order of declaration.
  package func variables(derivedFrom source: String) -> [String] {
    var derived: Set<String> = [source]
    var isGrowing = true
    while isGrowing {
      let more = variables.filter { !derived.contains($0.name) && !derived.isDisjoint(with: $0.dependencies) }
      isGrowing = !more.isEmpty
      derived.formUnion(more.map(\.name))
    }
    return variables.map(\.name).filter { $0 != source && derived.contains($0) }
  }
}

extension Variable {
  /// The limit of every text of an answer, in characters, regardless of `max_length`.
  static let longestAnswer = 4096
  /// No list may have more items.
  static let mostItems = 1000

  /// The value of an answer, or why it cannot be one; without an inventory a guest is its text.
  package func value(of answer: Answer, in inventory: Inventory? = nil) throws(Findings) -> Value {
    try AnswerCheck(variable: self).value(of: answer, in: inventory)
  }

  /// Whether `new` must be told: there is no default, and nothing is not enough.
  package var needsAnswer: Bool { fallback == nil && !isOptional && !mayBeEmpty }

  /// Whether there may be nothing of it without a word: lists, maps and objects.
  package var mayBeEmpty: Bool { kind == .list || isCollection }

  /// The variables that the default refers to.
  var dependencies: Set<String> {
    let inner: Set<String> = fields.reduce(into: []) { $0.formUnion($1.dependencies) }
    return (fallback?.dependencies ?? []).union(rules.follows.map { [$0] } ?? [])
      .union(condition?.variables ?? []).union(inner.subtracting(fields.map(\.name) + ["key"]))
  }

  /// The choice that a text begins with, as a whole word; the longest if there are several.
  func choice(beginning text: String) -> String? {
    rules.choices.filter { choice in
      text.hasPrefix(choice) && text.utf8.dropFirst(choice.utf8.count).first.map(isAlphanumeric) != true
    }.max { $0.utf8.count < $1.utf8.count }
  }
}

extension Variable.Fallback {
  fileprivate var dependencies: Set<String> {
    switch self {
    case .text(let template): template.variables
    case .list(let templates): templates.reduce(into: []) { $0.formUnion($1.variables) }
    case .leaves(let leaves):
      leaves.values.reduce(into: []) { names, leaf in
        if case .text(let template) = leaf { names.formUnion(template.variables) }
      }
    case .by(let variable, let cases, let otherwise):
      cases.values.reduce(into: (otherwise?.dependencies ?? []).union([variable])) {
        $0.formUnion($1.dependencies)
      }
    case .value: []
    }
  }
}
