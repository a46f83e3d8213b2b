package import Skeletons
import YAMLReading

/// How the owner of a repository writes YAML where that differs from how skeletons are written.
///
/// A skeleton opts in with a list `yaml_style`, or a boolean `document_start`. What a text means is never changed.
package struct YAMLStyle: Hashable, Sendable {
  /// The marks that quoted texts have; nil leaves each its own.
  var quotes: UInt8?
  var quoting = Quoting.asWritten
  /// The items of a list begin where its key does.
  var areListsFlush = false
  /// Columns that a mapping is deeper than the one that it is in.
  var width = 2
  var beginsDocument = true
  var endsDocument = false

  enum Quoting: Hashable, Sendable {
    case asWritten
    /// Only what would mean something else without quotes.
    case needed
    /// Every text that is a value.
    case all
  }

  /// Of two contradicting names the last one counts; unknown names are ignored.
  package init(_ names: [String], beginsDocument: Bool = true) {
    self.beginsDocument = beginsDocument
    for name in names {
      switch name {
      case "double_quotes": quotes = UInt8(ascii: "\"")
      case "single_quotes": quotes = UInt8(ascii: "'")
      case "needed_quotes": quoting = .needed
      case "all_quotes": quoting = .all
      case "flush_lists": areListsFlush = true
      case "four_spaces": width = 4
      case "document_end": endsDocument = true
      default: break
      }
    }
  }

  /// The style that the answers of a unit set.
  package init(of values: Values) {
    var names: [String] = []
    if case .list(let items) = values["yaml_style"] { names = items }
    self.init(names, beginsDocument: values["document_start"] != .boolean(false))
  }

  /// Whether a file is YAML by its name.
  static func applies(to path: [UInt8]) -> Bool {
    [".yml", ".yaml", ".yamllint"].contains {
      path.count >= $0.utf8.count && path.suffix($0.utf8.count).elementsEqual($0.utf8)
    }
  }

  /// The text in this style; unchanged if it is not YAML, or if its meaning would change.
  package func applied(to text: [UInt8]) -> [UInt8] {
    if self == YAMLStyle([]) { return text }
    guard let before = yamlEvents(text, limits: .standard) else { return text }
    var result = quoted(text, before)
    if areListsFlush || width != 2, let events = yamlEvents(result, limits: .standard) {
      result = indented(result, events)
    }
    if !beginsDocument { result = Self.withoutStart(result) }
    if endsDocument, !result.suffix(5).elementsEqual("\n...\n".utf8) { result += Array("...\n".utf8) }
    guard let after = yamlEvents(result, limits: .standard), mean(before, after) else { return text }
    return result
  }

  /// Without the three dashes of its first line.
  private static func withoutStart(_ text: [UInt8]) -> [UInt8] {
    text.starts(with: "---\n".utf8) ? Array(text.dropFirst(4)) : text
  }
}

/// Whether two streams of events have the same data, in any style.
private func mean(_ one: [YAMLEvent], _ other: [YAMLEvent]) -> Bool {
  one.count == other.count
    && zip(one, other).allSatisfy { a, b in
      guard a.anchor == b.anchor, a.tag == b.tag else { return false }
      switch (a.kind, b.kind) {
      case (.document, .document): return true
      case (.scalar(let text, let style), .scalar(let same, let now)):
        let isSameType = (style == .plain) == (now == .plain) || PlainScalar.isText(text)
        return text == same && isSameType
      default: return a.kind == b.kind
      }
    }
}
