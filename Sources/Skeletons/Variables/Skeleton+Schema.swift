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
        Dictionary(variables.map { ($0.name, .object(VariableSchema(variable: $0).properties)) }) {
          first, _ in first
        }),
    ])
  }

  /// The schema's bytes, with a newline at the end.
  package func schemaBytes() throws(Findings) -> [UInt8] { try encodeJSON(schema) }
}
