import Diagnostics
import Disk
import FileTrees
import GitReading
import Workspaces

extension Workbench {
  /// Recorded files that are gone from where tenon left them and stand elsewhere: moved by a person.
  ///
  /// Looked for only where a file is missing. The same content counts first, then the most alike from half of the
  /// lines on, which is git's own threshold for a rename (`gitdiffcore`). No file is taken twice.
  func moves(
    of record: Record?, base: [String: Entry], missingIn ours: FileTree,
    besides targets: Set<RelativePath>, among all: [Record]
  ) throws(Findings) -> [RelativePath: RelativePath] {
    let missing = (record?.files ?? []).filter { ours[$0.path] == nil && base[$0.source] != nil }
    guard let record, !missing.isEmpty else { return [:] }
    let sizes = missing.compactMap { base[$0.source]?.content?.worktree.count }.filter { $0 > 0 }
    let owned = targets.union(all.flatMap(\.paths))
    let candidates = try contents(
      of: moveCandidates(near: record.destination).subtracting(owned), ofAbout: sizes)
    // As git does from `diff.renameLimit` on, only the same content is looked for where there is too much to compare.
    let least = missing.count * candidates.count > Self.mostPairs ? 100 : 50
    var pairs: [(from: RelativePath, to: RelativePath, likeness: Int)] = []
    for file in missing {
      // An empty file is like any other empty one.
      guard let old = base[file.source]?.content?.stored, !old.isEmpty else { continue }
      for (path, new) in candidates {
        let likeness = least < 100 ? similarity(of: old, and: new.stored) : old == new.stored ? 100 : 0
        if likeness >= least { pairs.append((file.path, path, likeness)) }
      }
    }
    return Self.best(pairs)
  }

  /// The most alike pairs first; the shorter way decides between equals.
  private static func best(
    _ pairs: [(from: RelativePath, to: RelativePath, likeness: Int)]
  ) -> [RelativePath: RelativePath] {
    var moves: [RelativePath: RelativePath] = [:]
    var taken: Set<RelativePath> = []
    for pair in pairs.sorted(by: { ($1.likeness, $0.from, $0.to) < ($0.likeness, $1.from, $1.to) })
    where moves[pair.from] == nil && taken.insert(pair.to).inserted {
      moves[pair.from] = pair.to
    }
    return moves
  }

  /// Files that no commit has yet, and tracked files in the unit's own folder.
  private func moveCandidates(near destination: RelativePath) throws(Findings) -> Set<RelativePath> {
    try saying { () throws(GitError) in
      let fresh = try workspace.git.changedPaths().filter { $0.staged == .added || $0.unstaged == .untracked }
      let tracked = try workspace.git.indexEntries(below: destination).filter { $0.mode.fileMode != nil }
      return Set(fresh.map(\.path) + tracked.map(\.path))
    }
  }

  /// The files among these whose size is near enough to one of those that are missing; the others are not read.
  private func contents(
    of paths: Set<RelativePath>, ofAbout sizes: [Int]
  ) throws(Findings) -> [(RelativePath, Content)] {
    guard let smallest = sizes.min(), let largest = sizes.max() else { return [] }
    // Half or twice as much is alike no more; line endings may add a byte a line.
    let near = (smallest / 4)...(largest * 4)
    var contents: [(RelativePath, Content)] = []
    var skeletons: [RelativePath: Bool] = [:]
    for path in paths.sorted() where !path.isBelow(TenonFolder.root) {
      var isOfSkeleton = false
      for folder in path.ancestors where !isOfSkeleton {
        isOfSkeleton = try isSkeleton(folder, noting: &skeletons)
      }
      if isOfSkeleton { continue }
      let kind = try saying { () throws(DiskError) in try workspace.folder.kind(at: path) }
      guard case .file(_, let size)? = kind, near.contains(size) else { continue }
      if let content = try workspace.entry(at: path)?.content { contents.append((path, content)) }
    }
    return contents
  }

  /// More comparisons than that take longer than a person waits.
  private static let mostPairs = 50_000

  /// Whether a folder holds a skeleton, whose files are much like those that it generates and are nobody's move.
  private func isSkeleton(
    _ folder: RelativePath, noting known: inout [RelativePath: Bool]
  ) throws(Findings) -> Bool {
    if let answer = known[folder] { return answer }
    let answer = try workspace.folder.holdsSkeleton(folder)
    known[folder] = answer
    return answer
  }
}
