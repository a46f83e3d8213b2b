internal import CLibgit2
internal import FileTrees
internal import Glibc
import Texts

/// All the ignore rules of a working tree, each file read once, when it is first needed.
///
/// Ours and not libgit2's: 1.5.1 drops an exception that rolls back a rule of *another* file, such as `!.envrc` in
/// `.gitignore` against `.envrc` in the person's own list.
struct IgnoreRules {
  /// The person's own list, then the repository's: the later has the last word.
  private let general: [IgnoreFile]
  private var byFolder: [RelativePath?: IgnoreFile] = [:]
  private var ways: [RelativePath?: Way] = [:]
  private var missing: Set<RelativePath> = []

  /// Whether a folder or one above it is ignored, and whether any rule may be about what is in it.
  private struct Way {
    var isIgnored: Bool
    var hasRules: Bool
  }

  init(of repository: GitRepository) throws(GitError) {
    var files: [String] = []
    if let own = try personalList(of: repository) { files.append(own) }
    files.append(CommitHooks(repository).commonDirectory + "/info/exclude")
    general = files.compactMap { readFile(Array($0.utf8CString), followingLinks: true) }
      .map { IgnoreFile($0, in: nil) }
  }

  /// Goes from the root down: everything in an ignored folder is ignored, despite other rules.
  mutating func ignores(
    _ path: RelativePath, in repository: GitRepository
  ) throws(GitError) -> Bool {
    let way = try way(through: path.parent, in: repository)
    if way.isIgnored || !way.hasRules { return way.isIgnored }
    let isThere = path.parent.map(missing.contains) != true
    let isFolder = isThere && FileStamp(at: repository.absolute(path))?.mode == .tree
    return try verdict(on: path, isFolder: isFolder, in: repository)
  }

  /// What holds for everything in a folder, found out once.
  private mutating func way(
    through folder: RelativePath?, in repository: GitRepository
  ) throws(GitError) -> Way {
    if let known = ways[folder] { return known }
    var way = Way(isIgnored: false, hasRules: !general.allSatisfy(\.isEmpty))
    if let folder {
      way = try self.way(through: folder.parent, in: repository)
      if !way.isIgnored, way.hasRules {
        way.isIgnored = try verdict(on: folder, isFolder: true, in: repository)
      }
    }
    if !way.isIgnored, try !file(of: folder, in: repository).isEmpty { way.hasRules = true }
    ways[folder] = way
    return way
  }

  /// The nearest folder with a rule about the path decides, then the general lists.
  private mutating func verdict(
    on path: RelativePath, isFolder: Bool, in repository: GitRepository
  ) throws(GitError) -> Bool {
    for folder in path.ancestors.reversed() + [nil] {
      if let verdict = try file(of: folder, in: repository).verdict(on: path, isFolder: isFolder) {
        return verdict
      }
    }
    return general.reversed().lazy.compactMap { $0.verdict(on: path, isFolder: isFolder) }.first ?? false
  }

  /// Whether a folder is not there, nor anything in it; what is below it is not looked for.
  private mutating func isMissing(_ folder: RelativePath?, in repository: GitRepository) -> Bool {
    guard let folder else { return false }
    if folder.parent.map(missing.contains) != true, FileStamp(at: repository.absolute(folder)) != nil {
      return false
    }
    missing.insert(folder)
    return true
  }

  private mutating func file(
    of folder: RelativePath?, in repository: GitRepository
  ) throws(GitError) -> IgnoreFile {
    if let known = byFolder[folder] { return known }
    let file = IgnoreFile(
      try ignoreText(in: folder, isMissing: isMissing(folder, in: repository), of: repository), in: folder)
    byFolder[folder] = file
    return file
  }
}

/// What a folder's `.gitignore` states; a sparse checkout may have left it out, and then the index knows.
private func ignoreText(
  in folder: RelativePath?, isMissing: Bool, of repository: GitRepository
) throws(GitError) -> [UInt8] {
  let path = try repository.path(Array(".gitignore".utf8), in: folder?.bytes ?? [])
  if !isMissing, let text = readFile(repository.absolute(path), followingLinks: false) { return text }
  guard let entry = try repository.indexEntry(at: path), entry.isSkipWorktree else { return [] }
  return try repository.blob(entry.id, limit: largestFile) ?? []
}

/// `core.excludesFile`, or git's own place for it.
private func personalList(of repository: GitRepository) throws(GitError) -> String? {
  if let named = try repository.configuration("core.excludesfile") { return try expandedPath(named) }
  if let folder = unsafe getenv("XDG_CONFIG_HOME"), unsafe folder.pointee != 0 {
    return unsafe "\(String(cString: folder))/git/ignore"
  }
  return unsafe getenv("HOME").map { unsafe "\(String(cString: $0))/.config/git/ignore" }
}

/// Git reads no `.gitignore` that is a symlink; a file that cannot be read has no rules.
func readFile(_ path: [CChar], followingLinks: Bool) -> [UInt8]? {
  let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followingLinks ? 0 : O_NOFOLLOW))
  guard file >= 0 else { return nil }
  defer { close(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 14)
  while bytes.count < largestFile {
    let count = unsafe read(file, &buffer, buffer.count)
    if count <= 0 { break }
    bytes += buffer.prefix(count)
  }
  return bytes
}

/// Longer lists of rules are cut off: no person writes them.
private let largestFile = 1 << 24
