package import Skeletons

extension Deployment {
  /// What a skeleton says about deploying a unit that was changed so, in the manifest's words.
  package init(_ section: HandoffSection, for change: UnitChange, on machines: Machines) {
    self.init()
    commitType = section.commitType.flatMap { Manifest.Commit.Kind(rawValue: $0.rawValue) }
    targets = section.targets.compactMap(Manifest.Target.init)
    prerequisites = section.prerequisites.filter { $0.changes.contains(change) }.map {
      Manifest.Prerequisite($0, on: machines)
    }
    secrets = change == .removed ? [] : section.secrets.map { Manifest.Secret($0, on: machines) }
    requires = section.requires.map { Manifest.Requirement(tool: $0.tool, version: $0.version) }
    func steps(_ all: [HandoffSection.Step]) -> [Manifest.Step] {
      all.filter { $0.changes.contains(change) }.map { Manifest.Step($0, on: machines) }
    }
    self.steps = steps(section.steps)
    verify = steps(section.verify)
    rollback = steps(section.rollback)
    documents = section.documents
    changes = section.changes.map { Manifest.Scribe.Change(subject: $0.subject, text: $0.text) }
  }
}

extension Manifest.Target {
  /// Nil for a template, which nothing is deployed to.
  fileprivate init?(_ guest: Guest) {
    guard let kind = Kind(rawValue: guest.kind.rawValue) else { return nil }
    self.init(kind, name: guest.name, vmid: guest.id, address: guest.address, node: guest.node)
  }
}

extension Manifest.Prerequisite {
  fileprivate init(_ prerequisite: HandoffSection.Prerequisite, on machines: Machines) {
    let command = Manifest.Command(prerequisite.check, in: prerequisite.location)
    // A fact that nobody can look at by a command is true wherever the person is.
    let place = command == nil ? (nil, nil) : machines.place(prerequisite.location)
    self.init(prerequisite.text, check: command, at: place.0, reach: place.1)
  }
}

extension Manifest.Secret {
  fileprivate init(_ secret: HandoffSection.Secret, on machines: Machines) {
    var create = Manifest.Command(secret.create, in: secret.location)
    if let reach = machines.place(secret.location).reach, let command = create {
      // With a terminal, since it asks for the value.
      let words = reach.split(separator: " ").map(String.init)
      create = Manifest.Command(words.prefix(1) + ["-t"] + words.dropFirst() + [shellQuoted(command.argv)])
    }
    self.init(
      name: secret.name, whereKept: secret.whereabouts, usedBy: secret.variable.map { [$0] }, create: create)
  }
}

extension Manifest.Step {
  fileprivate init(_ step: HandoffSection.Step, on machines: Machines) {
    let place = machines.place(step.location)
    self.init(
      step.title, Effect(step.effect), command: Manifest.Command(step.run, in: step.location),
      expect: step.expect, confirm: step.confirm ? true : nil, at: place.at, reach: place.reach)
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
  fileprivate init?(_ arguments: [String], in location: HandoffSection.Location) {
    if arguments.isEmpty { return nil }
    self.init(arguments, cwd: location.folder)
  }
}
