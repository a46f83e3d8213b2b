import Diagnostics
import FileTrees
import Layouts
import Planning
import Skeletons
import Workspaces

/// How hand-written files are named where the skeleton leaves it open.
struct StandingForm: Sendable {
  /// Answers that the names show.
  var answers: [String: Answer] = [:]
  /// The extension of the YAML files; nil for the usual one.
  var yamlExtension: String?
  /// How many of the skeleton's files stand there under these names.
  fileprivate var count = 0
}

extension OpenWorkspace {
  /// Of every extension and every name of a Compose file, what most files that stand there have; a tie leaves the usual.
  func standingForm(
    of found: FoundSkeleton, answers given: [String: Answer], into: String?
  ) throws(Findings) -> StandingForm {
    let skeleton = found.skeleton
    let extensions = skeleton.yamlExtension == nil ? [nil] : [nil, ".yml", ".yaml"]
    var files: [Answer?] = [nil]
    if let variable = skeleton.variable("file"), given["file"] == nil, UnitKind(of: skeleton) == .stack {
      // A skeleton may know other names only.
      files += ["compose", "docker-compose"].map { try? variable.answer(from: $0) }
    }
    var best = StandingForm(count: -1)
    for file in files {
      for yaml in extensions {
        var form = StandingForm(yamlExtension: yaml)
        if let file { form.answers["file"] = file }
        let answers = given.merging(form.answers) { said, _ in said }
        let design = try design(found, answers: answers, into: into, yamlExtension: yaml)
        for target in design.target.files where try workspace.kind(at: target.path)?.content != nil {
          form.count += 1
        }
        if form.count > best.count { best = form }
      }
    }
    return best
  }

  /// Adds what the names of the files answer, and gives the extension of the YAML files.
  func addStandingForm(
    to given: inout [String: Answer], of found: FoundSkeleton, into: String?
  ) throws(Findings) -> String? {
    let form = try standingForm(of: found, answers: given, into: into)
    given.merge(form.answers) { said, _ in said }
    return form.yamlExtension
  }

  /// What the one service of a hand-written Compose file answers.
  func stackAnswers(
    of skeleton: Skeleton, in files: [[UInt8]], besides known: Set<String>
  ) -> [String: Answer] {
    guard UnitKind(of: skeleton) == .stack, files.count == 1 else { return [:] }
    let facts = StackFacts(compose: files[0])
    var words: [String: String] = [:]
    words["image"] = facts.image
    words["version"] = facts.tag
    if facts.ports.count == 1, let ends = facts.ports.first?.split(separator: ":") {
      words["port"] = String(ends[0])
      words["container_port"] = String(ends[1])
    }
    var answers: [String: Answer] = [:]
    for (name, text) in words where !known.contains(name) {
      // What the variable does not take is no answer.
      guard let variable = skeleton.variable(name), let answer = try? variable.answer(from: text),
        (try? variable.value(of: answer)) != nil
      else { continue }
      answers[name] = answer
    }
    return answers
  }
}
