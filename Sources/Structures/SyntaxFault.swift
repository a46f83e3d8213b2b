/// What keeps a program from reading a text in its format, as far as the format's reader knows.
package struct SyntaxFault: Error, Hashable, Sendable {
  /// From 1; nil if the text as a whole is at fault.
  package let line: Int?
  package let words: String
  /// Whether it is nested deeper than is looked, and may be sound.
  fileprivate let isUnknown: Bool

  /// `position` is the byte at which reading ended.
  init(_ fault: StructureFault, at position: Int?, of text: [UInt8], as format: StructureFormat) {
    line = position.map { text.lineNumber(of: $0) }
    isUnknown = fault == .tooDeep
    words =
      fault == .duplicate
      ? "duplicate key or section in \(format.name)" : "invalid \(format.name)"
  }

  init(_ words: String, at position: Int, of text: [UInt8]) {
    line = text.lineNumber(of: position)
    self.words = words
    isUnknown = false
  }
}

extension SyntaxFault {
  /// The first fault of a text; nil if it is sound, nested too deep to check, or of an unknown format.
  ///
  /// YAML has its own checker, which reports more; Markdown has no faults.
  package static func first(in text: [UInt8], as format: StructureFormat) -> SyntaxFault? {
    let read: SourceTree.Value
    do throws(SyntaxFault) {
      switch format {
      case .hcl: read = try HCLTree.sound(text)
      case .json: read = try JSONTree.sound(text)
      case .toml: read = try TOMLTree.sound(text)
      case .ini, .systemd, .env, .properties: read = try KeyValueTree.sound(text, as: format)
      case .yaml, .markdown: return nil
      }
    } catch {
      return error.isUnknown ? nil : error
    }
    return strict(read, in: text, as: format)
  }

  /// What merges let pass and programs do not.
  private static func strict(
    _ value: SourceTree.Value, in text: [UInt8], as format: StructureFormat
  ) -> SyntaxFault? {
    switch (format, value) {
    case (.toml, .atom(let atom)):
      return isTOML(atom.bytes)
        ? nil
        : SyntaxFault("'\(atom.meaning)' is not a TOML value", at: atom.bytes.startIndex, of: text)
    case (.systemd, .container(let units)):
      return units.entries.lazy.compactMap { assignment(in: $0, of: text) }.first
    case (.toml, .container(let container)):
      return container.entries.lazy.compactMap { strict($0.value, in: text, as: format) }.first
    default: return nil
    }
  }

  /// A section's first line that assigns nothing; a line before the first section is one, too (systemd.syntax(7)).
  private static func assignment(in section: SourceTree.Entry, of text: [UInt8]) -> SyntaxFault? {
    guard let lines = section.value.container?.entries else { return nil }
    if section.key?.hasPrefix("[") != true, let first = lines.first {
      return SyntaxFault("assignment before the first section", at: first.head.startIndex, of: text)
    }
    return lines.first { !$0.head.contains(.equals) }.map {
      SyntaxFault("expected KEY=VALUE", at: $0.head.startIndex, of: text)
    }
  }

  /// Texts, numbers, dates and three words (TOML 1.0); what a text holds is not looked into.
  private static func isTOML(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    return first == .quote || first == .apostrophe || first.isDigit || "+-".utf8.contains(first)
      || ["true", "false", "inf", "nan"].contains(bytes.text)
  }
}

extension StructureFormat {
  /// As people write it.
  var name: String {
    switch self {
    case .yaml: "YAML"
    case .json: "JSON"
    case .hcl: "HCL"
    case .toml: "TOML"
    case .ini: "INI"
    case .systemd: "systemd unit"
    case .env: "environment file"
    case .properties: "properties file"
    case .markdown: "Markdown"
    }
  }
}

extension [UInt8] {
  /// The line of a byte, from 1.
  fileprivate func lineNumber(of position: Int) -> Int {
    self[..<Swift.min(position, count)].count { $0 == .newline } + 1
  }
}
