package import Diagnostics

/// Adds a text to JSON as the encoder writes it, for documents whose many equal rows are written by hand.
package func append(text: [UInt8], to json: inout [UInt8]) throws(Findings) {
  guard text.allSatisfy(isPlain) else {
    guard let text = String(validating: text, as: UTF8.self) else {
      throw Findings(Diagnostic(.fault, "a text could not be written as JSON: it is not UTF-8"))
    }
    json += try encodeJSON(text, pretty: false)
    return
  }
  json.append(UInt8(ascii: "\""))
  json += text
  json.append(UInt8(ascii: "\""))
}

/// What JSON writes as it is.
private func isPlain(_ byte: UInt8) -> Bool {
  (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
}
