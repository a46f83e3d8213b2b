import Diagnostics
import FileTrees
import JSONCoding
import Structures
import YAMLReading

/// Reads a generated file as the programs that it is for will: by the parser of its format, where its name tells one.
func checkSyntax(of bytes: [UInt8], at path: RelativePath) throws(Findings) {
  let place = path.description
  guard let format = StructureFormat(fileName: String(decoding: path.name, as: UTF8.self)) else { return }
  switch format {
  case .json: _ = try decodeJSON(JSONValue.self, from: bytes, at: place)
  case .yaml: try checkYAML(bytes, at: place)
  case .hcl, .toml, .ini, .systemd, .env, .properties, .markdown:
    guard let fault = SyntaxFault.first(in: bytes, as: format) else { return }
    throw Findings(Diagnostic(.data, fault.words, at: Place(place, line: fault.line)))
  }
}
