package import FileTrees

extension RelativePath {
  /// The path as git takes it literally, from any directory.
  package var pathspec: String { ":(literal,top)" + String(decoding: bytes, as: UTF8.self) }
}

/// The lists that `git add` and `git commit --only` read, NUL after each.
///
/// They differ: `git add` fails on a path that is gone from the working tree and the index, which `git commit --only`
/// needs in order to delete it. And where a file became a folder, or a folder a file, git replaces the one by the other,
/// but fails if the one that is gone is named (git 2.39: "does not have a commit checked out").
struct PathLists: Hashable, Sendable {
  let add: [RelativePath]
  let commit: [RelativePath]

  init(of files: [Manifest.File]) {
    let standing = Set(files.filter { $0.status != .deleted }.map(\.path))
    let foldersOfStanding = Set(standing.flatMap(\.ancestors))
    add = files.map(\.path).filter(standing.contains)
    commit = files.map(\.path).filter { path in
      standing.contains(path)
        || !foldersOfStanding.contains(path) && !path.ancestors.contains(where: standing.contains)
    }
  }

  static func bytes(of paths: [RelativePath]) -> [UInt8] {
    paths.flatMap { Array($0.pathspec.utf8) + [0] }
  }
}
