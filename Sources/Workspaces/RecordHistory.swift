import Diagnostics
import FileTrees
import GitReading
import Texts

/// The versions of records that two branches left beside each other.
struct RecordHistory {
  let workspace: Workspace

  init(_ workspace: Workspace) { self.workspace = workspace }

  /// The versions of units that two branches left beside each other, by unit.
  ///
  /// Looked for in the index, in what it remembers of unmerged paths, in the commits that git is bringing together, and in
  /// those that HEAD brought together; the first that has a unit tells. Versions belong to the unit that is named in the
  /// record, at any path: git takes "removed one unit, added another" for a rename.
  func recordSides(among standing: [Record]) throws(Findings) -> [UnitID: RecordSides] {
    try diagnosing { () throws(GitError) in
      var sides = try sides(
        in: try MergeSides(workspace.git).unmergedEntries(below: TenonFolder.units), .unmerged)
      let resolved = try self.sides(
        in: try MergeSides(workspace.git).resolvedEntries(below: TenonFolder.units), .resolved)
      sides.merge(resolved) { first, _ in first }
      for commits in [
        try MergeSides(workspace.git).commitsInProgress(), try MergeSides(workspace.git).mergedCommits(),
      ] {
        guard let commits else { continue }
        sides.merge(try self.sides(of: commits)) { first, _ in first }
      }
      return sides.followingRenames(among: standing)
    }
  }

  private func sides(
    in entries: [UnmergedEntry], _ source: RecordSides.Source
  ) throws(GitError) -> [UnitID: RecordSides] {
    var sides: [UnitID: RecordSides] = [:]
    for entry in entries where entry.path.isRecord {
      guard let record = try record(in: entry.id) else { continue }
      var known = sides[record.unit] ?? RecordSides(source: source)
      known[entry.side] = record
      known.isMisplaced = known.isMisplaced || entry.path != TenonFolder.record(of: record.unit)
      sides[record.unit] = known
    }
    return sides
  }

  /// Of two commits, the records that both changed since their common ancestor.
  private func sides(of commits: MergedCommits) throws(GitError) -> [UnitID: RecordSides] {
    guard let ancestor = commits.base else { return [:] }
    var sides: [UnitID: RecordSides] = [:]
    do throws(GitError) {
      let changed = try changedRecords(from: ancestor, to: commits.ours)
        .intersection(changedRecords(from: ancestor, to: commits.theirs))
      for (side, commit) in [
        (UnmergedEntry.Side.base, ancestor), (.ours, commits.ours), (.theirs, commits.theirs),
      ] {
        for path in changed {
          guard let entry = try workspace.git.entry(at: path, inTreeOf: commit),
            let record = try record(in: entry.id)
          else { continue }
          sides[record.unit, default: RecordSides(source: .commits)][side] = record
        }
      }
    } catch {
      // A shallow clone that lacks one of the commits cannot tell.
      if error.reason != .noSuchObject { throw error }
    }
    return sides
  }

  /// The records that differ between two commits; nothing else of their trees is compared.
  private func changedRecords(
    from one: ObjectID, to other: ObjectID
  ) throws(GitError) -> Set<RelativePath> {
    let before = try workspace.git.entry(at: TenonFolder.units, inTreeOf: one)
    let after = try workspace.git.entry(at: TenonFolder.units, inTreeOf: other)
    let changes = try workspace.git.changes(
      fromTree: before?.mode == .tree ? before?.id : nil, toTree: after?.mode == .tree ? after?.id : nil)
    return Set(changes.map { TenonFolder.units.appending($0.path) }.filter(\.isRecord))
  }

  func record(in blob: ObjectID) throws(GitError) -> Record? {
    guard let bytes = try workspace.git.blob(blob, limit: Record.sizeLimit) else { return nil }
    // Contents that are not a record are ignored.
    return try? Record(json: bytes, at: "")
  }
}

extension RelativePath {
  /// Whether it is where a unit's record is.
  fileprivate var isRecord: Bool { isBelow(TenonFolder.units) && name.elementsEqual("record.json".utf8) }
}

extension [UnitID: RecordSides] {
  /// The same with the versions of a unit that one of the branches renamed put together.
  fileprivate func followingRenames(among standing: [Record]) -> Self {
    var followed = self
    for (unit, sides) in self where sides.isRemovedOnOneSide {
      let side: UnmergedEntry.Side = sides.ours == nil ? .ours : .theirs
      let versions = values.compactMap { $0[side] } + standing
      guard let renamed = versions.first(where: { $0.unit != unit && $0.formerly.contains(unit) }) else {
        continue
      }
      followed[unit]?[side] = renamed
      followed[renamed.unit] = nil
    }
    return followed
  }
}
