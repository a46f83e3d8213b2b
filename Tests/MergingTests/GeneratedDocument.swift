import TestSupport

/// Sections of keys and values, as every format can write them.
struct GeneratedDocument: Equatable {
  private(set) var sections: [String: [String: Int]]

  init(_ random: inout SeededGenerator) {
    sections = [:]
    for section in 0..<Int.random(in: 1...4, using: &random) {
      for key in 0..<Int.random(in: 1...5, using: &random) {
        sections["s\(section)", default: [:]]["k\(key)"] = 1
      }
    }
  }

  /// Many sections, of which each of two sides changes one key in some, beside the other one's.
  init(sections count: Int, keys: Int, changedBy side: Int = 0, every step: Int = 100) {
    sections = [:]
    for section in 0..<count {
      for key in 0..<keys {
        let isChanged = section % step == step / 2 && key == side - 1
        sections["s\(section)", default: [:]]["k\(key)"] = isChanged ? 2 : 1
      }
    }
  }

  /// With another value for one key.
  func setting(_ section: String, _ key: String, to value: Int) -> GeneratedDocument {
    var document = self
    document.sections[section, default: [:]][key] = value
    return document
  }

  /// Some keys changed, added and taken away.
  func edited(_ random: inout SeededGenerator) -> GeneratedDocument {
    var document = self
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let section = sections.keys.sorted().randomElement(using: &random) ?? "s0"
      let key = "k\(Int.random(in: 0...7, using: &random))"
      let isRemoved =
        Int.random(in: 0..<4, using: &random) == 0 && (document.sections[section]?.count ?? 0) > 1
      document.sections[section, default: [:]][key] = isRemoved ? nil : Int.random(in: 2...9, using: &random)
    }
    return document
  }

  /// Nil where the sides contradict each other.
  func threeWay(_ ours: GeneratedDocument, _ theirs: GeneratedDocument) -> GeneratedDocument? {
    var result = self
    for (name, base) in sections {
      let (mine, other) = (ours.sections[name] ?? [:], theirs.sections[name] ?? [:])
      for key in Set(base.keys).union(mine.keys).union(other.keys) {
        if mine[key] != base[key], other[key] != base[key], mine[key] != other[key] { return nil }
        result.sections[name]?[key] = mine[key] != base[key] ? mine[key] : other[key]
      }
    }
    return result
  }
}

/// Writes a generated document in a format.
struct DocumentWriter {
  let kind: Kind

  enum Kind: String, CaseIterable {
    case yaml, json, hcl, toml, ini, env, properties, systemd, markdown
  }

  init(_ kind: Kind) { self.kind = kind }

  var fileName: String {
    switch kind {
    case .hcl: "x.tf"
    case .env: ".env"
    case .systemd: "x.service"
    case .markdown: "x.md"
    default: "x.\(kind.rawValue)"
    }
  }

  func text(_ document: GeneratedDocument) -> String {
    let sections = document.sections.sorted { $0.key < $1.key }.map { name, pairs in
      section(name, pairs.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) })
    }
    return kind == .json ? "{\n" + sections.joined(separator: ",\n") + "\n}\n" : sections.joined()
  }

  private func section(_ name: String, _ pairs: [(key: String, value: Int)]) -> String {
    func lines(_ line: (String, Int) -> String) -> String { pairs.map { line($0.key, $0.value) }.joined() }
    switch kind {
    case .yaml: return "\(name):\n" + lines { "  # about \($0)\n  \($0): \($1)\n" }
    case .json:
      return "  \"\(name)\": {\n" + pairs.map { "    \"\($0.key)\": \($0.value)" }.joined(separator: ",\n")
        + "\n  }"
    case .hcl: return "resource \"\(name)\" \"x\" {\n" + lines { "  \($0) = \($1)\n" } + "}\n"
    case .toml: return "[\(name)]\n" + lines { "\($0) = \($1)\n" } + "\n"
    case .ini: return "[\(name)]\n" + lines { "\($0)=\($1)\n" } + "\n"
    case .env: return lines { "\(name)_\($0)=\($1)\n" }
    case .properties: return lines { "# about \($0)\n\(name).\($0) = \($1)\n" }
    case .systemd: return "[\(name)]\n" + lines { "\($0)=\($1)\n" } + "\n"
    case .markdown:
      return "## \(name)\n\n| key | value |\n|---|---|\n" + lines { "| \($0) | \($1) |\n" } + "\n"
    }
  }
}
