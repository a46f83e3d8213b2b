import Collecting
import Diagnostics
import FileTrees
import Handoffs
import Planning
import Skeletons
import Units
import Workspaces

/// Units whose answers name the unit that is renamed.
struct RenameFollowers: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The commands that tell other units of a unit's new name, one per unit whose answers name what was renamed: a file
  /// that moved or, of a role of Ansible, the role.
  ///
  /// They are reported and not applied: an answer is the person's.
  func followers(of record: Record, to renamed: UnitID, in plan: Plan) throws(Findings) -> [String] {
    let names = NewNames(of: record, to: renamed, in: plan)
    let known = try opened.units()
    return known.units.compactMap { unit in
      guard unit != record.unit, let other = known.record(of: unit), names.mayBeIn(other),
        let ready = try? UnitRefresh(opened).refresh(other).ready()
      else { return nil }
      let answers = names.followed(in: ready)
      if answers.isEmpty { return nil }
      let settings = answers.map { " --set \(shellQuoted("\($0.name)=\($0.answer.words)"))" }
      return "tenon update \(unit)\(settings.joined())"
    }
  }
}

/// What a unit's answers may name of another one, each with what it is called now.
private struct NewNames {
  let former: UnitID
  let renamed: UnitID
  /// Whether Ansible finds the unit by its name in a play.
  let isRole: Bool
  let paths: [String: String]

  init(of record: Record, to renamed: UnitID, in plan: Plan) {
    former = record.unit
    self.renamed = renamed
    isRole = record.files.contains { file in
      guard let folder = file.path.parent else { return false }
      return folder.name.elementsEqual("tasks".utf8) && (folder.parent ?? .root) == record.destination
    }
    let moves = plan.units.flatMap(\.files).compactMap { file in
      file.from.map { ("\($0)", "\(file.path)") }
    }
    paths = Dictionary(moves) { first, _ in first }
  }

  /// Whether it is worth generating the unit to see: an answer states it, or its name by default does.
  func mayBeIn(_ record: Record) -> Bool {
    record.unit.name == former.name || !followed(in: record.answers).isEmpty
  }

  func followed(in unit: ReadyUnit) -> [(name: String, answer: Answer)] {
    let variables = unit.found.skeleton.variables.map(\.name)
    let answers = variables.compactMap { name in unit.design.values[name].answer.map { (name, $0) } }
    return followed(in: Dictionary(answers) { first, _ in first })
  }

  /// The answers that name something, as they are to be.
  private func followed(in answers: [String: Answer]) -> [(name: String, answer: Answer)] {
    answers.sorted { $0.key < $1.key }.compactMap { name, answer in
      let followed = followed(answer, of: name)
      return followed == answer ? nil : (name, followed)
    }
  }

  private func followed(_ answer: Answer, of variable: String) -> Answer {
    switch answer {
    case .text(let text): .text(paths[text] ?? text)
    case .list(let items): .list(items.map { word($0, of: variable) })
    case .integer, .boolean: answer
    }
  }

  private func word(_ item: String, of variable: String) -> String {
    if let path = paths[item] { return path }
    return isRole && variable == "roles" && item == former.name ? renamed.name : item
  }
}
