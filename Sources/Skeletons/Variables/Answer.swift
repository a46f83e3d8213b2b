package import JSONCoding

/// What someone answered to a variable, as it was given: the part of a unit that a record keeps.
package enum Answer: Hashable, Sendable {
  case text(String)
  case integer(Int)
  case boolean(Bool)
  case list([String])

  /// The answer as a person would type it; a list in JSON's own form where an item holds a comma.
  package var words: String {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .boolean(let flag): String(flag)
    case .list(let items):
      items.contains { $0.isEmpty || $0.contains(",") }
        ? Literal.json(items) : items.joined(separator: ",")
    }
  }
}

extension Answer: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let flag = try? container.decode(Bool.self) {
      self = .boolean(flag)
    } else if let number = try? container.decode(Int.self) {
      self = .integer(number)
    } else {
      self = .list(try container.decode([String].self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .integer(let number): try container.encode(number)
    case .boolean(let flag): try container.encode(flag)
    case .list(let items): try container.encode(items)
    }
  }
}

extension Answer: SelfDescribing {
  package static var schema: [String: JSONValue] {
    [
      "anyOf": .list([
        .simple("string"), .simple("integer"), .simple("boolean"), .items(.simple("string")),
      ])
    ]
  }
  package static var schemaSample: Answer { .text("") }
}
