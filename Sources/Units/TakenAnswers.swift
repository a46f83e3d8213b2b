import Diagnostics
import Disk
import FileTrees
import GitReading
import Skeletons
import Texts
import Workspaces
import YAMLReading

/// Answers that no one gave for this unit, taken from where its skeleton or its user states.
struct TakenAnswers: Sendable {
  var answers: [String: Answer] = [:]
  /// Where each came from, a line each.
  var notes: [String] = []
}

/// Answers taken from the workspace's defaults, the user's file and the inventory.
struct AnswerSources: WorkspaceTask {
  package let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// What the user's `answers.yaml`, git's configuration and the repository's name answer, if no one else does.
  ///
  /// What a variable does not take is passed over: such a file serves many skeletons.
  func taken(
    for skeleton: Skeleton, besides answers: [String: Answer]
  ) throws(Findings) -> TakenAnswers {
    let own = try usersAnswers()
    var taken = TakenAnswers()
    for variable in skeleton.variables where variable.name != "name" {
      let isAnswered =
        answers.keys.contains { skeleton.isAnswer($0, to: variable) }
        || workspace.settings.defaults[variable.name] != nil
      if isAnswered { continue }
      if let node = own?.root[variable.name], take(node, for: variable, of: skeleton, into: &taken) {
        taken.notes.append("taken from \(own?.name ?? ""): \(variable.name)")
        continue
      }
      for source in variable.sources {
        guard let text = try text(of: source), let answer = usable(text, for: variable) else { continue }
        taken.answers[variable.name] = answer
        taken.notes.append("taken from \(source.rawValue): \(variable.name)=\(quoted(answer.words))")
        break
      }
    }
    return applicable(taken, to: skeleton, besides: answers)
  }

  /// Without what does not apply, as far as the other answers tell.
  private func applicable(
    _ taken: TakenAnswers, to skeleton: Skeleton, besides answers: [String: Answer]
  ) -> TakenAnswers {
    if taken.answers.isEmpty { return taken }
    let all = answers.merging(taken.answers) { given, _ in given }
    guard let values = try? skeleton.values(given: all, inventory: workspace.inventory) else { return taken }
    var applicable = taken
    for (variable, _) in skeleton.dormant(taken.answers, values) {
      applicable.answers = applicable.answers.filter { !skeleton.isAnswer($0.key, to: variable) }
      applicable.notes.removeAll { $0.contains(": \(variable.name)") }
    }
    return applicable
  }

  private func take(
    _ node: Node, for variable: Variable, of skeleton: Skeleton, into taken: inout TakenAnswers
  ) -> Bool {
    var faults = Faults()
    let leaves = skeleton.leaves(of: variable, node, noting: &faults)
    for (path, answer) in leaves.answers {
      do throws(Findings) {
        try skeleton.check(answer, at: path, in: workspace.inventory)
      } catch {
        return false
      }
    }
    if faults.isEmpty { taken.answers = skeleton.applying(leaves, unsetting: [], to: taken.answers) }
    return faults.isEmpty
  }

  private func usable(_ text: String, for variable: Variable) -> Answer? {
    guard !text.isEmpty, (try? variable.value(of: .text(text))) != nil else { return nil }
    return .text(text)
  }

  private func text(of source: AnswerSource) throws(Findings) -> String? {
    if let key = source.gitKey {
      return try diagnosing { () throws(GitError) in try workspace.git.configuration(key) }
    }
    let remote = try diagnosing { () throws(GitError) in try workspace.git.configuration("remote.origin.url")
    }
    let path = remote ?? workspace.root
    let name = path.split { $0 == "/" || $0 == ":" }.last.map(String.init)
    return name.map { $0.hasSuffix(".git") ? String($0.dropLast(4)) : $0 }
  }

  /// The user's own answers, for every skeleton that has the variables; nil if there are none.
  private func usersAnswers() throws(Findings) -> (name: String, root: Node)? {
    guard let folder = process.configurationFolder else { return nil }
    let path = folder + "/answers.yaml"
    guard fileExists(at: path) else { return nil }
    let file = try process.answersFile(path)
    return ("answers.yaml", try parseYAML(file.bytes, at: path))
  }
}
