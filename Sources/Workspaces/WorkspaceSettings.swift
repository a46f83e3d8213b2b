import Diagnostics
package import FileTrees
package import YAMLReading

/// What a person wrote into `.tenon/workspace.yaml`: where things are, where skeletons come from, and what is allowed.
package struct WorkspaceSettings: Hashable, Sendable {
  /// By skeleton: the roots or destination templates as written, the default first.
  package var layout: [String: [Node]]
  /// `.yml` or `.yaml`, where the workspace prefers one.
  package var yamlExtension: String?
  /// The same for single skeletons, by name: `yaml: { ansible-role: .yaml }`.
  package var yamlExtensions: [String: Node] = [:]
  package var skeletonSources: [SkeletonSource]
  /// Answers for every unit whose skeleton has a variable of that name and that has no answer of its own.
  ///
  /// As written: a variable's type states what the text means.
  package var defaults: [String: Node]
  package var allowed: [AllowedFinding]
  /// Whether files are merged by line and nothing else: `merge: lines`.
  package var mergesByLine = false

  /// The extension that the workspace sets for a skeleton's YAML files; nil if it sets none.
  package func yamlExtension(for skeleton: String) -> String? {
    yamlExtensions[skeleton]?.scalar?.text ?? yamlExtension
  }

  package static let none = WorkspaceSettings(
    layout: [:], yamlExtension: nil, skeletonSources: [], defaults: [:], allowed: [])
}

/// A place where skeletons are found.
package enum SkeletonSource: Hashable, Sendable {
  /// A folder of skeleton folders, as written: from the root, absolute, or `~/`.
  case folder(String)
  /// The same inside a local git repository at a revision; `folder` may be empty.
  case repository(String, revision: String, folder: String)
}

/// A value that looks like a credential, and that a person has looked at and found harmless.
///
/// It is known by its content: a line may move, and another secret in its place is not allowed.
package struct AllowedFinding: Hashable, Sendable {
  package let path: RelativePath
  /// The id of the rule that finds it.
  package let rule: String
  /// Of the value, as computed by `git hash-object`.
  package let digest: ObjectID
  package let why: String

  package init(path: RelativePath, rule: String, digest: ObjectID, why: String) {
    self.path = path
    self.rule = rule
    self.digest = digest
    self.why = why
  }
}
