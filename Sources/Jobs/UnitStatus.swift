package import Diagnostics
package import FileTrees
import GitReading
import Merging
import Planning
package import Workspaces

/// How a unit stands, in two columns: what the person did, and what an update would do.
package struct UnitStatus: Hashable, Sendable {
  package let unit: UnitID
  package let destination: RelativePath
  package let skeleton: SkeletonReference
  /// Files that a person changed or moved, from base to ours; what is gone is `missing`.
  package let drifted: [RelativePath]
  /// Files that an update would bring, move or take away, from base to theirs.
  package let outdated: [RelativePath]
  /// Files with markers in them that a person has yet to resolve.
  package let conflicted: [RelativePath]
  /// Files that are gone.
  package let missing: [RelativePath]
  /// Files whose base is lost, so that an update could only ask.
  package let baseless: [RelativePath]
  /// Files whose base is missing or damaged where tenon keeps it, and known from elsewhere: an update puts it back.
  package let damaged: [RelativePath]
  /// Laid out by a newer skeleton than the one at hand.
  package let isAhead: Bool
  /// Why nothing can be said about an update; nil where it can.
  package let obstacle: Diagnostic?

  /// The one word for a unit: the gravest that applies.
  package enum State: String, Hashable, Sendable, CaseIterable {
    case conflicted
    case missing
    case ahead
    case outdated
    case drifted
    case current
  }

  package var state: State {
    if !conflicted.isEmpty { return .conflicted }
    if isGone { return .missing }
    if isAhead { return .ahead }
    if !outdated.isEmpty { return .outdated }
    return isAsGenerated ? .current : .drifted
  }

  /// Whether a person changed nothing, as far as the bases tell.
  package var isAsGenerated: Bool { drifted.isEmpty && gone.isEmpty && baseless.isEmpty }

  /// Files that a person took away; one that is written once is theirs to take.
  package let gone: [RelativePath]

  /// A unit of which nothing is left is missing; one that lacks some files has drifted.
  private let isGone: Bool

  init(input: UnitInput, record: Record, isAhead: Bool, obstacle: Diagnostic?) {
    let ours = record.files.map { file in
      (
        file: file, path: input.moved[file.path] ?? file.path,
        entry: input.ours[input.moved[file.path] ?? file.path]
      )
    }
    let lost = Set(record.files.filter { input.base[$0.source] == nil }.map(\.path))
    unit = record.unit
    destination = record.destination
    skeleton = record.skeleton
    drifted = ours.filter { item in
      guard !item.file.keep, let entry = item.entry, let base = input.base[item.file.source] else {
        return false
      }
      return !entry.isSame(as: base) || item.path != item.file.path
    }.map(\.path)
    conflicted = ours.filter { isUnresolved($0.entry, base: input.base[$0.file.source]) }.map(\.path)
    gone = ours.filter { $0.entry == nil && !$0.file.keep }.map(\.path)
    missing = ours.filter { $0.entry == nil }.map(\.path)
    baseless = lost.sorted()
    damaged = input.damaged.filter { !lost.contains($0) }
    outdated = input.target.map { Self.outdated(record, $0, base: input.base) } ?? []
    isGone = !record.files.isEmpty && missing.count == record.files.count
    self.isAhead = isAhead
    self.obstacle = obstacle
  }

  /// Content decides: a version that generates the same bytes at the same paths is no news.
  private static func outdated(
    _ record: Record, _ target: UnitTarget, base: [String: Entry]
  ) -> [RelativePath] {
    let recorded = Dictionary(uniqueKeysWithValues: record.files.map { ($0.source, $0) })
    let wanted = Dictionary(uniqueKeysWithValues: target.files.map { ($0.source, $0) })
    let brought = target.files.filter { file in
      guard let old = recorded[file.source] else { return true }
      if old.keep && file.keep { return false }
      return old.blob != blobID(of: file.raw) || old.isExecutable != file.isExecutable
        || (old.laidOutAt ?? old.path) != file.path
    }
    let taken = record.files.filter { wanted[$0.source] == nil }
    return (brought.map(\.path) + taken.map(\.path)).sorted()
  }
}

/// How the whole workspace stands.
package struct WorkspaceStatus: Sendable {
  package let root: String
  package let branch: String?
  package let commit: ObjectID?
  /// What git itself is in the middle of: a merge, a rebase.
  package let operation: String?
  /// How many paths differ from HEAD, untracked files included.
  package let dirty: Int
  package let units: [UnitStatus]
}
