package import Diagnostics
package import FileTrees
import JSONCoding
import Structures
import YAMLReading

/// Reads a generated file as the programs that it is for will: by the parser of its format, where its name tells one.
package func checkSyntax(of bytes: [UInt8], at path: RelativePath) throws(Findings) {
  let place = path.description
  guard let format = StructureFormat(fileName: String(decoding: path.name, as: UTF8.self)) else { return }
  switch format {
  case .yaml: return try checkYAML(bytes, at: place)
  case .json, .hcl, .toml, .ini, .systemd, .env, .properties, .markdown:
    if let fault = SyntaxFault.first(in: bytes, as: format) {
      throw Findings(Diagnostic(.data, fault.words, at: Place(place, line: fault.line)))
    }
  }
  // What texts and numbers hold, our own reader does not look into.
  if format == .json { _ = try decodeJSON(JSONValue.self, from: bytes, at: place) }
}
