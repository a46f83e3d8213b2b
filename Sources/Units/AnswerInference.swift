package import Diagnostics
import Disk
import FileTrees
import Planning
package import Skeletons
package import Workspaces

/// Answers inferred from the files that `adopt` finds; taken only where they reproduce them.
package struct AnswerInference: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// What hand-written files answer by themselves, beyond what was given; shown and confirmed if there is someone
  /// to ask.
  package func inferred(
    _ found: FoundSkeleton, given: [String: Answer], into: String?, yamlExtension: String? = nil,
    asking person: (any Questioner)?
  ) throws(Findings) -> [String: Answer] {
    let choices = try ExistingChoices(opened).existingChoices(
      of: found, given: given, into: into, yamlExtension: yamlExtension)
    let given = given.merging(choices) { said, _ in said }
    let design = try UnitDesigner(opened).design(
      found, answers: given, into: into, yamlExtension: yamlExtension)
    // A file of a list has its item after the source (`conf.j2#a`): a name of ours, which need be no path.
    let sources = Dictionary(found.skeleton.files.map { ($0.source.description, $0.source) }) { first, _ in
      first
    }
    var files: [RelativePath: [UInt8]] = [:]
    var standing: [RelativePath: [UInt8]] = [:]
    for file in design.target.files {
      guard let source = sources[file.source], let content = try workspace.entry(at: file.path)?.content
      else {
        continue
      }
      files[source] = content.stored
      standing[file.path] = content.stored
    }
    let known = Set(given.keys)
    let lines = Inference(found.skeleton).inferredAnswers(from: files, values: design.values, known: known)
    let clues = Inference(found.skeleton).answersByClues(
      in: try filesWithClues(found.skeleton, below: design.target.destination), values: design.values,
      known: known)
    let facts = try FactualAnswers(opened).factualAnswers(
      of: found.skeleton, named: design.values["name"].text, in: standing, below: design.target.destination,
      besides: known)
    let answers = choices.merging(facts) { choice, _ in choice }.merging(lines) { fact, _ in fact }
      .merging(clues) { line, _ in line }
    return isConfirmed(answers, by: person) ? answers : [:]
  }

  /// What a person wrote below the unit's folder and the skeleton has clues for, whether it makes such files or not.
  private func filesWithClues(
    _ skeleton: Skeleton, below folder: RelativePath
  ) throws(Findings) -> [RelativePath: [UInt8]] {
    if skeleton.variables.allSatisfy(\.clues.isEmpty) { return [:] }
    var files: [RelativePath: [UInt8]] = [:]
    var folders = [folder]
    while let next = folders.popLast() {
      let kind = next.isRoot ? .folder : try workspace.kind(at: next)
      guard kind == .folder else { continue }
      for item in try diagnosing({ () throws(DiskError) in try workspace.folder.list(next.isRoot ? nil : next)
      }) {
        guard let path = item.path.relative(to: folder), files.count < Self.mostFiles else { continue }
        if item.kind == .folder, path.components.count < Self.depth { folders.append(item.path) }
        guard case .file(_, let size) = item.kind, size <= Self.largestFile,
          Inference(skeleton).hasClue(at: path)
        else {
          continue
        }
        files[path] = try diagnosing { () throws(DiskError) in
          try workspace.folder.read(item.path, limit: Self.largestFile)
        }
      }
    }
    return files
  }

  /// More than a person writes into one unit.
  private static let mostFiles = 500
  private static let depth = 5
  private static let largestFile = 1 << 20

  private func isConfirmed(_ answers: [String: Answer], by person: (any Questioner)?) -> Bool {
    guard let person, !answers.isEmpty else { return true }
    for (name, answer) in answers.sorted(by: { $0.key < $1.key }) {
      person.tell("  \(name): \(answer.words)")
    }
    let reply = person.ask("these answers were found in the files; use them? [Y/n]") ?? "n"
    return ["", "y", "yes"].contains(reply.lowercased())
  }
}
