/// What a template may do to a value: `<% snake(name) %>`.
enum Transform: String, Hashable, Sendable, CaseIterable {
  case snake, kebab, pascal, camel, title, upper, lower, trim
  case json, yaml, hcl
  case basename, dirname, stem

  /// Whether it makes text of a list.
  var takesLists: Bool {
    switch self {
    case .json, .yaml, .hcl: true
    case .snake, .kebab, .pascal, .camel, .title, .upper, .lower, .trim, .basename, .dirname, .stem: false
    }
  }

  /// The value as it stands afterwards, always a text.
  func apply(to value: Value) -> String {
    switch self {
    case .json: literal(value, text: Literal.json, open: "[")
    case .yaml: literal(value, text: Literal.yaml, open: "[")
    case .hcl: literal(value, text: Literal.hcl, open: "[")
    default: apply(to: value.text)
    }
  }

  private func literal(_ value: Value, text: (String) -> String, open: String) -> String {
    switch value {
    case .integer, .boolean: value.text
    case .list(let items): open + items.map(text).joined(separator: ", ") + "]"
    case .text, .guest, .absent: text(value.text)
    }
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
    case .json, .yaml, .hcl: text
    }
  }

  private static func camel(_ words: [String]) -> String {
    (words.first ?? "") + words.dropFirst().map(capitalized).joined()
  }

  /// As basename(1): slashes at the end do not count.
  private static func basename(_ path: String) -> String {
    let pieces = path.split(separator: "/")
    return pieces.last.map(String.init) ?? (path.isEmpty ? "" : "/")
  }

  /// As dirname(1): `.` where there is no folder.
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
