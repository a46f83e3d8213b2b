package import Diagnostics
import JSONCoding
package import YAMLReading

/// A file of answers to a skeleton, JSON or YAML alike: a mapping of variables.
package struct AnswersFile {
  let skeleton: Skeleton

  package init(to skeleton: Skeleton) { self.skeleton = skeleton }

  /// The variables that a file answers, in its order, of any skeleton.
  package static func names(in bytes: [UInt8], at path: String) throws(Findings) -> [String] {
    (try node(bytes, at: path).pairs ?? []).map(\.name)
  }

  /// The answers of a file, each read by its declared type.
  ///
  /// A name in `ignored` is passed over.
  package func answers(
    in bytes: [UInt8], at path: String, ignoring ignored: Set<String> = []
  ) throws(Findings) -> AnswerLeaves {
    try answers(in: try Self.node(bytes, at: path), ignoring: ignored)
  }

  /// The same of a mapping that was read already.
  package func answers(in root: Node, ignoring ignored: Set<String>) throws(Findings) -> AnswerLeaves {
    var faults = Faults()
    if root.pairs == nil, !root.isNull {
      faults.note("the answers are \(root.kindWords), not a mapping of variables", at: root.place)
    }
    var answers = AnswerLeaves()
    for pair in root.pairs ?? [] where !ignored.contains(pair.name) {
      guard let variable = skeleton.variable(pair.name) else {
        faults.note(skeleton.unknownVariable(pair.name, at: pair.key.place))
        continue
      }
      if !pair.value.isNull { answers.add(skeleton.leaves(of: variable, pair.value, noting: &faults)) }
    }
    try faults.check()
    return answers
  }

  /// JSON is YAML but for the escapes of characters beyond the first plane, which only JSON's own reader knows.
  package static func node(
    _ bytes: [UInt8], at path: String, limits: YAMLLimits = .standard
  ) throws(Findings) -> Node {
    do throws(Findings) {
      return try parseYAML(bytes, at: path, as: path.hasSuffix(".json") ? "JSON" : "YAML", limits: limits)
    } catch {
      guard let first = bytes.trimmed().first, [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(first),
        let value = try? decodeJSON(JSONValue.self, from: bytes, at: path),
        let json = try? encodeJSON(value, pretty: false)
      else { throw error }
      return try parseYAML(json, at: path, limits: limits)
    }
  }
}
