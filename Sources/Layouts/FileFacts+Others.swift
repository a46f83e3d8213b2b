extension FileFacts {
  mutating func readTerraform(_ bytes: [UInt8], isTerragrunt: Bool) {
    natures.insert(.terraform)
    var block = ArraySlice<UInt8>()
    for line in lines(of: bytes) {
      let text = trimmed(line)
      if line.first != 0x20, line.first != 0x09, text.last == UInt8(ascii: "{") { block = text }
      let isTop = line.startIndex == text.startIndex
      if isTop, text.starts(with: "provider \"".utf8) { isRootModule = true }
      if text.starts(with: "backend \"".utf8) || text.starts(with: "cloud {".utf8) { isRootModule = true }
      if isTop, text.starts(with: "variable \"".utf8) { hasVariables = true }
      if text.starts(with: "source".utf8), let source = Self.value(of: text) {
        if !block.starts(with: "source".utf8) { references.append(source) }
        if isTerragrunt, block.starts(with: "terraform".utf8) { natures.insert(.terragruntUnit) }
      }
      if isTerragrunt, isTop, text.starts(with: "include".utf8) { natures.insert(.terragruntUnit) }
    }
  }

  /// The text in quotes after the first equals sign.
  private static func value(of text: ArraySlice<UInt8>) -> String? {
    guard let equals = text.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    let rest = text[(equals + 1)...].drop { $0 == 0x20 }
    return rest.first == UInt8(ascii: "\"") ? plain(rest) : nil
  }

  mutating func readSettings(_ bytes: [UInt8]) {
    natures.insert(.ansibleSettings)
    for line in lines(of: bytes) {
      let text = trimmed(line)
      guard let first = text.first, first != UInt8(ascii: "#"), first != UInt8(ascii: ";"),
        let equals = text.firstIndex(of: UInt8(ascii: "="))
      else { continue }
      let key = String(decoding: trimmed(text[..<equals]), as: UTF8.self)
      settings[key] = String(decoding: trimmed(text[(equals + 1)...]), as: UTF8.self)
    }
  }

  mutating func readShebang(_ bytes: [UInt8]) {
    let first = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    let words = first.split { $0 == "/" || $0 == " " || $0 == "\r" }.map(String.init)
    if words.contains(where: { ["sh", "bash", "dash", "zsh", "ksh"].contains($0) }) {
      natures.insert(.shell)
    }
    if words.contains(where: { $0.hasPrefix("python") || $0 == "uv" }) { natures.insert(.python) }
  }

  /// Groups in brackets, and hosts with variables of a connection or groups of groups among them.
  ///
  /// If the name is one of an inventory, bare names are enough.
  mutating func readInventoryINI(_ bytes: [UInt8], isNamedSo: Bool) {
    var hasGroup = false
    for line in lines(of: bytes).prefix(400) {
      let text = trimmed(line)
      if text.first == UInt8(ascii: "["), text.last == UInt8(ascii: "]") {
        hasGroup = true
        let words = String(decoding: text, as: UTF8.self)
        if words.hasSuffix(":children]") || words.hasSuffix(":vars]") { natures.insert(.inventory) }
      } else if hasGroup, Array(text).contains("ansible_") {
        natures.insert(.inventory)
      } else if isNamedSo, hasGroup, !text.isEmpty, !"#;=".utf8.contains(text[text.startIndex]),
        !text.contains(UInt8(ascii: "="))
      {
        natures.insert(.inventory)
      }
    }
  }
}
