/// Git's locations from the environment (git(1), "The Git Repository"); empty values are ignored.
package struct GitEnvironment: Hashable, Sendable {
  /// `GIT_DIR`: the repository itself, which is then not searched for.
  let directory: String?
  /// `GIT_WORK_TREE`: the root of the working tree.
  let workTree: String?
  /// `GIT_INDEX_FILE`: in a hook of `git commit --only`, what is to be committed.
  let indexFile: String?

  package init(_ variables: [String: String] = [:]) {
    func value(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
    directory = value("GIT_DIR")
    workTree = value("GIT_WORK_TREE")
    indexFile = value("GIT_INDEX_FILE")
  }
}
