package import Structures

/// How a file is merged where its lines conflict.
package struct MergeRules: Hashable, Sendable {
  /// Nil if only lines are known.
  package let format: StructureFormat?
  /// The first one that fits a path counts.
  package let declared: [Declaration]
  /// Whether each line is a pattern of its own, as in `.gitignore`.
  package let isListOfLines: Bool
  /// Whether a clean merge by line counts only if the data prove it.
  private(set) var isStrict = false

  package init(format: StructureFormat?, declared: [Declaration] = [], isListOfLines: Bool = false) {
    self.format = format
    self.declared = declared
    self.isListOfLines = isListOfLines
  }

  /// The same for texts of which most lines differ, so that those which are alike may be so by accident.
  var strict: MergeRules {
    var rules = self
    rules.isStrict = true
    return rules
  }

  /// By line and nothing else.
  package static let lines = MergeRules(format: nil)

  /// What a skeleton states of the lists at a path.
  package struct Declaration: Hashable, Sendable {
    /// Keys from the top; `*` is any one, `**` any number of them.
    package let path: [String]
    /// The key whose value tells the elements apart.
    package let identity: String?
    /// Whether order means nothing.
    package let isUnordered: Bool
    /// Whether the values themselves tell the elements apart.
    package let isSet: Bool

    package init(path: [String], identity: String? = nil, isUnordered: Bool = false, isSet: Bool = false) {
      self.path = path
      self.identity = identity
      self.isUnordered = isUnordered
      self.isSet = isSet
    }
  }

  func declaration(at path: [String]) -> Declaration? {
    declared.isEmpty ? nil : declared.first { matches($0.path[...], path[...]) }
  }

  private func matches(_ pattern: ArraySlice<String>, _ path: ArraySlice<String>) -> Bool {
    guard let step = pattern.first else { return path.isEmpty }
    if step == "**" {
      return matches(pattern.dropFirst(), path) || !path.isEmpty && matches(pattern, path.dropFirst())
    }
    guard let name = path.first, step == "*" || step == name else { return false }
    return matches(pattern.dropFirst(), path.dropFirst())
  }
}
