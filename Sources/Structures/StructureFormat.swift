/// A format whose texts can be taken apart.
package enum StructureFormat: String, Hashable, Sendable, CaseIterable {
  case yaml, json, hcl, toml, ini, systemd, env, properties, markdown

  /// By a file's name; nil if only its lines are known.
  ///
  /// Templates (`.j2`, `.tmpl`) are left to lines.
  package init?(fileName: String) {
    let name = fileName.lowercased()
    if let format = Self.byName[name] {
      self = format
    } else if Self.isEnvironment(name) {
      self = .env
    } else if let dot = name.lastIndex(of: "."),
      let format = Self.byExtension[String(name[dot...].dropFirst())]
    {
      self = format
    } else {
      return nil
    }
  }

  /// `.env`, `web.env`, `.env.example`, `env-example`, `.envrc`, but no code such as `env.py`.
  private static func isEnvironment(_ name: String) -> Bool {
    if isTemplate(name) { return false }
    if name.hasPrefix(".env") || name.hasSuffix(".env") { return true }
    let words = name.split { ".-_".contains($0) }
    return words.contains("env") && words.last.map { samples.contains($0) } ?? false
  }

  private static let samples: Set<Substring> = [
    "example", "sample", "template", "dist", "default", "defaults", "local", "dev", "development", "prod",
    "production", "staging", "test",
  ]

  private static func isTemplate(_ name: String) -> Bool {
    [".j2", ".tmpl", ".tpl", ".erb", ".gotmpl"].contains { name.hasSuffix($0) }
  }

  private static let byName: [String: StructureFormat] = [
    ".editorconfig": .ini, ".terraform.lock.hcl": .hcl, "pipfile": .toml, "poetry.lock": .toml,
    ".yamllint": .yaml,
    ".ansible-lint": .yaml, ".npmrc": .ini, ".flake8": .ini,
  ]

  private static let byExtension: [String: StructureFormat] = {
    var formats: [String: StructureFormat] = [:]
    for (format, extensions) in [
      (.yaml, "yaml yml"), (.json, "json webmanifest tfstate"), (.hcl, "tf tfvars hcl nomad tofu"),
      (.toml, "toml"),
      (.ini, "ini cfg"),
      (
        .systemd,
        "service socket timer mount automount target path slice network netdev link nspawn container"
      ),
      (.properties, "properties"), (.markdown, "md markdown"),
    ] as [(StructureFormat, String)] {
      for name in extensions.split(separator: " ") { formats[String(name)] = format }
    }
    return formats
  }()

  /// Whether a comment may begin with this byte.
  func mayStartComment(_ byte: UInt8) -> Bool {
    switch self {
    case .yaml, .toml, .env: byte == .hash
    case .json: byte == .slash
    case .hcl: byte == .hash || byte == .slash
    case .ini, .systemd: byte == .hash || byte == UInt8(ascii: ";")
    case .properties: byte == .hash || byte == UInt8(ascii: "!")
    case .markdown: false
    }
  }

  /// Whether a comment begins with these bytes.
  func startsComment(_ byte: UInt8, _ next: UInt8?) -> Bool {
    mayStartComment(byte) && (byte != .slash || next == .slash || next == .star)
  }

  /// Whether a comment begins at an offset.
  func startsComment(_ text: [UInt8], at offset: Int) -> Bool {
    offset < text.count && startsComment(text[offset], text.at(offset + 1))
  }
}

extension SourceTree {
  /// Takes a text apart; nil if it is not sound, nested too deep, or holds what the format's reader leaves to lines.
  package init?(_ text: [UInt8], as format: StructureFormat) {
    guard !text.contains(0x0D) else { return nil }
    do throws(StructureFault) {
      root = try Self.read(text, as: format)
    } catch {
      return nil
    }
    self.format = format
    self.text = text
  }

  private static func read(_ text: [UInt8], as format: StructureFormat) throws(StructureFault) -> Value {
    switch format {
    case .yaml: try YAMLTree.read(text)
    case .json: try JSONTree.read(text)
    case .hcl: try HCLTree.read(text)
    case .toml: try TOMLTree.read(text)
    case .ini, .systemd, .env, .properties: try KeyValueTree.read(text, as: format)
    case .markdown: try MarkdownTree.read(text)
    }
  }
}

/// Why a text, or a value in it, is not taken apart.
enum StructureFault: Error {
  case invalid
  case duplicate
  case tooDeep
}

/// How deep values may be nested: deeper ones would cost a stack that hostile input chooses.
let deepestNesting = 64
