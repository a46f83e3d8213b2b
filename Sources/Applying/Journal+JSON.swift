import Diagnostics
import FileTrees
import JSONCoding

extension Journal {
  /// The journal as JSON with sorted keys and no blank: what the encoder makes of it, with the many steps written here.
  func json() throws(Findings) -> [UInt8] {
    let empty = Journal(
      schema: schema, label: label, since: since, steps: [], made: made, emptied: emptied,
      isUndoable: isUndoable, home: home)
    var json = try encodeJSON(empty, pretty: false)
    // `steps` is the last of the keys.
    let end = Array("]}".utf8)
    guard json.suffix(end.count).elementsEqual(end) else { return try encodeJSON(self, pretty: false) }
    json.removeLast(end.count)
    json.reserveCapacity(json.count + steps.count * 160)
    for (index, step) in steps.enumerated() {
      if index > 0 { json.append(UInt8(ascii: ",")) }
      try step.write(to: &json)
    }
    return json + end
  }
}

extension Journal.Step {
  fileprivate func write(to json: inout [UInt8]) throws(Findings) {
    json.append(UInt8(ascii: "{"))
    after?.write(as: "\"after\":{\"id\":\"", to: &json)
    before?.write(as: "\"before\":{\"id\":\"", to: &json)
    json += "\"path\":".utf8
    try append(text: path.bytes, to: &json)
    json.append(UInt8(ascii: "}"))
  }
}

extension JournalState {
  fileprivate func write(as beginning: String, to json: inout [UInt8]) {
    json += beginning.utf8
    json += id.hexBytes
    json += "\",\"mode\":\"\(mode.rawValue)\"},".utf8
  }
}
