package import Diagnostics
import GitReading
import JSONCoding
package import Texts
import YAMLReading

/// What a person or a program decided about conflicts beforehand: `tenon.decisions/1`.
///
/// Each entry names a file and takes one side of all of it, or decides its hunks one by one.
package struct Decisions: Hashable, Sendable {
  package let files: [File]
  /// What the document is called in messages.
  package let name: String

  package struct File: Hashable, Sendable {
    /// As it was written: from the root, from the unit's folder or from where the person is.
    package let path: String
    package let place: Place
    package let choice: Choice
  }

  package enum Choice: Hashable, Sendable {
    case whole(ConflictChoice)
    /// Every hunk of the file in the same way.
    case all(TextMerge.Resolution)
    case hunks([Hunk])
  }

  package struct Hunk: Hashable, Sendable {
    /// From 1, as the conflict lists it.
    package let number: Int
    /// The hunk's id when it was decided on; nil if no one wants it checked.
    package let id: String?
    package let resolution: TextMerge.Resolution
    package let place: Place
  }

  /// Reads a JSON or YAML document; every fault is noted with its place.
  package init(reading bytes: [UInt8], named name: String) throws(Findings) {
    self.name = name
    let node = try parseYAML(try Self.plain(bytes, named: name), at: name, limits: Self.limits)
    var faults = Faults()
    var reader = MappingReader(node, "the decisions", noting: &faults)
    if let schema = reader.text("schema", noting: &faults), schema != Self.schema {
      faults.note("unknown schema '\(quoted(schema))' (expected \(Self.schema))", at: node.place)
    }
    files = reader.list("decisions", noting: &faults).compactMap { DecisionReader.file($0, noting: &faults) }
    reader.finish(noting: &faults)
    try faults.check()
  }

  /// The name and version of the form.
  package static let schema = "tenon.decisions/1"
  /// A decision may hold the lines of a whole file.
  private static let limits = YAMLLimits(bytes: 8 << 20, nodes: 200_000, depth: 16)

  /// JSON writes what is beyond U+FFFF as two surrogates, which YAML does not know.
  private static func plain(_ bytes: [UInt8], named name: String) throws(Findings) -> [UInt8] {
    guard bytes.first(where: { $0 > UInt8(ascii: " ") }) == UInt8(ascii: "{"),
      String(decoding: bytes, as: UTF8.self).contains("\\u")
    else { return bytes }
    return try encodeJSON(try decodeJSON(JSONValue.self, from: bytes, at: name))
  }
}

/// Reads the entries of `decisions:`.
private enum DecisionReader {
  static func file(_ node: Node, noting faults: inout Faults) -> Decisions.File? {
    var reader = MappingReader(node, "a decision", noting: &faults)
    let path = reader.requiredText("path", noting: &faults)
    _ = reader.text("unit", noting: &faults)
    let take = reader.node("take")
    let hunks = reader.node("hunks")
    reader.finish(noting: &faults)
    if (take == nil) == (hunks == nil) {
      faults.note("a decision has either 'take' or 'hunks'", at: node.place)
      return nil
    }
    let choice =
      take.flatMap { whole($0, noting: &faults) } ?? hunks.map { .hunks(list($0, noting: &faults)) }
    guard let path, let choice else { return nil }
    return Decisions.File(path: path, place: node.place, choice: choice)
  }

  private static func whole(_ node: Node, noting faults: inout Faults) -> Decisions.Choice? {
    switch node.text("'take'", noting: &faults) {
    case "ours": return .whole(.ours)
    case "theirs": return .whole(.theirs)
    case "markers": return .whole(.markers)
    case "both": return .all(.both)
    case let word?:
      faults.note(
        "invalid value '\(quoted(word))' (expected one of: ours, theirs, both, markers)", at: node.place)
      return nil
    case nil: return nil
    }
  }

  private static func list(_ node: Node, noting faults: inout Faults) -> [Decisions.Hunk] {
    var hunks: [Decisions.Hunk] = []
    for (index, item) in node.list("'hunks'", noting: &faults).enumerated() {
      guard let hunk = hunk(item, usual: index + 1, noting: &faults) else { continue }
      if hunks.contains(where: { $0.number == hunk.number }) {
        faults.note("hunk \(hunk.number) has two decisions", at: item.place)
      }
      hunks.append(hunk)
    }
    return hunks
  }

  private static func hunk(
    _ node: Node, usual number: Int, noting faults: inout Faults
  ) -> Decisions.Hunk? {
    var reader = MappingReader(node, "a hunk", noting: &faults)
    let given = reader.integer("number", noting: &faults)
    let id = reader.text("id", noting: &faults)
    let take = reader.node("take")
    // Quoted or in a block: an empty text is a decision too.
    let text = reader.node("text")?.text("'text'", noting: &faults)
    reader.finish(noting: &faults)
    var resolution = text.map { TextMerge.Resolution.text(Array($0.utf8)) }
    if let take { resolution = side(take, noting: &faults) }
    if (take == nil) == (text == nil) {
      faults.note("a hunk has either 'take' or 'text'", at: node.place)
      return nil
    }
    return resolution.map {
      Decisions.Hunk(number: given ?? number, id: id, resolution: $0, place: node.place)
    }
  }

  private static func side(_ node: Node, noting faults: inout Faults) -> TextMerge.Resolution? {
    switch node.text("'take'", noting: &faults) {
    case "ours": return .ours
    case "theirs": return .theirs
    case "both": return .both
    case let word?:
      faults.note("invalid value '\(quoted(word))' (expected one of: ours, theirs, both)", at: node.place)
      return nil
    case nil: return nil
    }
  }
}
