/// A language that generated files are written in, and how its literals of values look.
enum LiteralLanguage: String, Sendable, CaseIterable {
  case json, yaml, hcl, toml, shell, sql, systemd, ini, dockerfile, nginx

  /// A value as a literal: lists, maps and objects where the language has them in one line.
  func written(_ value: Value) -> String {
    switch value {
    case .integer, .boolean: value.text
    case .list(let items): list(items.map { .text($0) })
    case .map(let entries): mapping(entries.map { ($0.key, .text($0.value)) })
    case .objects(let items):
      mapping(
        items.map { item in (item.name, .objects([ObjectItem(name: "", fields: item.fields)])) })
    case .text, .guest, .absent: text(value.text)
    }
  }

  private func list(_ items: [Value]) -> String {
    let written = items.map(written)
    return self == .shell ? written.joined(separator: " ") : "[" + written.joined(separator: ", ") + "]"
  }

  /// Of objects, each item's fields are a mapping of their own, in the order of their names.
  private func mapping(_ pairs: [(String, Value)]) -> String {
    let separator = self == .hcl || self == .toml ? " = " : ": "
    let written = pairs.map { key, value in
      let fields: String? =
        if case .objects(let items) = value, items.count == 1, items[0].name.isEmpty {
          mapping(
            items[0].fields.sorted { $0.key < $1.key }.filter { $0.value != .absent }.map {
              ($0.key, $0.value)
            })
        } else { nil }
      return text(key) + separator + (fields ?? self.written(value))
    }
    return written.isEmpty ? "{}" : "{ " + written.joined(separator: ", ") + " }"
  }

  private func text(_ text: String) -> String {
    switch self {
    case .json: Literal.json(text)
    case .yaml: Literal.yaml(text)
    case .hcl: Literal.hcl(text)
    case .toml: Literal.toml(text)
    case .shell: Literal.shell(text)
    case .sql: Literal.sql(text)
    case .systemd: Literal.systemd(text)
    case .ini: Literal.ini(text)
    case .dockerfile: Literal.dockerfile(text)
    case .nginx: Literal.nginx(text)
    }
  }
}
