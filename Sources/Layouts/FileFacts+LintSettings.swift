import YAMLReading

extension FileFacts {
  /// What yamllint's settings ask of a file that differs from how skeletons are written.
  ///
  /// By the rules' own defaults where one is only enabled (yamllint.readthedocs.io, "Rules").
  mutating func readLintSettings(_ bytes: [UInt8]) {
    natures.insert(.lintSettings)
    guard let rules = try? parseYAML(bytes, at: "yamllint")["rules"] else { return }
    if let start = LintRule(rules["document-start"]) {
      settings["document-start"] = start["present"] ?? "true"
    }
    var style: [String] = []
    if let quotes = LintRule(rules["quoted-strings"]) {
      switch quotes["quote-type"] {
      case "single": style.append("single_quotes")
      case "double", "consistent": style.append("double_quotes")
      default: break
      }
      switch quotes["required"] ?? "true" {
      case "true": style.append("all_quotes")
      case "only-when-needed": style.append("needed_quotes")
      default: break
      }
    }
    if let indentation = LintRule(rules["indentation"]) {
      if indentation["indent-sequences"] == "false" { style.append("flush_lists") }
      settings["yaml-indent"] = indentation["spaces"]
    }
    if let end = LintRule(rules["document-end"]), end["present"] != "false" { style.append("document_end") }
    settings["yaml-style"] = style.joined(separator: ",")
  }
}

/// A rule of yamllint's that is not disabled.
private struct LintRule {
  private let node: Node

  /// Nil if nothing enables it.
  init?(_ node: Node?) {
    guard let node, !["disable", "false"].contains(node.scalar?.text), !node.isNull else { return nil }
    self.node = node
  }

  /// An option in small letters; nil if the rule's own default counts.
  subscript(option: String) -> String? { node[option]?.scalar?.text.lowercased() }
}
