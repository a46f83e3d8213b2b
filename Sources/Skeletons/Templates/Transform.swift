/// What a template may do to a value: `<% snake(name) %>`, `<% join(hosts, ", ") %>`.
enum Transform: String, Hashable, Sendable, CaseIterable {
  case snake, kebab, pascal, camel, title, upper, lower, trim
  case json, yaml, hcl, toml, shell, sql, systemd, ini, dockerfile, nginx
  case basename, dirname, stem
  case before, after
  case join, length, replace, `default`, indent, equals

  /// How many values it takes.
  var arity: Int {
    switch self {
    case .replace: 3
    case .join, .default, .indent, .equals, .before, .after: 2
    default: 1
    }
  }

  /// What it is called with, for messages.
  var usage: String {
    switch self {
    case .join: "join(list, \", \")"
    case .replace: "replace(text, \"old\", \"new\")"
    case .default: "default(value, \"otherwise\")"
    case .indent: "indent(text, 4)"
    case .equals: "equals(a, b)"
    case .before, .after: "\(rawValue)(text, \":\")"
    default: "\(rawValue)(value)"
    }
  }

  /// Whether its first value may be a list.
  var takesLists: Bool {
    switch self {
    case .json, .yaml, .hcl, .toml, .shell, .join, .length: true
    default: false
    }
  }

  /// Whether it may be a map or objects, too.
  var takesCollections: Bool { [.json, .yaml, .hcl, .toml, .length].contains(self) }

  /// What comes of its values, which are as many as it takes.
  func apply(to values: [Value]) -> Value {
    switch (self, values.count) {
    case (.length, 1): .integer(Self.length(values[0]))
    case (.equals, 2): .boolean(values[0].text == values[1].text)
    case (.default, 2): values[0].isTrue ? values[0] : values[1]
    case (.join, 2): .text(values[0].list.joined(separator: values[1].text))
    case (.replace, 3): .text(Self.replaced(values[0].text, values[1].text, by: values[2].text))
    case (.before, 2): .text(Self.parted(values[0].text, at: values[1].text).before)
    case (.after, 2): .text(Self.parted(values[0].text, at: values[1].text).after)
    case (.indent, 2): .text(Self.indented(values[0].text, by: Int(values[1].text) ?? 0))
    default: .text(values.first.map(apply) ?? "")
    }
  }

  private func apply(to value: Value) -> String {
    if let literal = LiteralLanguage(rawValue: rawValue) { return literal.written(value) }
    return apply(to: value.text)
  }

  private func apply(to text: String) -> String {
    switch self {
    case .snake: words(of: text).map { $0.lowercased() }.joined(separator: "_")
    case .kebab: words(of: text).map { $0.lowercased() }.joined(separator: "-")
    case .pascal: words(of: text).map { capitalized($0.lowercased()) }.joined()
    case .camel: Self.camel(words(of: text).map { $0.lowercased() })
    case .title: words(of: text).map(capitalized).joined(separator: " ")
    case .upper: text.uppercased()
    case .lower: text.lowercased()
    case .trim: String(decoding: Array(text.utf8).trimmed(), as: UTF8.self)
    case .basename: Self.basename(text)
    case .dirname: Self.dirname(text)
    case .stem: Self.stem(Self.basename(text))
    default: text
    }
  }
}

extension Transform {
  private static func length(_ value: Value) -> Int {
    switch value {
    case .list(let items): items.count
    case .map(let entries): entries.count
    case .objects(let items): items.count
    default: value.text.unicodeScalars.count
    }
  }

  private static func replaced(_ text: String, _ old: String, by new: String) -> String {
    old.isEmpty ? text : text.split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }

  /// The text before the first separator and the text after it; everything and nothing if there is none.
  private static func parted(_ text: String, at separator: String) -> (before: String, after: String) {
    let pieces =
      separator.isEmpty
      ? [] : text.split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false)
    guard pieces.count == 2 else { return (text, "") }
    return (String(pieces[0]), String(pieces[1]))
  }

  /// As in Jinja: every line but the first, which contains the tag, and no empty line.
  private static func indented(_ text: String, by count: Int) -> String {
    let margin = String(repeating: " ", count: min(max(count, 0), 80))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { $0 == 0 || $1.isEmpty ? String($1) : margin + $1 }.joined(separator: "\n")
  }

  private static func camel(_ words: [String]) -> String {
    (words.first ?? "") + words.dropFirst().map(capitalized).joined()
  }

  /// As basename(1): slashes at the end do not count.
  private static func basename(_ path: String) -> String {
    let pieces = path.split(separator: "/")
    return pieces.last.map(String.init) ?? (path.isEmpty ? "" : "/")
  }

  /// As dirname(1): `.` if there is no folder.
  private static func dirname(_ path: String) -> String {
    let folders = path.split(separator: "/").dropLast().joined(separator: "/")
    if path.hasPrefix("/") { return "/" + folders }
    return folders.isEmpty ? "." : folders
  }

  /// A leading dot starts no extension: the stem of `.bashrc` is itself.
  private static func stem(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
