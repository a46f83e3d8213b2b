package import FileTrees

/// What a skeleton declares, read and checked as a whole: everything it refers to exists.
package struct Skeleton: Hashable, Sendable {
  package let name: String
  package let version: SemanticVersion
  package let summary: String
  package let description: String
  /// Where its units go, below the repository's root, unless the workspace states otherwise.
  package let destination: Template
  /// The destination as it is written in `skeleton.yaml`, for people.
  package let destinationWords: String
  /// The extension of its YAML files, which a workspace may change; nil if they keep their own.
  package let yamlExtension: String?
  /// In the order of `skeleton.yaml`.
  package let variables: [Variable]
  /// In the order of their paths.
  package let files: [SkeletonFile]
  /// Old source to new source.
  package let renamed: [RelativePath: RelativePath]
  /// Old variable to new variable.
  package let renamedVariables: [String: String]
  /// Value of a variable that an older record lacks.
  package let defaultsWhenMissing: [String: Answer]
  /// What a person should know about each version, the newest first.
  package let changes: [Skeleton.VersionChanges]
  package let handoff: HandoffDeclaration
  /// Constraints across answers.
  let rules: [Rule]
  /// The names that its templates, and the workspace's layout for it, may use.
  package let scope: Scope
  /// Equal for equal skeletons, and for no others; its blob id is the skeleton's digest.
  package let canonicalBytes: [UInt8]
  /// Whether it iterates over the inventory in any branch; computed once, since every unit asks.
  package internal(set) var usesInventory = false
  /// The same of what its variables need of each other.
  var needs = VariableNeeds()

  /// What one version brought.
  package struct VersionChanges: Hashable, Sendable {
    package let version: SemanticVersion
    package let sentences: [String]
    /// What a coding agent has to do about it, beside what people are told.
    package var agentSentences: [String] = []
  }

  /// Nil if there is no such variable; the fields of objects are not searched.
  package func variable(_ name: String) -> Variable? { variables.first { $0.name == name } }
}

/// What changed between versions of a skeleton: news, sources of files, names of variables.
package struct SkeletonVersions {
  let skeleton: Skeleton

  /// Works on this skeleton.
  package init(_ skeleton: Skeleton) { self.skeleton = skeleton }

  /// What the versions after `version` brought, the newest first.
  package func changes(since version: SemanticVersion) -> [Skeleton.VersionChanges] {
    skeleton.changes.filter { $0.version > version && $0.version <= skeleton.version }
  }

  /// Where a file of an older version comes from now, or nil if it has not moved.
  ///
  /// A file that is written for each item of a list keeps its item.
  package func newSource(of source: String) -> String? {
    for (old, new) in skeleton.renamed {
      if source == old.text { return new.text }
      if let old = old.text, let new = new.text, source.hasPrefix(old + "#") {
        return new + source.dropFirst(old.count)
      }
    }
    return nil
  }

  /// Each `KEY=VALUE`, or `KEY VALUE`, as an entry of a map, with its position.
  private static func entries(_ items: [String], below name: String) -> [String: Answer] {
    var entries: [String: Answer] = [:]
    for (index, item) in items.enumerated() {
      let end = item.firstIndex { $0 == "=" || $0 == " " } ?? item.endIndex
      let path = "\(name).\(item[..<end])"
      entries[path] = .text(String(item[end...].dropFirst()))
      entries[path + "#"] = .integer(index + 1)
    }
    return entries
  }

  /// Answers that were recorded by an older version, as this one asks for them.
  ///
  /// A renamed variable's answer moves along; one that is no longer asked for is dropped, and named in `dropped`. What
  /// was a list of `KEY=VALUE` is a map's entries, where the variable is a map now.
  package func migrated(
    _ answers: [String: Answer]
  ) -> (answers: [String: Answer], dropped: [String]) {
    var migrated: [String: Answer] = [:]
    var dropped: [String] = []
    for (name, answer) in answers.sorted(by: { $0.key < $1.key }) {
      let root = String(name.prefix { $0 != "." })
      if skeleton.place(of: name).map({ !$0.isWhole }) ?? (SkippedFiles.source(of: name) != nil) {
        migrated[name] = answer
      } else if let new = skeleton.renamedVariables[root] {
        let path = new + name.dropFirst(root.count)
        if answers[path] == nil { migrated[path] = answer }
      } else {
        dropped.append(name)
      }
    }
    for (name, answer) in skeleton.defaultsWhenMissing where migrated[name] == nil { migrated[name] = answer }
    for variable in skeleton.variables where variable.kind == .map {
      guard case .list(let items)? = migrated[variable.name], !items.isEmpty else { continue }
      migrated[variable.name] = nil
      migrated.merge(Self.entries(items, below: variable.name)) { _, new in new }
    }
    return (migrated, dropped)
  }
}
