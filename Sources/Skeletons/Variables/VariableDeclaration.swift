import Diagnostics
import YAMLReading

/// One entry of `variables:`.
struct VariableDeclaration {
  private let name: String
  private let place: Place
  private var reader: MappingReader
  /// The default, to be read when all variables are known.
  private(set) var fallback: Node?
  /// Where it is asked, to be read then too.
  private(set) var condition: Node?

  private var what: String { "variable '\(quoted(name))'" }
  private var kindName: String?
  /// What each of objects consists of, to be read when all variables are known.
  private(set) var fields: [Node.Pair] = []
  private let isField: Bool

  init(_ pair: Node.Pair, isField: Bool, noting faults: inout Faults) {
    self.isField = isField
    name = pair.name
    place = pair.key.place
    reader = MappingReader(pair.value, "variable '\(quoted(pair.name))'", noting: &faults)
  }

  mutating func variable(noting faults: inout Faults) -> Variable? {
    checkName(noting: &faults)
    let kind = kind(noting: &faults)
    let help = reader.text("help", noting: &faults)
    let isOptional = reader.boolean("optional", noting: &faults)
    let example = example(noting: &faults)
    fallback = reader.node("default")
    condition = reader.node("when")
    guard let kind else { return nil }
    let rules = rules(for: kind, noting: &faults)
    if kind == .objects { fields = objectFields(noting: &faults) }
    let isFixed = kind == .choice && !isField ? reader.boolean("fixed", noting: &faults) : nil
    let whereabouts = kind == .secret ? reader.text("where", noting: &faults) : nil
    let clues = clues(to: kind, noting: &faults)
    let isAsked = isField ? nil : reader.boolean("ask", noting: &faults)
    let group = isField ? nil : reader.text("group", noting: &faults)
    let sources = kind == .string && !isField ? reader.node("from") : nil
    reader.finish(noting: &faults)
    var variable = Variable(
      name: name, kind: kind, help: help ?? "", isOptional: isOptional ?? false, isFixed: isFixed ?? false,
      place: place, rules: rules, example: example, whereabouts: whereabouts, clues: clues)
    variable.sources = sources.map { AnswerSource.read($0, noting: &faults) } ?? []
    variable.isAsked = isAsked ?? false
    variable.group = group
    return variable
  }

  /// Where a secret is, and which guest is meant, no file shows.
  private mutating func clues(to kind: Variable.Kind, noting faults: inout Faults) -> [Clue] {
    if [.secret, .guest, .map, .objects].contains(kind) || isField { return [] }
    return reader.list("clues", noting: &faults).map { Clue($0, to: kind, noting: &faults) }
  }

  private mutating func example(noting faults: inout Faults) -> String? {
    guard let node = reader.node("example") else { return nil }
    if node.items != nil { return node.texts("'example' of \(what)", noting: &faults).joined(separator: ",") }
    return node.text("'example' of \(what)", noting: &faults)
  }

