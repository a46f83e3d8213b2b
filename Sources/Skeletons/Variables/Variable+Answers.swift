package import Diagnostics
package import YAMLReading

/// From what someone typed to an answer of the variable's type.
extension Variable {
  /// The answer that a text gives, as `--set NAME=TEXT` and a prompt take it.
  ///
  /// A list is separated by commas, or written as JSON or YAML writes one: `["a,b", c]`.
  package func answer(from text: String) throws(Findings) -> Answer {
    switch kind {
    case .string, .choice, .secret, .guest: return .text(text)
    case .integer:
      if let number = Node.integer(from: text) { return .integer(number) }
      throw fault("'\(quoted(text))' is not an integer")
    case .boolean:
      if text == "true" || text == "false" { return .boolean(text == "true") }
      throw fault("'\(quoted(text))' is not true or false")
    case .list: return .list(try items(of: text))
    case .map, .objects: throw fault("expected a mapping, found '\(quoted(text))'")
    }
  }

  /// The answer that a node of an answers file or of a default gives.
  package func answer(from node: Node, noting faults: inout Faults) -> Answer? {
    let what = "'\(name)'"
    switch kind {
    case .list:
      if node.scalar != nil, !node.isNull { return node.text(what, noting: &faults).map { .list([$0]) } }
      return .list(node.texts(what, noting: &faults))
    case .integer: return node.integer(what, noting: &faults).map { .integer($0) }
    case .boolean: return node.boolean(what, noting: &faults).map { .boolean($0) }
    case .map, .objects:
      faults.note("\(what) is \(node.kindWords), and cannot be answered as a whole here", at: node.place)
      return nil
    case .string, .choice, .secret, .guest: return node.text(what, noting: &faults).map { .text($0) }
    }
  }

  private func items(of text: String) throws(Findings) -> [String] {
    guard text.hasPrefix("[") else {
      let items = text.split(separator: ",", omittingEmptySubsequences: false)
      return text.isEmpty ? [] : items.map { String(decoding: Array($0.utf8).trimmed(), as: UTF8.self) }
    }
    var faults = Faults()
    let node = try parseYAML(Array(text.utf8), at: name)
    let items = node.texts("'\(name)'", noting: &faults)
    try faults.check()
    return items
  }

  /// How it is called in messages.
  var shownName: String { label ?? name }

  func fault(
    _ message: String, _ code: Diagnostic.Code = .invalidAnswer, hint: String? = nil
  ) -> Findings {
    Findings(Diagnostic(code, "variable '\(shownName)': \(message)", hint: hint))
  }
}
