import FileTrees
import GitReading
import Merging

/// What already stands at the paths that files are moved to, and was no part of the decision on them.
struct Obstructions {
  let input: UnitInput
  let files: [FilePlan]
  let choose: (FilePlan) throws(GitError) -> FilePlan

  init(in input: UnitInput, files: [FilePlan], choose: @escaping (FilePlan) throws(GitError) -> FilePlan) {
    self.input = input
    self.files = files
    self.choose = choose
  }

  /// The files, each with a conflict where its new path is taken by something that does not go away itself.
  func resolved() throws(GitError) -> [FilePlan] {
    var result: [FilePlan] = []
    for file in files { result.append(try isMoving(file) ? settled(file) : file) }
    return result
  }

  private func isMoving(_ file: FilePlan) -> Bool { file.from != nil && file.result != nil }

  private func settled(_ file: FilePlan) throws(GitError) -> FilePlan {
    guard let occupant = input.ours[file.path], !vacated.contains(file.path), let result = file.result,
      case .conflict(let conflict)? = try decide(base: nil, ours: occupant, theirs: result)
    else { return file }
    let chosen = try choose(file.obstructed(by: .conflict(conflict)))
    return chosen.choice == .ours ? chosen.keepingOurs() : chosen
  }

  /// Paths that files of the unit leave, or that are deleted.
  private var vacated: Set<RelativePath> {
    Set(files.compactMap(\.from) + files.filter { $0.result == nil }.map(\.path))
  }
}
