import FileTrees
import GitReading
import Merging
import Texts

/// What already exists at the destination paths of files, and was not part of the decision on them.
struct OccupiedPaths {
  let input: UnitInput
  let files: [FilePlan]
  let choose: (FilePlan) throws(GitError) -> FilePlan

  init(in input: UnitInput, files: [FilePlan], choose: @escaping (FilePlan) throws(GitError) -> FilePlan) {
    self.input = input
    self.files = files
    self.choose = choose
  }

  /// The files, each with a conflict where its new path is taken by something that does not go away itself.
  ///
  /// One that stays where it was after all may be in the way of the next, so it is examined until nothing is new.
  func resolved() throws(GitError) -> [FilePlan] {
    var files = files
    var settled: Set<String> = []
    while let index = firstObstructed(among: files, besides: settled) {
      settled.insert(files[index].source)
      files[index] = try settle(files[index], among: files)
    }
    return files
  }

  private func firstObstructed(among files: [FilePlan], besides settled: Set<String>) -> Int? {
    let left = vacated(by: files)
    let ends = Dictionary(files.filter { $0.result != nil }.map { ($0.path, 1) }, uniquingKeysWith: +)
    return files.firstIndex { file in
      guard file.arrives, !settled.contains(file.source) else { return false }
      if file.path.ancestors.contains(where: { ends[$0] != nil }) { return true }
      if ends.keys.contains(where: { $0.isBelow(file.path) }) { return true }
      return ends[file.path, default: 0] > 1 || input.ours[file.path] != nil && !left.contains(file.path)
    }
  }

  private func settle(_ file: FilePlan, among files: [FilePlan]) throws(GitError) -> FilePlan {
    guard let result = file.result else { return file }
    let neighbour = files.first {
      $0.source != file.source && $0.result != nil && $0.path.overlaps(file.path)
    }
    if let other = neighbour?.result {
      return file.obstructed(by: .conflict(.occupied(by: other, for: result)))
    }
    guard let occupant = input.ours[file.path],
      case .conflict(let conflict)? = try decide(base: nil, ours: occupant, theirs: result)
    else { return file }
    let chosen = try choose(file.obstructed(by: .conflict(conflict)))
    return chosen.choice == .ours ? chosen.keepingOurs() : chosen
  }

  /// Paths that files of the unit leave, or that are deleted.
  private func vacated(by files: [FilePlan]) -> Set<RelativePath> {
    Set(files.compactMap(\.from) + files.filter { $0.result == nil }.map(\.path))
  }
}

extension FilePlan {
  /// Whether it comes to a path where it was not before.
  fileprivate var arrives: Bool {
    if result == nil { return false }
    if case .create = decision { return true }
    return from != nil
  }
}

extension RelativePath {
  /// Whether two files cannot be at both paths: they are the same, or one would be a folder.
  fileprivate func overlaps(_ other: RelativePath) -> Bool {
    self == other || isBelow(other) || other.isBelow(self)
  }
}