  private func checkName(noting faults: inout Faults) {
    let isWell =
      name.utf8.first.map(isLower) == true && name.utf8.count <= 64
      && name.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == 0x5F }
    if !isWell {
      faults.note(
        "invalid variable name '\(quoted(name))'", at: place,
        hint: "lower-case letters, digits and _, a letter first")
    }
    if Scope.reserved.contains(name) || isField && Scope.reservedInside.contains(name) {
      faults.note("'\(name)' is reserved in templates", at: place)
    }
  }

  private mutating func kind(noting faults: inout Faults) -> Variable.Kind? {
    guard let node = reader.required("type", noting: &faults),
      let text = node.text("its type", noting: &faults)
    else { return nil }
    kindName = text
    if let kind = Variable.Kind(rawValue: text), !isField || kind != .guest { return kind }
    let kinds = Variable.Kind.allCases.filter { !isField || $0 != .guest }.map(\.rawValue)
    faults.note(
      "unknown variable type '\(quoted(text))'", at: node.place,
      hint: "one of \(kinds.joined(separator: ", "))")
    return nil
  }

  /// Asks only for the keys that mean something for the type, so that the others are reported as unknown.
  private mutating func rules(for kind: Variable.Kind, noting faults: inout Faults) -> Variable.Rules {
    var rules = Variable.Rules()
    switch kind {
    case .string:
      readTextRules(&rules, noting: &faults)
      rules.isMultiline = reader.boolean("multiline", noting: &faults) ?? false
    case .list:
      readTextRules(&rules, noting: &faults)
      readChoices(&rules, noting: &faults)
      rules.isUnique = reader.boolean("unique", noting: &faults) ?? false
    case .integer:
      readFormat(&rules, noting: &faults)
      rules.least = reader.integer("min", noting: &faults)
      rules.most = reader.integer("max", noting: &faults)
      if let least = rules.least, let most = rules.most, least > most {
        faults.note("\(what) has a 'min' above its 'max'", at: place)
      }
    case .choice:
      _ = reader.required("choices", noting: &faults)
      readChoices(&rules, noting: &faults)
      rules.follows = reader.text("follows", noting: &faults)
    case .guest: rules.guestKinds = guestKinds(noting: &faults)
    case .secret: readPattern(&rules, noting: &faults)
    case .map:
      readTextRules(&rules, noting: &faults)
      readKeys(&rules, noting: &faults)
    case .objects: readKeys(&rules, noting: &faults)
    case .boolean: break
    }
    return rules
  }

  private mutating func readTextRules(_ rules: inout Variable.Rules, noting faults: inout Faults) {
    rules.longest = reader.integer("max_length", noting: &faults)
    readPattern(&rules, noting: &faults)
    readFormat(&rules, noting: &faults)
  }

  private mutating func readFormat(_ rules: inout Variable.Rules, noting faults: inout Faults) {
    guard let node = reader.node("format"), let text = node.text("its format", noting: &faults) else {
      return
    }
    let isNumber = rules.longest == nil && rules.pattern == nil && kindName == Variable.Kind.integer.rawValue
    let formats = Format.allCases.filter { !isNumber || $0.isNumber }.map(\.rawValue)
    rules.format = Format(rawValue: text)
    if formats.contains(text) { return }
    let hint = nearest(to: text, among: formats).map { "did you mean '\($0)'?" }
    faults.note(
      "unknown format '\(quoted(text))'", at: node.place,
      hint: hint ?? "one of \(formats.joined(separator: ", "))")
  }

  private mutating func readPattern(_ rules: inout Variable.Rules, noting faults: inout Faults) {
    rules.pattern = pattern("pattern", noting: &faults)
  }

  private mutating func readKeys(_ rules: inout Variable.Rules, noting faults: inout Faults) {
    rules.keys = pattern("keys", noting: &faults)
  }

  private mutating func pattern(_ key: String, noting faults: inout Faults) -> Pattern? {
    guard let node = reader.node(key), let text = node.text("its pattern", noting: &faults) else {
      return nil
    }
    do throws(PatternFault) {
      return try Pattern(text)
    } catch {
      faults.note("invalid pattern '\(quoted(text))': \(error.reason)", at: node.place)
      return nil
    }
  }

  private mutating func objectFields(noting faults: inout Faults) -> [Node.Pair] {
    let fields = reader.pairs("fields", noting: &faults)
    if fields.isEmpty { faults.note("\(what) has no 'fields'", at: place) }
    return fields
  }

  /// A list of choices, or a mapping of each to what it means.
  private mutating func readChoices(_ rules: inout Variable.Rules, noting faults: inout Faults) {
    guard let node = reader.node("choices") else { return }
    if let pairs = node.pairs {
      for pair in pairs {
        rules.choiceWords[pair.name] = pair.value.text("choice '\(quoted(pair.name))'", noting: &faults)
      }
    }
    let choices = node.pairs?.map(\.name) ?? node.texts("'choices' of \(what)", noting: &faults)
    if choices.isEmpty { faults.note("\(what) has no choices", at: node.place) }
    if Set(choices).count < choices.count { faults.note("\(what) has a duplicate choice", at: node.place) }
    rules.choices = choices
  }

  private mutating func guestKinds(noting faults: inout Faults) -> [Guest.Kind] {
    guard let node = reader.node("kinds") else { return [.container, .machine] }
    var kinds: [Guest.Kind] = []
    for item in node.list("'kinds' of \(what)", noting: &faults) {
      if let kind = item.scalar.flatMap({ Guest.Kind(rawValue: $0.text) }), kind != .template {
        kinds.append(kind)
      } else {
        faults.note("'kinds' of \(what) contains \(item.kindWords) other than ct and vm", at: item.place)
      }
    }
    return kinds
  }
}
