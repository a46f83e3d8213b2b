extension FileFacts {
  /// Of an `.editorconfig` how deep YAML files are indented (editorconfig.org): the last section that fits counts.
  mutating func readEditorSettings(_ bytes: [UInt8]) {
    natures.insert(.editorSettings)
    var isForYAML = false
    for line in lines(of: bytes).map({ String(decoding: trimmed($0), as: UTF8.self) }) {
      if line.hasPrefix("["), line.hasSuffix("]") {
        isForYAML = Self.alternatives(String(line.dropFirst().dropLast())).contains(where: Self.isForYAML)
      } else if isForYAML {
        let sides = line.split(separator: "=").map { $0.filter { $0 != " " }.lowercased() }
        if sides.count == 2, sides[0] == "indent_size" { settings["yaml-indent"] = sides[1] }
      }
    }
  }

  /// What a glob with braces represents: `*.{yml,yaml}`, `{*.yml,*.json}`; one pair of them.
  private static func alternatives(_ glob: String) -> [String] {
    guard let open = glob.firstIndex(of: "{"), let close = glob[open...].firstIndex(of: "}") else {
      return [glob]
    }
    let (before, after) = (String(glob[..<open]), String(glob[glob.index(after: close)...]))
    return glob[glob.index(after: open)..<close].split(separator: ",").map { before + String($0) + after }
  }

  private static func isForYAML(_ glob: String) -> Bool {
    ["*", "**", "*.yml", "*.yaml", "**.yml", "**.yaml", "**/*.yml", "**/*.yaml"].contains(glob)
  }
}
