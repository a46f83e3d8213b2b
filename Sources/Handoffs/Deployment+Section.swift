package import Skeletons

extension Deployment {
  /// What a skeleton says about deploying a unit that was changed so, in the manifest's words.
  package init(_ section: HandoffSection, for change: UnitChange) {
    self.init()
    commitType = section.commitType.flatMap { Manifest.Commit.Kind(rawValue: $0.rawValue) }
    targets = section.targets.compactMap(Manifest.Target.init)
    prerequisites = section.prerequisites.filter { $0.changes.contains(change) }.map {
      Manifest.Prerequisite($0.text, check: Manifest.Command(arguments: $0.check))
    }
    secrets = section.secrets.map {
      Manifest.Secret(name: $0.name, whereKept: $0.whereabouts, usedBy: [$0.variable])
    }
    requires = section.requires.map { Manifest.Requirement(tool: $0.tool, version: $0.version) }
    steps = section.steps.filter { $0.changes.contains(change) }.map(Manifest.Step.init)
    verify = section.verify.filter { $0.changes.contains(change) }.map(Manifest.Step.init)
    rollback = section.rollback.filter { $0.changes.contains(change) }.map(Manifest.Step.init)
    documents = section.documents
    changes = section.changes.map { Manifest.Scribe.Change(subject: $0.subject, text: $0.text) }
  }
}

extension Manifest.Target {
  /// Nil for a template, which nothing is deployed to.
  fileprivate init?(_ guest: Guest) {
    guard let kind = Kind(rawValue: guest.kind.rawValue) else { return nil }
    self.init(kind, name: guest.name, vmid: guest.id)
  }
}

extension Manifest.Step {
  fileprivate init(_ step: HandoffSection.Step) {
    self.init(
      step.title, Effect(step.effect), command: Manifest.Command(arguments: step.run), expect: step.expect,
      confirm: step.confirm ? true : nil)
  }
}

extension Manifest.Step.Effect {
  fileprivate init(_ effect: StepEffect) {
    switch effect {
    case .reads: self = .reads
    case .previews: self = .previews
    case .changes: self = .changes
    case .destroys: self = .destroys
    }
  }
}

extension Manifest.Command {
  /// Nil for no arguments: there is nothing to run.
  fileprivate init?(arguments: [String]) {
    if arguments.isEmpty { return nil }
    self.init(arguments)
  }
}
