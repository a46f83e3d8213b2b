package import Diagnostics
import FileTrees
import Planning
package import Skeletons
package import Workspaces

/// Choices that hand-written files show by being there.
package struct ExistingChoices: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// Choices that hand-written files show by being there: the one whose own files are, of several with files of their own.
  ///
  /// Where none of those files is there, it is the one choice that brings none. Choices that make the same path in
  /// different ways show nothing.
  package func existingChoices(
    of found: FoundSkeleton, given: [String: Answer], into: String?, yamlExtension: String?
  ) throws(Findings) -> [String: Answer] {
    var answers: [String: Answer] = [:]
    for fileSwitch in found.skeleton.fileSwitches where given[fileSwitch.variable.name] == nil {
      let name = fileSwitch.variable.name
      let known = given.merging(answers) { said, _ in said }
      let usual = try? UnitDesigner(opened).design(
        found, answers: known, into: into, yamlExtension: yamlExtension)
      let paths = pathsByChoice(
        of: found, fileSwitch, given: known, into: into, yamlExtension: yamlExtension)
      guard let choice = try standing(fileSwitch, paths), choice != usual?.values[name].text else { continue }
      answers[name] = .text(choice)
    }
    return answers
  }

  /// For each choice the paths of all files, by their sources; none for a choice that asks for more answers.
  func pathsByChoice(
    of found: FoundSkeleton, _ fileSwitch: FileSwitch, given: [String: Answer], into: String?,
    yamlExtension: String?
  ) -> [String: [String: RelativePath]] {
    var paths: [String: [String: RelativePath]] = [:]
    for choice in fileSwitch.variable.rules.choices {
      let answers = given.merging([fileSwitch.variable.name: .text(choice)]) { said, _ in said }
      let design = try? UnitDesigner(opened).design(
        found, answers: answers, into: into, yamlExtension: yamlExtension)
      paths[choice] = Dictionary((design?.target.files ?? []).map { ($0.source, $0.path) }) { first, _ in
        first
      }
    }
    return paths
  }

  private func standing(
    _ fileSwitch: FileSwitch, _ paths: [String: [String: RelativePath]]
  ) throws(Findings) -> String? {
    var standing: [String] = []
    for (choice, sources) in fileSwitch.sources {
      let own = Set((paths[choice] ?? [:]).filter { sources.contains($0.key) }.values)
      let others = paths.filter { $0.key != choice }.flatMap(\.value.values)
      if !own.isDisjoint(with: others) { return nil }
      if try stands(own) { standing.append(choice) }
    }
    let bare = fileSwitch.variable.rules.choices.filter { fileSwitch.sources[$0] == nil }
    return standing.isEmpty ? (bare.count == 1 ? bare[0] : nil) : (standing.count == 1 ? standing[0] : nil)
  }

  /// Whether one of the paths is a file in the working tree.
  func stands(_ paths: Set<RelativePath>) throws(Findings) -> Bool {
    for path in paths where try workspace.kind(at: path)?.content != nil { return true }
    return false
  }
}
