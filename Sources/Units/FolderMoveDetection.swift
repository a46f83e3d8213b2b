import Diagnostics
import Disk
import FileTrees
import GitReading
import Handoffs
import Planning
import Texts
import Workspaces

/// The whole folder of a unit that a person has moved.
struct FolderMoveDetection: WorkspaceTask {
  package let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The record as it is where the unit's folder was moved to; the same record where it was not.
  ///
  /// Followed only if all recorded paths are gone and exactly one folder that no unit owns has all of them at the
  /// same relative paths, at least half as they were generated or as HEAD has them.
  func followingFolder(_ record: Record) throws(Findings) -> Record {
    guard try isWhollyGone(record) else { return record }
    var folders: [RelativePath] = []
    for folder in try foldersLike(record) where try isSame(folder, as: record) { folders.append(folder) }
    return folders.count == 1 ? record.moved(to: folders[0]) : record
  }

  /// What a unit's folder may have become, if that is not sure enough to be followed.
  func folderSuggestions(
    for record: Record, _ missing: [RecordedFile], in input: UnitInput
  ) throws(Findings) -> [MoveSuggestion] {
    guard missing.count == record.files.count, try isWhollyGone(record) else { return [] }
    return try foldersLike(record).map {
      MoveSuggestion(unit: record.unit, old: record.destination, new: $0)
    }
  }

  private func isWhollyGone(_ record: Record) throws(Findings) -> Bool {
    if record.files.isEmpty || record.destination.isRoot { return false }
    for path in record.paths {
      guard path.isBelow(record.destination) else { return false }
      if try diagnosing({ () throws(DiskError) in try workspace.folder.kind(at: path) }) != nil {
        return false
      }
    }
    return true
  }

  /// Folders that no unit owns with a file at every relative path of the unit.
  private func foldersLike(_ record: Record) throws(Findings) -> [RelativePath] {
    let relative = record.paths.compactMap { $0.relative(to: record.destination) }
    guard let longest = relative.max(by: { $0.bytes.count < $1.bytes.count }) else { return [] }
    let all = try allFiles()
    let units = try opened.units()
    let destinations = Set(units.records.map(\.destination))
    var folders: [RelativePath] = []
    for path in all.sorted() {
      guard let folder = path.removing(suffix: longest), folder != record.destination,
        !destinations.contains(folder)
      else { continue }
      let files = relative.map { folder.appending($0) }
      if files.allSatisfy(all.contains),
        try MoveDetection(opened).unowned(Set(files)).count == Set(files).count
      {
        folders.append(folder)
      }
    }
    return folders
  }

  /// Every file that git tracks or would track.
  private func allFiles() throws(Findings) -> Set<RelativePath> {
    try diagnosing { () throws(GitError) in
      let tracked = try workspace.git.indexEntries().filter { $0.mode.fileMode != nil }
      let untracked = try workspace.git.changedPaths().filter { $0.unstaged == .untracked }
      return Set(tracked.map(\.path) + untracked.map(\.path))
    }
  }

  /// Whether at least half of the unit's files are in the folder as they were generated, or as HEAD has them.
  private func isSame(_ folder: RelativePath, as record: Record) throws(Findings) -> Bool {
    let head = try diagnosing { () throws(GitError) in try workspace.git.head().commit }
    var same = 0
    for file in record.files {
      guard let relative = file.path.relative(to: record.destination) else { return false }
      let new = folder.appending(relative)
      let standing = try PathVersions(workspace).foundInWorkingTree(at: new)
      guard case .version(let found) = standing else { return false }
      let committed = try PathVersions(workspace).version(of: file.path, inTreeOf: head)
      // Both in the last commit: the folder is a copy that was there before the unit's went.
      if committed != nil, try PathVersions(workspace).version(of: new, inTreeOf: head) != nil {
        return false
      }
      if found.blob == file.blob || found.blob == committed?.blob { same += 1 }
    }
    return same * 2 >= record.files.count
  }
}

extension Record {
  /// The same unit in another folder.
  fileprivate func moved(to folder: RelativePath) -> Record {
    func moved(_ path: RelativePath) -> RelativePath {
      path.relative(to: destination).map(folder.appending) ?? path
    }
    var record = self
    record.destination = folder
    for index in files.indices {
      record.files[index].path = moved(files[index].path)
      record.files[index].laidOutAt = files[index].laidOutAt.map(moved)
    }
    return record
  }
}

extension RelativePath {
  /// The path without `suffix` at its end; nil if it does not end with it.
  fileprivate func removing(suffix: RelativePath) -> RelativePath? {
    guard bytes.count > suffix.bytes.count + 1, bytes.suffix(suffix.bytes.count).elementsEqual(suffix.bytes),
      let folder = try? RelativePath(bytes: Array(bytes.dropLast(suffix.bytes.count + 1))),
      folder.appending(suffix) == self
    else { return nil }
    return folder
  }
}
