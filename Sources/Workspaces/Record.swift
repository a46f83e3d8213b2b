import Diagnostics
package import FileTrees
import JSONCoding
package import Skeletons

/// What tenon remembers of a unit: the skeleton, the answers that were given, and each file as it was generated.
///
/// Stored as `.tenon/units/SKELETON/NAME/record.json` with sorted keys and no timestamp, a line for each answer, so that
/// git merges what two branches answered. It comes from a repository that anyone can write to, so every path and id in
/// it is checked when it is read.
package struct Record: Hashable, Sendable {
  package var unit: UnitID
  package var skeleton: SkeletonReference
  /// The folder that the unit's files are in, from the root.
  package var destination: RelativePath
  /// The extension of its YAML files where the workspace's layout chose one when the unit was laid out.
  package var yamlExtension: String?
  /// Only what was given: a better default of a later version arrives with an update.
  package var answers: [String: Answer]
  /// In order of their sources.
  package var files: [RecordedFile]
  /// The blob id of the unit's base file.
  package var base: ObjectID
  /// A digest of what the render read besides the skeleton and the answers: guests, layout, defaults of the workspace.
  package var inputs: String
  /// What the unit was called before, the latest name last, so that a branch that knows it by that name meets it.
  package var formerly: [UnitID] = []
  /// Whether its digest does not fit it: something other than tenon changed it, such as a merge.
  package internal(set) var isMerged = false

  package init(
    unit: UnitID, skeleton: SkeletonReference, destination: RelativePath, yamlExtension: String?,
    answers: [String: Answer], files: [RecordedFile], base: ObjectID, inputs: String
  ) {
    self.unit = unit
    self.skeleton = skeleton
    self.destination = destination
    self.yamlExtension = yamlExtension
    self.answers = answers
    self.files = files.sorted { $0.source < $1.source }
    self.base = base
    self.inputs = inputs
  }

  package var paths: [RelativePath] { files.map(\.path) }
}

/// The skeleton that a unit came from.
package struct SkeletonReference: Hashable, Sendable, Codable {
  package var name: String
  package var version: String
  /// The blob id of the skeleton's canonical bytes.
  package var digest: String
  /// Where to look for it again: `builtin`, `user`, a folder from the root, or `REPOSITORY@REVISION:FOLDER`.
  package var source: String

  package init(name: String, version: String, digest: String, source: String) {
    self.name = name
    self.version = version
    self.digest = digest
    self.source = source
  }
}

/// One file of a unit as it was last generated.
package struct RecordedFile: Hashable, Sendable {
  package var path: RelativePath
  /// Where the skeleton laid it out, where a person has moved it since.
  package var laidOutAt: RelativePath?
  /// The path inside the skeleton: the file's identity, independent of its path in the workspace.
  package var source: String
  /// The blob id of the raw render, under which the unit's base file keeps it.
  package var blob: ObjectID
  package var isExecutable: Bool
  /// Written once, then yours.
  package var keep: Bool
  /// Written with conflict markers that a person has yet to resolve.
  package var conflicted: Bool
  /// What a person had there already when the unit was adopted, as git stores it: drift is measured from that.
  package var adopted: FileVersion?
  /// Never laid out: a person who adopted the unit did not have it.
  package var isAbsent: Bool

  package init(
    path: RelativePath, laidOutAt: RelativePath? = nil, source: String, blob: ObjectID, isExecutable: Bool,
    keep: Bool = false, conflicted: Bool = false, adopted: FileVersion? = nil, isAbsent: Bool = false
  ) {
    self.path = path
    self.laidOutAt = laidOutAt == path ? nil : laidOutAt
    self.source = source
    self.blob = blob
    self.isExecutable = isExecutable
    self.keep = keep
    self.conflicted = conflicted
    self.adopted = adopted
    self.isAbsent = isAbsent
  }
}
