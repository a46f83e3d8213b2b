package import Diagnostics
import FoundationEssentials
import YAMLReading

/// Writes a value as JSON with sorted keys and plain slashes: the same value, the same bytes.
///
/// Readable JSON is indented and ends with a newline; canonical JSON (`pretty: false`) has no blank at all.
package func encodeJSON(_ value: some Encodable, pretty: Bool = true) throws(Findings) -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.outputFormatting =
    pretty
    ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    : [
      .sortedKeys, .withoutEscapingSlashes,
    ]
  do {
    return Array(try encoder.encode(value)) + (pretty ? [UInt8(ascii: "\n")] : [])
  } catch {
    throw Findings(Diagnostic(.fault, "a value could not be written as JSON: \(error)"))
  }
}

/// Reads a value from untrusted JSON, or reports what is wrong with it and where.
///
/// `path` names the file in messages; more values than any file of ours holds are refused, since each costs far more
/// memory than its bytes. Nesting beyond Foundation's limit of 512 is an error like any other.
package func decodeJSON<Value: Decodable>(
  _ type: Value.Type = Value.self, from bytes: [UInt8], at path: String, mostValues: Int = 1 << 20
) throws(Findings) -> Value {
  if holdsValues(beyond: mostValues, bytes) {
    throw Findings(Diagnostic(.data, "it contains more than \(mostValues) values", at: Place(path)))
  }
  do {
    return try JSONDecoder().decode(type, from: Data(bytes))
  } catch let error as DecodingError {
    throw Findings(
      syntaxFault(error, in: bytes, at: path) ?? Diagnostic(.data, words(for: error), at: Place(path)))
  } catch {
    throw Findings(Diagnostic(.data, "\(error)", at: Place(path)))
  }
}

/// Where a text stops being JSON: Foundation does not report it, but libyaml does, to which JSON is YAML.
private func syntaxFault(_ error: DecodingError, in bytes: [UInt8], at path: String) -> Diagnostic? {
  guard case .dataCorrupted(let context) = error, context.codingPath.isEmpty else { return nil }
  let fault = Diagnostic(.data, "invalid JSON", at: Place(path))
  guard bytes.count <= 1 << 24 else { return fault }
  do throws(Findings) {
    let limits = YAMLLimits(bytes: 1 << 24, nodes: 1 << 20, depth: 512)
    _ = try parseYAML(bytes, at: path, as: "JSON", limits: limits)
    return fault
  } catch {
    return error.diagnostics.first ?? fault
  }
}

private func words(for error: DecodingError) -> String {
  switch error {
  case .keyNotFound(let key, let context): "\(name(of: context.codingPath, and: key)) is missing"
  case .typeMismatch(let type, let context): "\(name(of: context.codingPath)) is not of type \(type)"
  case .valueNotFound(_, let context): "\(name(of: context.codingPath)) has no value"
  case .dataCorrupted(let context):
    "\(name(of: context.codingPath)): \(context.debugDescription)"
  @unknown default: "it cannot be read: \(error)"
  }
}

private func name(of path: [any CodingKey], and key: (any CodingKey)? = nil) -> String {
  let keys = (path + [key].compactMap(\.self)).map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }
  return "'\(quoted(String(keys.joined().drop { $0 == "." })))'"
}

/// Counts what begins a value, outside of texts: cheap, and done before anything is built of them.
private func holdsValues(beyond mostValues: Int, _ bytes: [UInt8]) -> Bool {
  // A value takes two bytes, with what separates it from the next.
  guard bytes.count > 2 * mostValues else { return false }
  let (comma, colon, bracket, brace) = (
    UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "{")
  )
  var count = 0
  var isText = false
  var isEscaped = false
  for byte in bytes {
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\"") {
      isText.toggle()
    } else if isText {
      isEscaped = byte == UInt8(ascii: "\\")
    } else if byte == comma || byte == colon || byte == bracket || byte == brace {
      count += 1
    }
  }
  return count > mostValues
}
