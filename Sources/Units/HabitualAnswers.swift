package import Diagnostics
import Layouts
package import Skeletons
import Workspaces

/// Answers that follow the habits of the repository, such as the style of its YAML.
package struct HabitualAnswers: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// Adds the answers from the repository's conventions to the given ones, and returns notes about them.
  package func addHabits(to given: inout [String: Answer], of skeleton: Skeleton) throws(Findings) -> [String]
  {
    let habitual = try habitualAnswers(to: skeleton, besides: given)
    given.merge(habitual) { said, _ in said }
    return habitual.sorted { $0.key < $1.key }.map {
      "as elsewhere in the repository: \($0.key)=\($0.value.words)"
    }
  }

  /// Answers from the repository's conventions, used if no other is given.
  ///
  /// `file` is the Compose file's name as the other stacks have it, `document_start` and `yaml_style` what yamllint's
  /// settings require.
  func habitualAnswers(
    to skeleton: Skeleton, besides given: [String: Answer]
  ) throws(Findings) -> [String: Answer] {
    let open = ["file", "document_start", "yaml_style"].filter { name in
      skeleton.variable(name) != nil && given[name] == nil && workspace.settings.defaults[name] == nil
    }
    guard !open.isEmpty, let (habits, kind) = try PlaceFinder(workspace).habits(for: skeleton) else {
      return [:]
    }
    var words: [String: String] = [:]
    if kind == .stack, let stem = habits.composeFile?.split(separator: ".").first {
      words["file"] = String(stem)
    }
    if !habits.yamlStyle.isEmpty { words["yaml_style"] = habits.yamlStyle.joined(separator: ",") }
    if let start = habits.documentStart { words["document_start"] = String(start) }
    var answers: [String: Answer] = [:]
    for name in open {
      guard let variable = skeleton.variable(name), let text = words[name], variable.defaultWords != text
      else {
        continue
      }
      // A skeleton may know other names only.
      answers[name] = try? variable.answer(from: text)
    }
    return answers
  }
}
