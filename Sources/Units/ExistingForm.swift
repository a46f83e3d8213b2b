package import Diagnostics
import FileTrees
import Layouts
import Planning
package import Skeletons
package import Workspaces

/// How hand-written files are named where the skeleton leaves it open.
struct ExistingForm: Sendable {
  /// Answers that the names show.
  var answers: [String: Answer] = [:]
  /// The extension of the YAML files; nil for the usual one.
  var yamlExtension: String?
  /// How many of the skeleton's files exist under these names.
  fileprivate var count = 0
}

/// The form of the files that are there already: extension and naming, for `adopt`.
package struct ExistingFormReader: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// Of every extension and every name of a Compose file, what most files that are there have; a tie leaves the usual.
  func existingForm(
    of found: FoundSkeleton, answers given: [String: Answer], into: String?
  ) throws(Findings) -> ExistingForm {
    let skeleton = found.skeleton
    let extensions = skeleton.yamlExtension == nil ? [nil] : [nil, ".yml", ".yaml"]
    var files: [Answer?] = [nil]
    if let variable = skeleton.variable("file"), given["file"] == nil, UnitKind(of: skeleton) == .stack {
      // A skeleton may know other names only.
      files += ["compose", "docker-compose"].map { try? variable.answer(from: $0) }
    }
    var best = ExistingForm(count: -1)
    for file in files {
      for yaml in extensions {
        var form = ExistingForm(yamlExtension: yaml)
        if let file { form.answers["file"] = file }
        let answers = given.merging(form.answers) { said, _ in said }
        let design = try UnitDesigner(opened).design(found, answers: answers, into: into, yamlExtension: yaml)
        for target in design.target.files where try workspace.kind(at: target.path)?.content != nil {
          form.count += 1
        }
        if form.count > best.count { best = form }
      }
    }
    return best
  }

  /// Adds what the names of the files answer, and returns the extension of the YAML files.
  package func addExistingForm(
    to given: inout [String: Answer], of found: FoundSkeleton, into: String?
  ) throws(Findings) -> String? {
    let form = try existingForm(of: found, answers: given, into: into)
    given.merge(form.answers) { said, _ in said }
    return form.yamlExtension
  }
}
