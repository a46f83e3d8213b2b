import Diagnostics
import FileTrees
import Planning
import Skeletons
import Workspaces

extension Workbench {
  /// What hand-written files answer by themselves, beyond what was given; shown and confirmed where there is somebody
  /// to ask.
  func inferred(
    _ found: FoundSkeleton, given: [String: Answer], into: String?, asking person: (any Questioner)?
  ) throws(Findings) -> [String: Answer] {
    let design = try design(found, answers: given, into: into)
    // A file of a list has its item behind the source (`conf.j2#a`): a name of ours, which need be no path.
    let sources = Dictionary(found.skeleton.files.map { ($0.source.description, $0.source) }) { first, _ in
      first
    }
    var files: [RelativePath: [UInt8]] = [:]
    for file in design.target.files {
      guard let source = sources[file.source], let content = try workspace.entry(at: file.path)?.content
      else {
        continue
      }
      files[source] = content.stored
    }
    let answers = found.skeleton.inferredAnswers(from: files, values: design.values, known: Set(given.keys))
    return isConfirmed(answers, by: person) ? answers : [:]
  }

  private func isConfirmed(_ answers: [String: Answer], by person: (any Questioner)?) -> Bool {
    guard let person, !answers.isEmpty else { return true }
    for (name, answer) in answers.sorted(by: { $0.key < $1.key }) {
      person.tell("  \(name): \(answer.words)")
    }
    let reply = person.ask("these answers stand in the files; use them? [Y/n]") ?? "n"
    return ["", "y", "yes"].contains(reply.lowercased())
  }
}
