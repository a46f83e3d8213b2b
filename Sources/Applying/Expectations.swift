import Disk
import FileTrees
import Threading

/// What has to be found in a workspace before the first file moves.
struct Expectations: Sendable {
  /// In byte order of the paths.
  let states: [State]
  /// Paths where nothing is once the removals are done.
  let removed: Set<RelativePath>
  /// Paths where something is in the end.
  let arriving: [RelativePath]

  struct State: Sendable {
    let path: RelativePath
    /// Nil if no state that may be found there is acceptable.
    let wanted: ObservedState?
  }

  /// What a check has found out and an apply need not ask again.
  struct Findings: Sendable {
    let folders: FoldersAbove
    /// The attributes of the files that are there.
    let files: [RelativePath: FileAttributes]
  }
}

extension Expectations {
  /// Throws every path that is not as expected, or one that nothing may be written to.
  @discardableResult
  func check(in folder: WorkspaceFolder) throws(ApplyError) -> Findings {
    let folders = FoldersAbove(states.lazy.map(\.path), in: folder)
    if let repository = try onDisk({ () throws(DiskError) in try self.repository(in: folder, folders) }) {
      throw .outOfReach(repository, why: "is another git repository")
    }
    let seen = try onDisk { () throws(DiskError) in try looks(in: folder, folders) }
    let blocked = try onDisk { () throws(DiskError) in try blockedFolders(in: folder, folders) }
    let mismatches = seen.flatMap(\.mismatches) + blocked
    if !mismatches.isEmpty { throw .moved(mismatches.sorted { $0.order < $1.order }) }
    let files = Dictionary(seen.flatMap(\.files)) { first, _ in first }
    return Findings(folders: folders, files: files)
  }

  /// The first of the folders that is a git repository of its own.
  private func repository(
    in folder: WorkspaceFolder, _ folders: FoldersAbove
  ) throws(DiskError) -> RelativePath? {
    for path in folders.suspicious where try Self.isRepository(path, in: folder) { return path }
    return nil
  }

  private func looks(in folder: WorkspaceFolder, _ folders: FoldersAbove) throws(DiskError) -> [Looks] {
    try inParallel(states.count, least: ApplySession.fewestForThread) { part throws(DiskError) in
      var looks = Looks()
      for state in states[part] where state.wanted != .nothing || !folders.rulesOut(state.path) {
        try looks.look(at: state, among: removed, in: folder)
      }
      return looks
    }
  }

  /// What is no folder, where one is needed.
  private func blockedFolders(
    in folder: WorkspaceFolder, _ folders: FoldersAbove
  ) throws(DiskError) -> [ApplyError.Mismatch] {
    if folders.suspicious.isEmpty { return [] }
    let above = FoldersAbove.folders(above: arriving).subtracting(removed)
    var found: [ApplyError.Mismatch] = []
    for ancestor in folders.suspicious where above.contains(ancestor) {
      switch try folder.kind(at: ancestor) {
      case nil, .folder: break
      case .symlink: throw DiskError(.write, ancestor, .symlink(ancestor))
      case .file, .special: found.append(.init(path: ancestor, reason: .inTheWay))
      }
    }
    return found
  }

  private static func isRepository(
    _ path: RelativePath, in folder: WorkspaceFolder
  ) throws(DiskError) -> Bool {
    do throws(DiskError) {
      return try folder.isRepository(path)
    } catch {
      if case .symlink = error.reason { return false }
      throw error
    }
  }
}

extension PreparedChanges {
  var expectations: Expectations {
    Expectations(states: expected, removed: removed, arriving: arriving)
  }
}

extension Journal {
  /// What a redo of it expects: the same as when it was done first.
  var expectations: Expectations {
    let removed = Set(steps.filter { $0.after == nil }.map(\.path))
    return Expectations(
      states: steps.map { .init(path: $0.path, wanted: ObservedState($0.before)) }.sorted {
        $0.path < $1.path
      },
      removed: removed, arriving: steps.filter { $0.after != nil }.map(\.path))
  }
}

/// What was found at some of the paths.
private struct Looks: Sendable {
  var mismatches: [ApplyError.Mismatch] = []
  var files: [(RelativePath, FileAttributes)] = []

  mutating func look(
    at state: Expectations.State, among removed: Set<RelativePath>, in folder: WorkspaceFolder
  ) throws(DiskError) {
    let (path, wanted) = (state.path, state.wanted)
    let (sight, attributes) = try folder.closeSight(at: path)
    if let wanted, sight == wanted {
      if let attributes { files.append((path, attributes)) }
      return
    }
    // A folder of which everything goes makes room; what someone puts into it meanwhile stops the arrival.
    if wanted == .nothing, sight == .folder, removed.contains(where: { $0.isBelow(path) }) { return }
    // A symbolic link above the path is an error that names it.
    if sight == .other { _ = try folder.kind(at: path) }
    let reason: ApplyError.Mismatch.Reason =
      wanted == .nothing ? .inTheWay : sight == .nothing ? .gone : .changed
    mismatches.append(.init(path: path, reason: reason))
  }
}
