import FileTrees
internal import Glibc
import Texts

/// The paths at which git converts nothing, each found out once for a job.
///
/// Libgit2 looks for every file of attributes again at each question: a status of forty roles did so 150,000 times.
final class Conversions {
  private var known: [RelativePath: Bool] = [:]
  /// Folders in which and above which no file of attributes is.
  private var plain: Set<RelativePath> = []
  private var places: AttributePlaces?

  /// Whether bytes at this path are the same in the working tree and in git.
  func areNone(at path: RelativePath, in repository: GitRepository) throws(GitError) -> Bool {
    let folder = path.parent ?? .root
    if plain.contains(folder) { return true }
    if let known = known[path] { return known }
    guard try mayAttributesConcern(path, in: repository) else {
      plain.insert(folder)
      return true
    }
    let areNone = try GitFilters(repository).convertsNothing(at: path)
    known[path] = areNone
    return areNone
  }

  private func mayAttributesConcern(
    _ path: RelativePath, in repository: GitRepository
  ) throws(GitError) -> Bool {
    var places = if let places { places } else { try AttributePlaces(of: repository) }
    // Held by one alone while it changes: a second holder would make each change a copy of all that is known.
    self.places = nil
    defer { self.places = places }
    return try places.mayConcern(path, in: repository)
  }
}

/// The files in which gitattributes(5) about a path may be.
///
/// If none exist, and `core.autocrlf` is not set, git converts nothing. In doubt libgit2 is
/// asked.
private struct AttributePlaces {
  private let concernsAll: Bool
  private var folders: [RelativePath?: Bool] = [:]

  init(of repository: GitRepository) throws(GitError) {
    let converting = try repository.configuration("core.autocrlf") ?? "false"
    let named = try repository.configuration("core.attributesFile")
    let home = unsafe getenv("XDG_CONFIG_HOME").map { unsafe String(cString: $0) }
    let fallback = unsafe getenv("HOME").map { unsafe String(cString: $0) + "/.config" }
    let files =
      ["/etc/gitattributes", CommitHooks(repository).commonDirectory + "/info/attributes"]
      + [home, fallback].compactMap { $0.map { $0 + "/git/attributes" } }
    concernsAll = converting != "false" || named != nil || files.contains { unsafe access($0, F_OK) == 0 }
  }

  mutating func mayConcern(
    _ path: RelativePath, in repository: GitRepository
  ) throws(GitError) -> Bool {
    if concernsAll { return true }
    for folder in [nil] + path.ancestors.map(Optional.some) where try hold(folder, in: repository) {
      return true
    }
    return false
  }

  /// Whether a folder has a file of attributes, in the working tree or in the index alone.
  private mutating func hold(
    _ folder: RelativePath?, in repository: GitRepository
  ) throws(GitError) -> Bool {
    if let known = folders[folder] { return known }
    let name = (folder.map { $0.bytes + [UInt8(ascii: "/")] } ?? []) + ".gitattributes".utf8
    guard let file = try? RelativePath(bytes: name) else { return true }
    let isThere = FileStamp(at: repository.absolute(file)) != nil
    let holds = if isThere { true } else { try repository.indexEntry(at: file) != nil }
    folders[folder] = holds
    return holds
  }
}
