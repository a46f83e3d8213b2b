package import Diagnostics

/// The JSON Schema of what a `Codable` type is written as: closed objects, whose optional members may be absent.
///
/// The type reads itself from a decoder that notes what it is asked for, so that type and schema cannot differ. A type
/// that reads itself in another way than member by member, or one text, is a fault.
package func typeSchema<Value: Decodable>(of type: Value.Type) throws(Findings) -> JSONValue {
  do {
    return try TypeDescription<Value>.make().schema
  } catch {
    throw Findings(Diagnostic(.fault, "the type \(type) has no JSON Schema: \(error)"))
  }
}

/// A type whose JSON is more than one text or the members that it asks for.
package protocol SelfDescribing {
  static var schema: [String: JSONValue] { get }
  static var schemaSample: Self { get }
}

/// A type's schema, and a value of it for the decoder to hand out.
private struct TypeDescription<Value: Decodable> {
  let schema: JSONValue
  let sample: Value

  private init(_ schema: [String: JSONValue], _ sample: Any) throws {
    guard let sample = sample as? Value else { throw UndescribedType(name: "\(Value.self)") }
    self.schema = .object(schema)
    self.sample = sample
  }

  static func make() throws -> TypeDescription {
    switch Value.self {
    case is JSONValue.Type: return try TypeDescription([:], JSONValue.null)
    case is String.Type: return try TypeDescription(["type": .text("string")], "")
    case is Bool.Type: return try TypeDescription(["type": .text("boolean")], false)
    case is Int.Type: return try TypeDescription(["type": .text("integer")], 0)
    case is Double.Type: return try TypeDescription(["type": .text("number")], 0.0)
    case let own as any SelfDescribing.Type: return try TypeDescription(own.schema, own.schemaSample)
    case let list as any DescribedCollection.Type:
      return try TypeDescription(try list.itemSchema, list.empty)
    case let words as any (CaseIterable & RawRepresentable).Type: return try closed(words)
    default: return try traced()
    }
  }

  private static func closed<Words: CaseIterable & RawRepresentable>(
    _ words: Words.Type
  ) throws -> TypeDescription {
    let texts = words.allCases.compactMap { $0.rawValue as? String }
    guard let first = words.allCases.first else { throw UndescribedType(name: "\(Value.self)") }
    return try TypeDescription(["type": .text("string"), "enum": .list(texts.map { .text($0) })], first)
  }

  /// What reads itself: tried with a text for each of the kinds that read one, until one fits.
  private static func traced() throws -> TypeDescription {
    var failure: any Error = UndescribedType(name: "\(Value.self)")
    for text in TextSample.all {
      let trace = DecodingTrace(text: text.text)
      do {
        let sample = try Value(from: TracingDecoder(trace: trace))
        return try TypeDescription(trace.schema(of: text), sample)
      } catch {
        failure = error
        // Members do not depend on the text, so their own fault is the cause.
        if trace.hasMembers { break }
      }
    }
    throw failure
  }
}

/// A type of which no schema can be made.
private struct UndescribedType: Error {
  let name: String
}

/// A text that some type reads, and what the schema states of such texts.
private struct TextSample {
  let text: String
  let keywords: [String: JSONValue]

  static let all = [
    TextSample(text: "x", keywords: ["type": .text("string"), "minLength": .integer(1)]),
    TextSample(
      text: String(repeating: "0", count: 40),
      keywords: ["type": .text("string"), "pattern": .text("^[0-9a-f]{40}$")]),
    TextSample(text: "100644", keywords: ["type": .text("string"), "pattern": .text("^1[0-7]{5}$")]),
  ]
}

/// Lists and maps, whose schema is that of what they hold.
private protocol DescribedCollection {
  static var itemSchema: [String: JSONValue] { get throws }
  static var empty: Self { get }
}

extension Array: DescribedCollection where Element: Decodable {
  static var itemSchema: [String: JSONValue] {
    get throws { ["type": .text("array"), "items": try TypeDescription<Element>.make().schema] }
  }
  static var empty: [Element] { [] }
}

extension Dictionary: DescribedCollection where Key == String, Value: Decodable {
  static var itemSchema: [String: JSONValue] {
    get throws {
      ["type": .text("object"), "additionalProperties": try TypeDescription<Value>.make().schema]
    }
  }
  static var empty: [String: Value] { [:] }
}

/// What a type asked its decoder for.
private final class DecodingTrace {
  let text: String
  private var members: [String: JSONValue] = [:]
  private var optional: Set<String> = []
  private(set) var hasMembers = false

  init(text: String) {
    self.text = text
  }

  func begin() { hasMembers = true }

  /// A member that is searched for before it is read may be absent.
  func mayLack(_ name: String) { optional.insert(name) }

  func note<Value: Decodable>(_ name: String, _ type: Value.Type) throws -> Value {
    let description = try TypeDescription<Value>.make()
    members[name] = description.schema
    return description.sample
  }

  /// What is known once the type has read itself.
  func schema(of sample: TextSample) -> [String: JSONValue] {
    hasMembers ? object : sample.keywords
  }

  private var object: [String: JSONValue] {
    [
      "type": .text("object"), "properties": .object(members),
      "required": .list(members.keys.filter { !optional.contains($0) }.sorted().map { .text($0) }),
      "additionalProperties": .boolean(false),
    ]
  }
}

/// Hands out samples, and notes what for.
private struct TracingDecoder: Decoder {
  let trace: DecodingTrace
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    trace.begin()
    return KeyedDecodingContainer(TracingMembers<Key>(trace: trace))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw UndescribedType(name: "list without a type")
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { TracingText(trace: trace) }
}

/// The members of an object.
private struct TracingMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let trace: DecodingTrace
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { [] }

  func contains(_ key: Key) -> Bool {
    trace.mayLack(key.stringValue)
    return true
  }

  func decodeNil(forKey key: Key) -> Bool { false }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try trace.note(key.stringValue, type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    throw UndescribedType(name: key.stringValue)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    throw UndescribedType(name: key.stringValue)
  }

  func superDecoder() throws -> any Decoder { throw UndescribedType(name: "super") }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw UndescribedType(name: key.stringValue) }
}

/// The one text that a type reads itself from.
private struct TracingText: SingleValueDecodingContainer {
  let trace: DecodingTrace
  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { false }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    guard let text = trace.text as? Value else { throw UndescribedType(name: "\(type)") }
    return text
  }
}
