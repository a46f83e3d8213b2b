package import FileTrees
package import Skeletons

/// A unit that is handed off: what became of it, and what its skeleton states about deploying it.
package struct HandedUnit: Hashable, Sendable {
  /// SKELETON/NAME.
  package let id: String
  package let skeleton: Manifest.Skeleton
  package let folder: RelativePath
  package let change: UnitChange
  package let deployment: Deployment
  /// The steps that deploy the state before the change; none for what is added.
  package let former: [Manifest.Step]
  /// Its id before, where it was renamed.
  package let from: String?
  /// Whether something that it deployed is left behind: the unit was removed, or what it deploys now has
  /// another name.
  package let leavesFormer: Bool
  /// What changed of it for a user: `port 8080 → 9090`, `ansible-role 1.0.0 → 1.1.0`.
  package let news: [String]
  /// How many of its files were merged by key.
  package let mergedByKey: Int

  package init(
    id: String, skeleton: Manifest.Skeleton, folder: RelativePath, change: UnitChange,
    deployment: Deployment = Deployment(), former: [Manifest.Step] = [], from: String? = nil,
    leavesFormer: Bool = false, news: [String] = [], mergedByKey: Int = 0
  ) {
    self.from = from
    self.leavesFormer = leavesFormer
    self.news = news
    self.mergedByKey = mergedByKey
    self.id = id
    self.skeleton = skeleton
    self.folder = folder
    self.change = change
    self.deployment = deployment
    self.former = former
  }

  /// The unit's own name, after its skeleton's.
  var name: String { String(id.drop { $0 != "/" }.dropFirst()) }

  /// Where it is, as the end of a sentence.
  var whereabouts: String { folder.isRoot ? "at the repository's root" : "in \(folder)" }
}

/// A skeleton's `handoff` section rendered for one unit; empty if there is none.
package struct Deployment: Hashable, Sendable {
  package var commitType: Manifest.Commit.Kind?
  package var targets: [Manifest.Target] = []
  package var prerequisites: [Manifest.Prerequisite] = []
  package var secrets: [Manifest.Secret] = []
  package var requires: [Manifest.Requirement] = []
  package var steps: [Manifest.Step] = []
  package var verify: [Manifest.Step] = []
  package var rollback: [Manifest.Step] = []
  /// Brings the unit's files to its guest, where a step there needs them.
  package var brings: Manifest.Step?
  package var documents: [String] = []
  package var changes: [Manifest.Scribe.Change] = []

  package init() {}
}
