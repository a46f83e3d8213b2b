import Collecting
import Diagnostics
import FileTrees
import GitReading
import Merging
import Planning
import Reviewing
import Texts
import Units
import Workspaces

/// Which unit each changed file belongs to, and how it came about.
struct ReviewOrigins: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The changes with their units, and what of each a person made.
  func owned(_ changes: [FileChange]) throws(Findings) -> [FileChange] {
    if changes.isEmpty { return [] }
    let owners = try owners(of: Set(changes.flatMap { [$0.path, $0.oldPath].compactMap(\.self) }))
    return changes.map { change in
      var owned = change
      guard let owner = owners[change.path] ?? change.oldPath.flatMap({ owners[$0] }) else {
        owned.origin = change.path.isBelow(TenonFolder.root) ? nil : .handWritten
        return owned
      }
      owned.unit = owner.unit
      owned.origin = owner.isEdited ? .edited : .generated
      return owned
    }
  }

  private struct Owner {
    let unit: String
    let isEdited: Bool
  }

  /// The unit of each path, now or at HEAD, and whether a person has changed what was generated there.
  private func owners(of paths: Set<RelativePath>) throws(Findings) -> [RelativePath: Owner] {
    var owners: [RelativePath: Owner] = [:]
    let units = try opened.units()
    for record in units.units.compactMap(units.record) {
      let files = record.files.filter { paths.contains($0.path) }
      if files.isEmpty { continue }
      let edited = try HandoffCollection(workspace).edited(files, of: record)
      for file in files {
        owners[file.path] = Owner(unit: record.unit.description, isEdited: edited.contains(file.path))
      }
    }
    // What is gone may be of a unit that was removed.
    let gone = paths.filter { owners[$0] == nil }
    if gone.isEmpty { return owners }
    let head = try diagnosing { () throws(GitError) in try workspace.git.head().commit }
    for unit in try HandoffScopeReader(opened).handoffScope(named: [], at: head).units {
      for path in unit.paths where gone.contains(path) {
        owners[path] = Owner(unit: unit.id.description, isEdited: false)
      }
    }
    return owners
  }
}

extension FilePlan {
  /// How what an update would leave came to be.
  var origin: FileChange.Origin {
    if conflict != nil { return .conflicting }
    if case .merge = decision { return .merged }
    return result == theirs ? .generated : .edited
  }
}

extension ReviewPage.Conflict {
  /// The sides of a file, hunk by hunk where lines are in conflict, else whole.
  @available(*, noasync)
  init(_ conflict: Merging.Conflict, of path: RelativePath, in unit: UnitID) throws(GitError) {
    let hunks = try conflict.placedHunks().map {
      ReviewPage.Hunk(
        place: "line \($0.ourLine) of yours, line \($0.theirLine) of what is generated",
        base: $0.sides.base, ours: $0.sides.ours, theirs: $0.sides.theirs)
    }
    let whole = ReviewPage.Hunk(
      place: "the whole file", base: conflict.base?.bytes, ours: conflict.ours?.bytes,
      theirs: conflict.theirs?.bytes)
    self.init(
      path: path, unit: unit.description, words: conflict.words, hunks: hunks.isEmpty ? [whole] : hunks)
  }
}

extension Entry {
  /// What git keeps of it; nil for what it does not keep as a blob.
  fileprivate var bytes: [UInt8]? {
    switch self {
    case .file(let content, _): content.stored
    case .symlink(let target): target
    case .folder, .repository, .special: nil
    }
  }
}
