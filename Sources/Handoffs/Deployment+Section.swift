package import Skeletons

extension Deployment {
  /// What a skeleton states about deploying a unit that was changed so, in the manifest's words.
  package init(_ section: HandoffSection, for change: UnitChange, on machines: Machines) {
    self.init()
    commitType = section.commitType.flatMap { Manifest.Commit.Kind(rawValue: $0.rawValue) }
    targets = section.targets.compactMap(Manifest.Target.init)
    let required = section.prerequisites.filter { $0.changes.contains(change) }.map {
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
    if usesCheckout(beside: required.map(\.check)), let bringing = machines.bringing {
      brings = Manifest.Step(bringing.text, .changes, command: bringing.command)
      prerequisites = [Manifest.Prerequisite(bringing.text, check: bringing.command)]
    }
    prerequisites += required
    documents = section.documents
    changes = section.changes.map { Manifest.Scribe.Change(subject: $0.subject, text: $0.text) }
  }
}

extension Deployment {
  /// Whether a command runs among files of the unit on its guest.
  private func usesCheckout(beside checks: [Manifest.Command?]) -> Bool {
    let commands = checks + (steps + verify + rollback).map(\.command)
    return commands.contains { $0?.cwd?.hasPrefix(Machines.checkout) == true }
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
    let command = machines.command(prerequisite.check, at: prerequisite.location)
    // A fact that no one can look at by a command is true wherever the person is.
    let place = command == nil ? (nil, nil) : machines.place(prerequisite.location)
    self.init(prerequisite.text, check: command, at: place.0, reach: place.1)
  }
}

extension Manifest.Secret {
  fileprivate init(_ secret: HandoffSection.Secret, on machines: Machines) {
    var create = machines.command(secret.create, at: secret.location)
    if let reach = machines.place(secret.location).reach, let command = create {
      // With a terminal, since it asks for the value.
      let words = reach.split(separator: " ").map(String.init)
      let there = command.cwd.map { ["sh", "-c", "cd \"$0\" && exec \"$@\"", $0] } ?? []
      create = Manifest.Command(
        words.prefix(1) + ["-t"] + words.dropFirst() + [shellQuoted(there + command.argv)])
    }
    self.init(
      name: secret.name, whereKept: secret.whereabouts, usedBy: secret.variable.map { [$0] }, create: create)
  }
}

extension Manifest.Step {
  fileprivate init(_ step: HandoffSection.Step, on machines: Machines) {
    let place = machines.place(step.location)
    self.init(
      step.title, Effect(step.effect), command: machines.command(step.run, at: step.location),
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
