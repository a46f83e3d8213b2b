package import Diagnostics
import YAMLReading

extension Skeleton {
  /// The values of all variables: what was given, else the workspace's defaults, else the skeleton's own.
  ///
  /// Reports all faults at once. A workspace default for an unknown variable is ignored; an unknown answer
  /// is a fault. `now` names the variables answered now: if one does not apply, that is a fault, and a recorded
  /// answer is unused. `yamlExtension` is the workspace's, and applies if the skeleton allows it.
  package func values(
    given: [String: Answer], now: Set<String> = [], workspaceDefaults: [String: Answer] = [:],
    inventory: Inventory = Inventory(), yamlExtension: String? = nil
  ) throws(Findings) -> Values {
    var resolution = Resolution(
      variables: variables, needs: needs,
      answers: given.over(workspaceDefaults), inventory: inventory)
    resolution.faults = given.keys.sorted().filter { !asks($0) }.map { unknownVariable($0) }
    if usesInventory {
      resolution.faults += inventory.unfitNames
      resolution.values.inventory = inventory
    }
    resolution.now = now
    for variable in variables { resolution.resolve(variable) }
    if let findings = Findings(resolution.faults) { throw findings }
    if let findings = Findings(rules.compactMap { $0.fault(resolution.values) }) { throw findings }
    resolution.values.yamlExtension = yamlExtension ?? self.yamlExtension ?? ".yml"
    return resolution.values
  }
}

extension [String: Answer] {
  /// These answers, and of others those that they do not replace: an empty list represents a whole map or objects.
  fileprivate func over(_ others: [String: Answer]) -> [String: Answer] {
    let whole = filter { $0.value == .list([]) }.map(\.key)
    let left = others.filter { other in !whole.contains { AnswerLeaves.covers($0, other.key) } }
    return left.merging(self) { _, own in own }
  }
}

extension Skeleton {
  /// The answers that are settled when a unit is laid out, from its values; they are recorded like given ones.
  package func settled(by values: Values) -> [String: Answer] {
    let settled = variables.filter(\.isFixed).map { ($0.name, Answer.text(values[$0.name].text)) }
    return Dictionary(settled) { first, _ in first }
  }
}

/// Values on the way to be known, each after those that its default refers to.
struct Resolution {
  private let variables: [Variable]
  private let needs: VariableNeeds
  let answers: [String: Answer]
  let inventory: Inventory
  /// Paths that are answered now.
  var now: Set<String> = []
  var values = Values()
  var faults: [Diagnostic] = []
  private var done: Set<String> = []
  /// Variables without a value, since their own answer is wrong or one that their default is made of.
  private var withoutValue: Set<String> = []

  init(
    variables: [Variable], needs: VariableNeeds, answers: [String: Answer], inventory: Inventory
  ) {
    self.variables = variables
    self.needs = needs
    self.answers = answers
    self.inventory = inventory
  }

  /// The fields of one of objects, whose values so far are those of everything outside.
  init(fields: [Variable], answers: [String: Answer], inside values: Values, inventory: Inventory) {
    self.init(
      variables: fields, needs: VariableNeeds(of: fields), answers: answers, inventory: inventory)
    self.values = values
  }

  /// Defaults never go in a circle: the skeleton was refused when it was read.
  mutating func resolve(_ variable: Variable) {
    guard done.insert(variable.name).inserted else { return }
    guard applies(variable) else { return }
    if answers[variable.name] == nil {
      let dependencies = needs.ofDefault[variable.name] ?? []
      for name in dependencies { resolve(named: name) }
      // No fault for an answer that was not given: the one that it depends on is reported.
      if dependencies.contains(where: withoutValue.contains) {
        withoutValue.insert(variable.name)
        return
      }
    }
    do throws(Findings) {
      values[variable.name] = try value(of: variable)
    } catch {
      withoutValue.insert(variable.name)
      faults += error.diagnostics
    }
  }

  private mutating func resolve(named name: String) {
    if done.contains(name) { return }
    needs.places[name].map { resolve(variables[$0]) }
  }

  /// Whether a variable is asked, by the answers to others; where it is not, it has no value, and no new answer.
  private mutating func applies(_ variable: Variable) -> Bool {
    guard let condition = variable.condition else { return true }
    let conditions = needs.ofCondition[variable.name] ?? []
    for name in conditions { resolve(named: name) }
    if conditions.contains(where: withoutValue.contains) {
      withoutValue.insert(variable.name)
      return false
    }
    if condition.holds(values) { return true }
    if now.contains(where: { AnswerLeaves.covers(variable.shownName, $0) }) {
      faults +=
        variable.fault(
          "it applies only if \(condition.words)",
          hint: "answer that too, or leave '\(variable.shownName)' out"
        ).diagnostics
    }
    values[variable.name] = variable.nothing
    return false
  }

  private func value(of variable: Variable) throws(Findings) -> Value {
    if variable.isCollection { return try collection(variable) }
    if let answer = answers[variable.name] { return try variable.value(of: answer, in: inventory) }
    return try value(of: variable, by: variable.fallback)
  }

  private func value(of variable: Variable, by fallback: Variable.Fallback?) throws(Findings) -> Value {
    switch fallback {
    case .value(let value):
      let followed = variable.rules.follows.flatMap { variable.choice(beginning: values[$0].text) }
      return followed.map { .text($0) } ?? value
    case .text(let template):
      let text = try rendered(template)
      return text.isEmpty ? .text("") : try variable.value(of: .text(text), in: inventory)
    case .list(let templates):
      var items: [String] = []
      for template in templates { items.append(try rendered(template)) }
      return try variable.value(of: .list(items.filter { !$0.isEmpty }), in: inventory)
    case .leaves: return variable.nothing
    case .by(let chooser, let cases, let otherwise):
      return try value(of: variable, by: cases[values[chooser].text] ?? otherwise)
    case nil: return try nothing(for: variable)
    }
  }

  func rendered(_ template: Template) throws(Findings) -> String {
    do throws(RenderLimit) {
      return try template.text(values)
    } catch {
      throw Findings(error)
    }
  }

  private func nothing(for variable: Variable) throws(Findings) -> Value {
    if variable.mayBeEmpty || variable.isOptional { return variable.nothing }
    let help = variable.help.isEmpty ? "" : ": \(variable.help)"
    throw Findings(
      Diagnostic(
        .missingAnswer, "variable '\(variable.shownName)' needs an answer\(help)",
        hint: "--set \(variable.shownName)=…"))
  }
}

extension Variable {
  /// The value of an optional variable without an answer.
  var nothing: Value {
    switch kind {
    case .list: .list([])
    case .map: .map([])
    case .objects: .objects([])
    case .boolean: .boolean(false)
    case .string, .choice, .secret: .text("")
    case .integer, .guest: .absent
    }
  }
}

extension Skeleton {
  /// Recorded answers to variables that do not apply, each with where it would.
  package func dormant(_ answers: [String: Answer], _ values: Values) -> [(variable: Variable, words: String)]
  {
    variables.compactMap { variable in
      let isAnswered = answers.keys.contains { AnswerLeaves.covers(variable.name, $0) }
      guard let condition = variable.condition, isAnswered, !condition.holds(values) else {
        return nil
      }
      return (variable, condition.words)
    }
  }
}
