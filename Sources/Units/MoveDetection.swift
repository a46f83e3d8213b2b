package import Diagnostics
import Disk
package import FileTrees
import GitReading
package import Planning
import Texts
package import Workspaces

/// Files of a unit that a person has moved: by content, only where there is no doubt.
package struct MoveDetection: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// Where a person moved files of a unit to, inside its folder, and what else may be a move.
  ///
  /// Searched only if a file is gone. A file outside the unit's folder is only suggested, never taken for the unit's.
  package func moves(
    of record: Record, in input: UnitInput, besides targets: Set<RelativePath>
  ) throws(Findings) -> (moved: [RelativePath: RelativePath], suggestions: [MoveSuggestion]) {
    let missing = record.files.filter { input.ours[$0.path] == nil && input.base[$0.source] != nil }
    if missing.isEmpty { return ([:], []) }
    // At the root everything would be in the unit's folder: there a move is only suggested.
    let own = record.destination.isRoot ? [] : try pathsBelow(record.destination, but: targets)
    let inside = try match(missing, of: record, in: input, with: own, known: own)
    let lost = missing.filter { inside.moved[$0.path] == nil }
    let new = try newPaths(besides: lost, outside: record.destination)
    let names = Set(lost.map(\.path.name))
    let outside = try match(
      lost, of: record, in: input,
      with: new.count > Self.mostCandidates ? new.filter { names.contains($0.name) } : new, known: new)
    var doubtful = inside.doubtful
    for (old, new) in outside.moved { doubtful[old, default: []].append(new) }
    for (old, new) in outside.doubtful { doubtful[old, default: []] += new }
    let folders = try FolderMoveDetection(opened).folderSuggestions(for: record, missing, in: input)
    if !folders.isEmpty { return (inside.moved, folders) }
    let suggestions = doubtful.sorted { $0.key < $1.key }.flatMap { old, new in
      new.map { MoveSuggestion(unit: record.unit, old: old, new: $0) }
    }
    return (inside.moved, suggestions)
  }

  /// Among more new files than that only those of the same name are inspected.
  private static let mostCandidates = 1000

  private func match(
    _ missing: [RecordedFile], of record: Record, in input: UnitInput, with paths: Set<RelativePath>,
    known: Set<RelativePath>
  ) throws(Findings) -> (moved: [RelativePath: RelativePath], doubtful: [RelativePath: [RelativePath]]) {
    let old = missing.compactMap { file in
      input.base[file.source]?.content.map { (path: file.path, content: $0.stored) }
    }
    let sizes = old.map(\.content.count).filter { $0 > 0 }
    let candidates = try contents(of: paths, ofAbout: sizes)
    let matching = MoveMatching(
      missing: old, candidates: candidates, known: known,
      standing: record.paths.filter { input.ours[$0] != nil })
    var result = matching.result()
    let head = try diagnosing { () throws(GitError) in try workspace.git.head().commit }
    // Both in the last commit: the one is not a move of the other, it was there before the other went.
    for (old, new) in result.moved where try areBoth(old, new, in: head) {
      result.moved[old] = nil
    }
    for (old, new) in result.doubtful {
      var likely: [RelativePath] = []
      for path in new where try !areBoth(old, path, in: head) { likely.append(path) }
      result.doubtful[old] = likely.isEmpty ? nil : likely
    }
    return result
  }

  /// Whether a commit holds both paths.
  func areBoth(_ old: RelativePath, _ new: RelativePath, in commit: ObjectID?) throws(Findings) -> Bool {
    if try PathVersions(workspace).version(of: old, inTreeOf: commit) == nil { return false }
    return try PathVersions(workspace).version(of: new, inTreeOf: commit) != nil
  }

  /// Files below the unit's folder that no unit owns, and that the skeleton does not lay out itself.
  private func pathsBelow(
    _ folder: RelativePath, but targets: Set<RelativePath>
  ) throws(Findings) -> Set<RelativePath> {
    let found = try diagnosing { () throws(GitError) in
      let tracked = try workspace.git.indexEntries(below: folder).filter { $0.mode.fileMode != nil }
      let untracked = try workspace.git.changedPaths(below: [folder]).filter { $0.unstaged == .untracked }
      return Set(tracked.map(\.path) + untracked.map(\.path))
    }
    return try unowned(found.subtracting(targets))
  }

  /// Files elsewhere that no commit has yet.
  ///
  /// Nothing is searched if all were deleted in an earlier commit: the move was recorded then, or the files were deleted.
  private func newPaths(
    besides lost: [RecordedFile], outside folder: RelativePath
  ) throws(Findings) -> Set<RelativePath> {
    var isFresh = false
    for file in lost where !isFresh { isFresh = try PathVersions(workspace).isInIndexOrHead(file.path) }
    guard isFresh else { return [] }
    let changed = try diagnosing { () throws(GitError) in try workspace.git.changedPaths() }
    let new = changed.filter { $0.staged == .added || $0.unstaged == .untracked }.map(\.path)
    return try unowned(Set(new.filter { folder.isRoot || !$0.isBelow(folder) }))
  }

  /// Without what belongs to units, to tenon itself or to a skeleton.
  package func unowned(_ paths: Set<RelativePath>) throws(Findings) -> Set<RelativePath> {
    if paths.isEmpty { return [] }
    let units = try opened.units()
    var skeletons: [RelativePath: Bool] = [:]
    var found: Set<RelativePath> = []
    for path in paths where !path.isBelow(TenonFolder.root) && units.owner(of: path) == nil {
      var isOfSkeleton = false
      for folder in path.ancestors where !isOfSkeleton {
        isOfSkeleton = try isSkeleton(folder, noting: &skeletons)
      }
      if !isOfSkeleton { found.insert(path) }
    }
    return found
  }

  /// The files among these whose size is near enough to one of those that are gone; the others are not read.
  private func contents(
    of paths: Set<RelativePath>, ofAbout sizes: [Int]
  ) throws(Findings) -> [(path: RelativePath, content: [UInt8])] {
    guard let smallest = sizes.min(), let largest = sizes.max() else { return [] }
    // Half or twice as much is alike no more; line endings may add a byte a line.
    let near = (smallest / 4)...(largest * 4)
    var contents: [(RelativePath, [UInt8])] = []
    for path in paths.sorted() {
      if try PathVersions(workspace).linkInTheWay(of: path) != nil { continue }
      let kind = try diagnosing { () throws(DiskError) in try workspace.folder.kind(at: path) }
      guard case .file(_, let size)? = kind, near.contains(size) else { continue }
      if let content = try workspace.entry(at: path)?.content { contents.append((path, content.stored)) }
    }
    return contents
  }

  /// Whether a folder contains a skeleton, whose files resemble those that it generates but were not moved.
  private func isSkeleton(
    _ folder: RelativePath, noting known: inout [RelativePath: Bool]
  ) throws(Findings) -> Bool {
    if let answer = known[folder] { return answer }
    let answer = try workspace.folder.holdsSkeleton(folder)
    known[folder] = answer
    return answer
  }
}
