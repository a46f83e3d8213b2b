package import JSONCoding

extension Manifest {
  /// The JSON Schema of a manifest; that its parts make sense together, its reader checks.
  package static var jsonSchema: JSONValue { JSONShape.manifest.schema }
}

extension JSONShape {
  /// The same in the words of JSON Schema.
  fileprivate var schema: JSONValue {
    switch self {
    case .text(let length), .line(let length): Self.text(length)
    case .word(let words): .word(of: words)
    case .path: .line("A path from the repository's root", pattern: "^[^/]")
    case .digits(let count): .line(pattern: "^[0-9a-f]{\(count)}$")
    case .time: .object(["type": .text("string"), "format": .text("date-time")])
    case .flag: .simple("boolean")
    case .integer(let least): .object(["type": .text("integer"), "minimum": .integer(least)])
    case .list(let item, let least):
      .object(["type": .text("array"), "items": item.schema, "minItems": .integer(Int64(least))])
    case .object(let required, let optional):
      .mapping(
        required.merging(optional) { own, _ in own }.mapValues(\.schema), required: required.keys.sorted())
    case .map(let value): .map(to: value.schema)
    case .anyObject: .simple("object")
    case .orNull(let shape): .either([shape.schema, .simple("null")])
    }
  }

  private static func text(_ length: ClosedRange<Int>) -> JSONValue {
    var schema: [String: JSONValue] = ["type": .text("string")]
    if length.lowerBound > 0 { schema["minLength"] = .integer(Int64(length.lowerBound)) }
    if length.upperBound < Int.max { schema["maxLength"] = .integer(Int64(length.upperBound)) }
    return .object(schema)
  }
}
