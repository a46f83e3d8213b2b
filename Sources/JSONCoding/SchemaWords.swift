/// The words of JSON Schema for files that people write, whose readers are no `Codable` types.
extension JSONValue {
  /// A mapping with these keys and no other.
  package static func mapping(_ keys: [String: JSONValue], required: [String] = []) -> JSONValue {
    var schema: [String: JSONValue] = [
      "type": .text("object"), "properties": .object(keys), "additionalProperties": .boolean(false),
    ]
    if !required.isEmpty { schema["required"] = .list(required.map { .text($0) }) }
    return .object(schema)
  }

  /// The same with a description.
  package static func mapping(
    _ words: String, _ keys: [String: JSONValue], required: [String] = []
  ) -> JSONValue {
    mapping(keys, required: required).described(words)
  }

  /// A mapping of any keys to values of one kind.
  package static func map(_ words: String? = nil, to value: JSONValue) -> JSONValue {
    JSONValue.object(["type": .text("object"), "additionalProperties": value]).described(words)
  }

  /// A list of items of one kind.
  package static func items(_ item: JSONValue) -> JSONValue {
    .object(["type": .text("array"), "items": item])
  }

  /// The same with a description.
  package static func items(_ words: String, _ item: JSONValue) -> JSONValue {
    items(item).described(words)
  }

  /// One of several kinds.
  package static func either(_ kinds: [JSONValue]) -> JSONValue { .object(["anyOf": .list(kinds)]) }

  /// The same with a description.
  package static func either(_ words: String, _ kinds: [JSONValue]) -> JSONValue {
    either(kinds).described(words)
  }

  /// One of these texts.
  package static func word(_ words: String? = nil, of choices: [String]) -> JSONValue {
    JSONValue.object(["enum": .list(choices.map { .text($0) })]).described(words)
  }

  /// A text; YAML takes what looks like a number or a boolean for one, and tenon reads its letters.
  package static func scalar(_ words: String? = nil) -> JSONValue {
    JSONValue.object(["type": .list([.text("string"), .text("number"), .text("boolean")])]).described(words)
  }

  /// A text that a pattern of ECMA 262 finds.
  package static func line(_ words: String? = nil, pattern: String) -> JSONValue {
    JSONValue.object(["type": .text("string"), "pattern": .text(pattern)]).described(words)
  }

  /// True or false, an integer: a type by JSON Schema's name.
  package static func simple(_ type: String, _ words: String? = nil) -> JSONValue {
    JSONValue.object(["type": .text(type)]).described(words)
  }

  private func described(_ words: String?) -> JSONValue {
    guard let words, case .object(var members) = self else { return self }
    members["description"] = .text(words)
    return .object(members)
  }
}
