/// A name as git shows it: as it is if that is harmless, else in double quotes with C escapes.
///
/// Quotes control and formatting characters, `"`, `\` and bytes that are not UTF-8 (git's `quote.c` with
/// `core.quotePath=false`), so that a hostile name can forge no line of output and move no cursor.
package func quoted(_ name: [UInt8]) -> String {
  if name.allSatisfy(isPlain) { return String(decoding: name, as: UTF8.self) }
  guard let text = String(validating: name, as: UTF8.self) else {
    return "\"" + name.map { $0 < 0x80 ? escaped(Unicode.Scalar($0)) : octal($0) }.joined() + "\""
  }
  return quoted(text)
}

/// The same of a part of a path.
package func quoted(_ name: some Collection<UInt8>) -> String { quoted(Array(name)) }

/// A text as `quoted(_:)` shows its bytes.
package func quoted(_ text: String) -> String {
  if text.utf8.allSatisfy(isPlain) { return text }
  let pieces = text.unicodeScalars.map(escaped)
  let shown = pieces.joined()
  return shown == text ? text : "\"\(shown)\""
}

/// What nearly every name is made of, and is never quoted.
private func isPlain(_ byte: UInt8) -> Bool {
  (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
}

private func escaped(_ scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "\"": return "\\\""
  case "\\": return "\\\\"
  case "\n": return "\\n"
  case "\r": return "\\r"
  case "\t": return "\\t"
  default: break
  }
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator:
    return String(scalar).utf8.map(octal).joined()
  default:
    return String(scalar)
  }
}

private func octal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 8)
  return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
}
