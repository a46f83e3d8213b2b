import Diagnostics
import JSONCoding

/// What went wrong, as `tenon.error/1`: the first finding at the top, all of them under `errors`.
struct ErrorReport: Codable {
  var schema = "tenon.error/1"
  let code: Diagnostic.Code
  let kind: Diagnostic.Kind
  let message: String
  let path: String?
  let hint: String?
  let errors: [Item]

  struct Item: Codable {
    let code: Diagnostic.Code
    let kind: Diagnostic.Kind
    let message: String
    let path: String?
    let unit: String?
    let line: Int?
    let column: Int?
    let hints: [String]

    init(_ found: Diagnostic) {
      code = found.code
      kind = found.kind
      message = found.message
      path = found.place?.path
      unit = found.unit
      line = found.place?.line
      column = found.place?.column
      hints = found.hints
    }
  }

  init(_ findings: Findings) {
    errors = findings.diagnostics.map(Item.init)
    let first = findings.diagnostics.first
    code = first?.code ?? .fault
    kind = code.kind
    message = first?.message ?? "something went wrong"
    path = first?.place?.path
    hint = first?.hints.first
  }

  var json: [UInt8] {
    do throws(Findings) {
      return try encodeJSON(self)
    } catch {
      return Array(#"{"schema": "tenon.error/1", "code": "fault", "kind": "fault"}"#.utf8)
    }
  }
}
