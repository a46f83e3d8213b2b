package import Diagnostics
package import FileTrees

/// A conversion that git makes at a path and libgit2 cannot.
package enum FilterObstacle: Hashable, Sendable {
  /// The file has another encoding in the working tree than in git.
  case workingTreeEncoding(String)
  /// A program of someone's converts the file, such as git-crypt or LFS.
  case foreign(driver: String)

  /// What to tell the person whose file it is.
  package func diagnostic(at path: RelativePath) -> Diagnostic {
    switch self {
    case .workingTreeEncoding(let name):
      Diagnostic(
        .gitFilter,
        "'\(path)' has the attribute working-tree-encoding=\(quoted(name)), which tenon cannot convert",
        hint: "remove the attribute in .gitattributes: \(path) -working-tree-encoding")
    case .foreign(let driver):
      Diagnostic(
        .gitFilter, "'\(path)' uses the filter '\(quoted(driver))', which tenon does not run",
        hint: "remove the attribute in .gitattributes: \(path) -filter")
    }
  }
}
