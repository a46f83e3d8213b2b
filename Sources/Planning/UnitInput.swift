package import FileTrees
package import Skeletons
package import Workspaces

/// Everything that planning needs to know of one unit, read already.
package struct UnitInput: Sendable {
  /// The unit as it is to be called.
  package var unit: UnitID
  /// What tenon remembers of it, with its files under the sources and in the folder where they are now; nil for a new one.
  package var record: Record?
  /// The record on disk, if that is another one.
  package var stored: Record?
  /// By source: the pristine content as it would be checked out; a recorded file that is missing here has lost its base.
  package var base: [String: Entry]
  /// By source: what a person had before tenon knew of the file, with what updates have brought to it since.
  package var adopted: [String: Entry] = [:]
  /// Recorded files whose base is missing or damaged where tenon keeps it, wherever else it was found.
  package var damaged: [RelativePath] = []
  /// What the skeleton generates now; nil if the unit is removed.
  package var target: UnitTarget?
  /// What is in the working tree at every path that the record or the target names, and below the unit's folder
  /// in `.tenon`.
  package var ours: FileTree
  /// Recorded paths that the person moved, and where to.
  package var moved: [RelativePath: RelativePath]
  /// Possible moves that are not certain enough to be followed.
  package var suggestions: [MoveSuggestion] = []
  /// Paths that belong to other units.
  package var owners: [RelativePath: UnitID]
  /// Whether the record is the union of two branches', which no file holds yet.
  package var isUnited = false
  /// Units that it was on one of the branches, whose folders are left behind.
  package var remains: [UnitID] = []
  /// Whether the workspace wants files merged by line and nothing else.
  package var mergesByLine = false

  package init(
    unit: UnitID, record: Record?, base: [String: Entry], target: UnitTarget?, ours: FileTree,
    moved: [RelativePath: RelativePath] = [:], owners: [RelativePath: UnitID] = [:]
  ) {
    self.unit = unit
    self.record = record
    self.base = base
    self.target = target
    self.ours = ours
    self.moved = moved
    self.owners = owners
  }
}

/// What a skeleton generates for a unit now.
package struct UnitTarget: Sendable {
  package var skeleton: SkeletonReference
  package var destination: RelativePath
  package var yamlExtension: String?
  package var answers: [String: Answer]
  package var files: [TargetFile]
  /// A digest of what else the render read; see `Record.inputs`.
  package var inputs: String

  package init(
    skeleton: SkeletonReference, destination: RelativePath, yamlExtension: String?, answers: [String: Answer],
    files: [TargetFile], inputs: String
  ) {
    self.skeleton = skeleton
    self.destination = destination
    self.yamlExtension = yamlExtension
    self.answers = answers
    self.files = files
    self.inputs = inputs
  }
}

/// One generated file at its place in the workspace.
package struct TargetFile: Hashable, Sendable {
  package var source: String
  /// From the workspace's root.
  package var path: RelativePath
  /// The render as it is, which the base file keeps.
  package var raw: Content
  /// The render as git would store it and check it out at this path.
  package var content: Content
  package var isExecutable: Bool
  package var keep: Bool
  /// What the skeleton states of how it is merged.
  package var merging: MergeDeclaration

  package init(
    source: String, path: RelativePath, raw: Content, content: Content, isExecutable: Bool, keep: Bool,
    merging: MergeDeclaration = .byKey
  ) {
    self.source = source
    self.path = path
    self.raw = raw
    self.content = content
    self.isExecutable = isExecutable
    self.keep = keep
    self.merging = merging
  }

  package var entry: Entry { .file(content, executable: isExecutable) }
}
