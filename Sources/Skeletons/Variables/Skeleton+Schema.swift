package import Diagnostics
package import JSONCoding

extension Skeleton {
  /// The JSON Schema of the skeleton's answers, for editors and coding agents.
  package var schema: JSONValue {
    .object([
      "$schema": .text("https://json-schema.org/draft/2020-12/schema"),
      "$id": .text("tenon.answers/\(name)/\(version)"),
      "title": .text("Answers of the skeleton \(name) \(version)"),
      "description": .text(summary),
      "type": .text("object"),
      "additionalProperties": .boolean(false),
      "required": .list(variables.filter(\.needsAnswer).map { .text($0.name) }),
      "properties": .object(
        Dictionary(variables.map { ($0.name, .object($0.schema)) }) { first, _ in first }),
    ])
  }

  /// The schema's bytes, with a newline at the end.
  package func schemaBytes() throws(Findings) -> [UInt8] { try encodeJSON(schema) }
}

extension Variable {
  fileprivate var schema: [String: JSONValue] {
    var schema = typeSchema
    schema["description"] = description.isEmpty ? nil : .text(description)
    schema["default"] = defaultSchema
    schema["examples"] = (kind == .list || isCollection ? nil : example).map { .list([.text($0)]) }
    return schema
  }

  private var typeSchema: [String: JSONValue] {
    switch kind {
    case .string: return textSchema
    case .integer:
      return ["type": .text("integer")].merging(bounds) { first, _ in first }
    case .boolean: return ["type": .text("boolean")]
    case .choice:
      let choices = rules.choices + (isOptional && !rules.choices.contains("") ? [""] : [])
      return ["type": .text("string"), "enum": .list(choices.map { .text($0) })]
    case .list:
      let items: [String: JSONValue] =
        rules.choices.isEmpty
        ? textSchema : ["type": .text("string"), "enum": .list(rules.choices.map { .text($0) })]
      return ["type": .text("array"), "items": .object(items), "maxItems": .integer(Int64(Self.mostItems))]
    case .secret:
      let pattern = textSchema["pattern"] ?? .text(anchored(Self.referencePattern))
      return ["type": .text("string"), "pattern": pattern]
    case .guest: return ["type": .text("string")]
    case .map:
      return ["type": .text("object"), "additionalProperties": .object(textSchema)].merging(keySchema) {
        first, _ in first
      }
    case .objects:
      let fields = Dictionary(fields.map { ($0.name, JSONValue.object($0.schema)) }) { first, _ in first }
      let item: [String: JSONValue] = [
        "type": .text("object"), "additionalProperties": .boolean(false), "properties": .object(fields),
        "required": .list(self.fields.filter(\.needsAnswer).map { .text($0.name) }),
      ]
      return ["type": .text("object"), "additionalProperties": .object(item)].merging(keySchema) {
        first, _ in first
      }
    }
  }

  private var keySchema: [String: JSONValue] {
    guard let keys = rules.keys?.text, !keys.contains("[:") else { return [:] }
    return ["propertyNames": .object(["pattern": .text("^(?:\(keys))$")])]
  }

  private static let referencePattern = "vault_[A-Za-z0-9_]+|secrets/[A-Za-z0-9._/-]+|[A-Z][A-Z0-9_]*"

  private var textSchema: [String: JSONValue] {
    var schema: [String: JSONValue] = ["type": .text("string")]
    schema["maxLength"] = .integer(Int64(rules.longest ?? Self.longestAnswer))
    // POSIX classes such as [[:alnum:]] mean something else to a JSON Schema.
    if let pattern = rules.pattern?.text, !pattern.contains("[:") {
      schema["pattern"] = .text(anchored(pattern))
    }
    return schema
  }

  /// An empty answer passes a pattern where there need be none.
  private func anchored(_ pattern: String) -> String {
    isOptional || defaultWords == "" ? "^(?:\(pattern))?$" : "^(?:\(pattern))$"
  }

  private var bounds: [String: JSONValue] {
    var bounds: [String: JSONValue] = [:]
    bounds["minimum"] = rules.least.map { .integer(Int64($0)) }
    bounds["maximum"] = rules.most.map { .integer(Int64($0)) }
    return bounds
  }

  /// A default that refers to other variables is told in words: a schema has no way to say it.
  private var description: String {
    let secret = kind == .secret ? "A reference, never the secret itself" : nil
    let words = defaultSchema == nil && fallback != nil ? defaultWords.map { "Default: \($0)" } : nil
    let followed = rules.follows.map { ", or the choice that '\($0)' begins with" } ?? ""
    return [help.isEmpty ? nil : help, secret, words.map { $0 + followed }].compactMap(\.self).joined(
      separator: ". ")
  }

  private var defaultSchema: JSONValue? {
    if rules.follows != nil { return nil }
    return switch fallback {
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
