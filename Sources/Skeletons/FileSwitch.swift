import FileTrees

/// A choice that alone decides which of some files there are, so that the files show it.
package struct FileSwitch: Sendable {
  package let variable: Variable
  /// The sources of the files that a choice brings by itself; a choice that is not here brings none.
  package let sources: [String: Set<String>]
}

extension Skeleton {
  /// The choices that files hang on alone, in order of declaration.
  package var fileSwitches: [FileSwitch] {
    variables.filter { $0.kind == .choice }.compactMap { variable in
      var sources: [String: Set<String>] = [:]
      for file in files {
        for choice in file.conditions.compactMap({ $0.choice(of: variable.name) }) {
          sources[choice, default: []].insert(file.source.description)
        }
      }
      return sources.isEmpty ? nil : FileSwitch(variable: variable, sources: sources)
    }
  }
}

extension Condition {
  /// The choice that it asks for, where it is nothing but this variable being that choice.
  fileprivate func choice(of name: String) -> String? {
    switch self {
    case .all(let parts), .any(let parts): parts.count == 1 ? parts[0].choice(of: name) : nil
    case .equal(name, let choice): choice
    default: nil
    }
  }
}
