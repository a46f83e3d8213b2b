import Diagnostics
import FileTrees
import Handoffs
import Planning
import Rendering
import Skeletons
import Units
import Workspaces

/// A unit of a handoff, with what could not be found out about it and what is open.
struct CollectedUnit {
  let unit: HandedUnit
  var check: Manifest.Check?
  var questions: [String] = []
}

/// One unit as a handoff has it: its kind of change, steps, targets and open questions.
struct HandoffUnits: WorkspaceTask {
  package let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// A unit with what its skeleton states about deploying it.
  ///
  /// If the skeleton is no longer available, the unit is still handed off, and the manifest states that it is missing.
  func handedUnit(
    _ unit: HandoffScope.ScopedUnit, since head: ObjectID?
  ) throws(Findings) -> CollectedUnit {
    var deployment = Deployment()
    var check: Manifest.Check?
    var questions: [String] = []
    var design: UnitDesign?
    let former = unit.atHead.flatMap { record in try? UnitRefresh(opened).refresh(record).ready().design }
    do throws(Findings) {
      let ready = try UnitRefresh(opened).refresh(unit.record).ready()
      design = ready.design
      (deployment, questions) = try self.deployment(
        ready.design, of: unit.record, for: unit.change)
      let named = ready.design.values["node"].text
      let node = ready.design.handoff.targets.first?.node ?? (named.isEmpty ? nil : named)
      questions =
        workspace.inventory.contradictions(to: deployment.requires, of: unit.id.description, on: node)
        + (try PinnedVersions(opened).pinContradictions(
          to: deployment.requires, of: unit.id, above: unit.record.destination))
        + questions
    } catch {
      let why = error.diagnostics.first?.message ?? "its skeleton cannot be read"
      check = Manifest.Check(
        "the deployment steps of \(unit.record.skeleton.name) for \(unit.id.name)", .notRun, why: why)
    }
    let skeleton = unit.record.skeleton
    let handed = HandedUnit(
      id: unit.id.description,
      skeleton: Manifest.Skeleton(name: skeleton.name, version: skeleton.version, digest: skeleton.digest),
      folder: unit.record.destination, change: unit.change, deployment: deployment,
      former: formerSteps(of: unit, as: former, since: head), from: unit.former?.description,
      leavesFormer: Self.leavesFormer(unit.change, from: former?.handoff, to: design?.handoff),
      news: unit.news(from: former?.values, to: design?.values),
      mergedByKey: try HandoffMerges(workspace).mergedByKey(
        in: unit, as: design?.target.files ?? [], since: head))
    return CollectedUnit(unit: handed, check: check, questions: questions)
  }

  /// Whether something that a unit deployed stays; what is not known is reported rather than left out.
  private static func leavesFormer(
    _ change: UnitChange, from former: HandoffSection?, to now: HandoffSection?
  ) -> Bool {
    switch change {
    case .added, .changed: false
    case .renamed: former == nil || former?.deploysAs != now?.deploysAs
    case .removed: former?.deploysAs != ""
    }
  }

  /// The steps that deploy a unit as HEAD has it; none if it is new, or if its skeleton is not available.
  private func formerSteps(
    of unit: HandoffScope.ScopedUnit, as design: UnitDesign?, since head: ObjectID?
  ) -> [Manifest.Step] {
    guard let record = unit.atHead, let design else { return [] }
    let change: UnitChange = unit.change == .removed ? .added : .changed
    guard let former = try? deployment(design, of: record, for: change, asOf: head).deployment else {
      return []
    }
    return (former.brings.map { [$0] } ?? []) + former.steps
  }

  /// What the skeleton states, with machines and Ansible's project as this workspace has them.
  private func deployment(
    _ design: UnitDesign, of record: Record, for change: UnitChange, asOf commit: ObjectID? = nil
  ) throws(Findings) -> (deployment: Deployment, questions: [String]) {
    let machines = Machines(for: design.handoff, in: workspace.inventory, of: record.destination)
    let said = Deployment(design.handoff, for: change, on: machines)
    let commands = said.prerequisites.map(\.check) + (said.steps + said.verify + said.rollback).map(\.command)
    guard commands.contains(where: { $0?.argv.first?.hasPrefix("ansible") == true }) else {
      return (said, [])
    }
    let (project, questions) = try AnsibleProjectSearch(opened).ansibleProject(
      for: record, commands: commands.compactMap(\.self), asOf: commit)
    return (said.placed(in: project), change == .removed ? [] : questions)
  }
}
