import JSONCoding

/// One item of a list: Markdown that is escaped already, and a command below it.
struct Item {
  let words: String
  let command: Manifest.Command?

  init(_ words: String, command: Manifest.Command? = nil) {
    self.words = MarkdownText.escapingStart(of: words)
    self.command = command
  }

  /// A fact for the inventory: its members in order, each on the same line.
  init(fact: JSONValue) {
    let json = (try? encodeJSON(fact, pretty: false)) ?? []
    self.init(MarkdownText.code(verbatim: String(decoding: json, as: UTF8.self)))
  }

  /// The items as a list with bullets or numbers, set apart where one of them has a command.
  static func list(_ items: [Item], numberedFrom start: Int? = nil) -> [String] {
    let gap = items.contains { $0.command != nil } ? [""] : []
    return Array(
      items.enumerated().map { index, item in
        let mark = start.map { "\($0 + index). " } ?? "- "
        return [mark + item.words] + (item.command?.block(indent: mark.utf8.count) ?? [])
      }.joined(separator: gap))
  }
}

extension Manifest.Command {
  /// The command as a person types it at the root of the repository.
  package var line: String {
    guard let cwd, !cwd.isEmpty else { return shellQuoted(argv) }
    return "(cd -- \(shellQuoted(cwd)) && \(shellQuoted(argv)))"
  }

  fileprivate func block(indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    let names = (env ?? []).map { MarkdownText.code($0) }.joined(separator: ", ")
    let needs = names.isEmpty ? [] : ["", "\(margin)needs in its environment: \(names)"]
    return needs + [""] + MarkdownText.fence([line], language: "sh", indent: indent)
  }
}
