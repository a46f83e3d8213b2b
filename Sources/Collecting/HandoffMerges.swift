import Diagnostics
import FileTrees
import GitReading
import Handoffs
import Merging
import Planning
import Texts
import Units
import Workspaces

/// Which files git will merge by line, though tenon merged them by key.
struct HandoffMerges {
  let workspace: Workspace

  init(_ workspace: Workspace) { self.workspace = workspace }

  /// How many files of a unit an update merged by key since HEAD, and that were not edited afterwards.
  ///
  /// It is not recorded: the merge of what HEAD has, of what was generated then and of what is generated now is
  /// repeated, and counts if its result is the current file. `targets` determine how each file is merged.
  func mergedByKey(
    in unit: HandoffScope.ScopedUnit, as targets: [TargetFile], since head: ObjectID?
  ) throws(Findings) -> Int {
    guard let now = unit.now, let then = unit.atHead, now.base != then.base else { return 0 }
    let (newBases, oldBases) = (
      try RecordReader(workspace).bases(of: now), try RecordReader(workspace).bases(of: then)
    )
    var count = 0
    for file in now.files {
      guard let old = then.files.first(where: { $0.source == file.source }), old.blob != file.blob,
        let ours = try committed(at: old.path, in: head),
        let base = try RecordReader(workspace).content(old.blob, from: oldBases),
        let theirs = try RecordReader(workspace).content(file.blob, from: newBases)
      else { continue }
      let texts = try (stored(base, at: old.path), Content(ours), stored(theirs, at: file.path))
      let rules = targets.first { $0.source == file.source }?.rules ?? MergeRules(undeclared: file.path)
      let result = try diagnosing { () throws(GitError) in
        try byKey(base: texts.0, ours: texts.1, theirs: texts.2, rules)
      }
      let found = try PathVersions(workspace).foundInWorkingTree(at: file.path)
      if case .version(let standing) = found, standing.blob == result?.storedID { count += 1 }
    }
    return count
  }

  /// The result of a merge that lines cannot decide; nil if they can, or keys cannot either.
  private func byKey(
    base: Content, ours: Content, theirs: Content, _ rules: MergeRules
  ) throws(GitError) -> Content? {
    guard let merge = try ContentMerge(base: base, ours: ours, theirs: theirs, by: rules), merge.isClean,
      !merge.mergedPaths.isEmpty
    else { return nil }
    return try merge.favouring(.ours)
  }

  private func committed(at path: RelativePath, in head: ObjectID?) throws(Findings) -> [UInt8]? {
    guard let version = try PathVersions(workspace).version(of: path, inTreeOf: head) else { return nil }
    return try diagnosing { () throws(GitError) in
      try workspace.git.blob(version.blob, limit: Workspace.contentLimit)
    }
  }

  private func stored(_ bytes: [UInt8], at path: RelativePath) throws(Findings) -> Content {
    Content(try diagnosing { () throws(GitError) in try GitFilters(workspace.git).stored(bytes, at: path) })
  }
}
