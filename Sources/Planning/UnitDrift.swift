package import FileTrees
import GitReading
import Merging
import Texts
package import Workspaces

/// What a person did to the files of a unit: from base to ours, regardless of theirs.
package struct UnitDrift: Hashable, Sendable {
  /// In order of the recorded paths.
  package let files: [File]

  /// One recorded file.
  package struct File: Hashable, Sendable {
    package let recorded: RecordedFile
    /// Its current path, even if a person moved it.
    package let path: RelativePath
    /// Where tenon last knew it, if that is another path.
    package let movedFrom: RelativePath?
    package let state: State
  }

  package enum State: Hashable, Sendable {
    case unmodified
    /// Changed or moved; a file that is written once is the person's, and never counts.
    case modified
    /// Moved inside the unit's folder, with the same content.
    case moved
    /// Deleted by the person.
    case gone
    /// Never laid out, since a person who adopted the unit did not have it.
    case notLaidOut
  }

  package init(of record: Record, in input: UnitInput) {
    let stored = Dictionary((input.stored ?? record).files.map { ($0.source, $0.path) }) { first, _ in first }
    files = record.files.map { file in
      let path = input.moved[file.path] ?? file.path
      let known = stored[file.source] ?? file.path
      return File(
        recorded: file, path: path, movedFrom: known == path ? nil : known,
        state: Self.state(of: file, at: path, in: input))
    }
  }

  private static func state(
    of file: RecordedFile, at path: RelativePath, in input: UnitInput
  ) -> State {
    let ours = input.ours[path]
    if file.isAbsent, ours?.content == nil { return .notLaidOut }
    guard let entry = ours else { return .gone }
    if file.keep { return .unmodified }
    let isSame: Bool
    if let adopted = file.adopted {
      isSame = entry.mode == adopted.mode && entry.content?.storedID == adopted.blob
    } else {
      isSame = input.base[file.source].map(entry.isSame) ?? true
    }
    // A folder that moved as a whole is told by the unit, not by each of its files.
    return !isSame ? .modified : path == file.path ? .unmodified : .moved
  }
}
