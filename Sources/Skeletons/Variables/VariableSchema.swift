import JSONCoding

/// The JSON Schema of the answers to a variable.
struct VariableSchema {
  let variable: Variable

  var properties: [String: JSONValue] {
    var schema = typeSchema
    schema["description"] = description.isEmpty ? nil : .text(description)
    schema["default"] = defaultSchema
    schema["examples"] = (variable.kind == .list || variable.isCollection ? nil : variable.example).map {
      .list([.text($0)])
    }
    return schema
  }

  private var typeSchema: [String: JSONValue] {
    switch variable.kind {
    case .string: return textSchema
    case .integer:
      return ["type": .text("integer")].merging(bounds) { first, _ in first }
    case .boolean: return ["type": .text("boolean")]
    case .choice:
      let choices =
        variable.rules.choices + (variable.isOptional && !variable.rules.choices.contains("") ? [""] : [])
      return ["type": .text("string"), "enum": .list(choices.map { .text($0) })]
    case .list:
      let items: [String: JSONValue] =
        variable.rules.choices.isEmpty
        ? textSchema : ["type": .text("string"), "enum": .list(variable.rules.choices.map { .text($0) })]
      return [
        "type": .text("array"), "items": .object(items), "maxItems": .integer(Int64(Variable.mostItems)),
      ]
    case .secret:
      let pattern = textSchema["pattern"] ?? .text(anchored(Self.referencePattern))
      return ["type": .text("string"), "pattern": pattern]
    case .guest: return ["type": .text("string")]
    case .map:
      return ["type": .text("object"), "additionalProperties": .object(textSchema)].merging(keySchema) {
        first, _ in first
      }
    case .objects:
      let fields = Dictionary(
        variable.fields.map { ($0.name, JSONValue.object(VariableSchema(variable: $0).properties)) }
      ) { first, _ in first }
      let item: [String: JSONValue] = [
        "type": .text("object"), "additionalProperties": .boolean(false), "properties": .object(fields),
        "required": .list(variable.fields.filter(\.needsAnswer).map { .text($0.name) }),
      ]
      return ["type": .text("object"), "additionalProperties": .object(item)].merging(keySchema) {
        first, _ in first
      }
    }
  }

  private var keySchema: [String: JSONValue] {
    guard let keys = variable.rules.keys?.text, !keys.contains("[:") else { return [:] }
    return ["propertyNames": .object(["pattern": .text("^(?:\(keys))$")])]
  }

  private static let referencePattern = "vault_[A-Za-z0-9_]+|secrets/[A-Za-z0-9._/-]+|[A-Z][A-Z0-9_]*"

  private var textSchema: [String: JSONValue] {
    var schema: [String: JSONValue] = ["type": .text("string")]
    schema["maxLength"] = .integer(Int64(variable.rules.longest ?? Variable.longestAnswer))
    // POSIX classes such as [[:alnum:]] mean something else to a JSON Schema.
    if let pattern = variable.rules.pattern?.text, !pattern.contains("[:") {
      schema["pattern"] = .text(anchored(pattern))
    }
    return schema
  }

  /// An empty answer passes a pattern where there need be none.
  private func anchored(_ pattern: String) -> String {
    variable.isOptional || variable.defaultWords == "" ? "^(?:\(pattern))?$" : "^(?:\(pattern))$"
  }

  private var bounds: [String: JSONValue] {
    var bounds: [String: JSONValue] = [:]
    bounds["minimum"] = variable.rules.least.map { .integer(Int64($0)) }
    bounds["maximum"] = variable.rules.most.map { .integer(Int64($0)) }
    return bounds
  }

  /// A default that refers to other variables is described in words, since a schema cannot express it.
  private var description: String {
    let secret = variable.kind == .secret ? "A reference, never the secret itself" : nil
    let words =
      defaultSchema == nil && variable.fallback != nil ? variable.defaultWords.map { "Default: \($0)" } : nil
    let followed = variable.rules.follows.map { ", or the choice that '\($0)' begins with" } ?? ""
    return [variable.help.isEmpty ? nil : variable.help, secret, words.map { $0 + followed }].compactMap(
      \.self
    ).joined(
      separator: ". ")
  }

  private var defaultSchema: JSONValue? {
    if variable.rules.follows != nil { return nil }
    return switch variable.fallback {
    case .value(.integer(let number)): .integer(Int64(number))
    case .value(.boolean(let flag)): .boolean(flag)
    case .value(let value): .text(value.text)
    case .text(let template): template.literal.map { .text($0) }
    case .list(let templates):
      templates.allSatisfy { $0.literal != nil }
        ? .list(templates.compactMap(\.literal).map { .text($0) }) : nil
    case .by, .leaves, nil: nil
    }
  }
}
