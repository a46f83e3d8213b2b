package import Diagnostics
import FileTrees
import Rendering
package import Skeletons
package import Workspaces

/// The answers behind `--skip` and `--no-skip`.
package struct SkippedFileAnswers: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// What `--skip` and `--no-skip` change of a unit's answers, from paths as they were typed.
  ///
  /// A path is one of the unit's folder, of the workspace or of the skeleton's `files/`. Throws if it names none.
  func skips(
    _ given: GivenAnswers, of found: FoundSkeleton, answers: [String: Answer], into: String? = nil,
    record: Record? = nil
  ) throws(Findings) -> (set: [String], unset: [String]) {
    if given.skipped.isEmpty, given.unskipped.isEmpty { return ([], []) }
    let files = try UnitDesigner(opened).rendition(of: found, answers: answers, into: into, record: record)
    var (set, unset): ([String], [String]) = ([], [])
    for typed in given.skipped {
      let sources = self.sources(at: typed, among: files)
      if sources.isEmpty { throw Findings(nothing(at: typed, in: files)) }
      let folder = typed.hasSuffix("/") ? typed : typed + "/"
      let isFolder = sources.allSatisfy { $0.hasPrefix(folder) }
      set += (isFolder ? [folder] : sources).map(SkippedFiles.path)
    }
    for typed in given.unskipped {
      let sources = self.sources(at: typed, among: files)
      let paths = answers.keys.filter { path in
        guard let skipped = SkippedFiles.source(of: path) else { return false }
        return skipped == typed || skipped == typed + "/" || sources.contains(skipped)
          || skipped.hasSuffix("/") && sources.contains { $0.hasPrefix(skipped) }
      }
      if paths.isEmpty {
        throw Findings(Diagnostic(.noFile, "no skipped file at '\(quoted(typed))'"))
      }
      unset += paths
    }
    return (set, unset)
  }

  /// What a new unit leaves out, as answers.
  package func skipAnswers(
    _ request: NewRequest, of found: FoundSkeleton, besides answers: [String: Answer]
  ) throws(Findings) -> [String: Answer] {
    let paths = try skips(request.answers, of: found, answers: answers, into: request.into).set
    return Dictionary(paths.map { ($0, .boolean(true)) }) { first, _ in first }
  }

  /// The sources of the files at a path that was typed, or below it.
  private func sources(at typed: String, among rendition: RenderedSkeleton) -> [String] {
    let spellings = [
      try? RelativePath(typed.hasSuffix("/") ? String(typed.dropLast()) : typed), try? opened.path(typed),
    ]
    .compactMap(\.self)
    return rendition.files.filter { file in
      let whole = rendition.destination.appending(file.path)
      let source = try? RelativePath(file.source)
      return spellings.contains { spelling in
        [whole, file.path, source].compactMap(\.self).contains { $0 == spelling || $0.isBelow(spelling) }
      }
    }.map(\.source)
  }

  private func nothing(at typed: String, in rendition: RenderedSkeleton) -> Diagnostic {
    let near = nearest(to: typed, among: rendition.files.map(\.path.description))
    return Diagnostic(
      .noFile, "the skeleton has no file at '\(quoted(typed))'",
      hint: near.map { "did you mean \($0)?" })
  }
}
