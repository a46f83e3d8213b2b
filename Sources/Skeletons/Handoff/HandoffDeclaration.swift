/// What a skeleton's `handoff:` states about deploying a unit; each entry may depend on the answers.
package struct HandoffDeclaration: Hashable, Sendable {
  var commitType: CommitType?
  /// The name that everything deployed has; by default the unit's own.
  var deploysAs: Template?
  var requires: [Entry<Requirement>] = []
  var prerequisites: [Entry<Prerequisite>] = []
  var steps: [Entry<Step>] = []
  var verify: [Entry<Step>] = []
  var rollback: [Entry<Step>] = []
  var secrets: [Entry<Secret>] = []
  var documents: [Entry<Template>] = []
  var changes: [Entry<ScribeChange>] = []

  /// Something that is reported only if its `when:` holds.
  struct Entry<Content> {
    let condition: Condition?
    /// The kinds of change for which it holds.
    let changes: Set<UnitChange>
    let content: Content
  }

  struct Requirement: Hashable, Sendable {
    let tool: Template
    let version: Template?
  }

  struct Prerequisite: Hashable, Sendable {
    let text: Template
    let check: [Template]
    let location: Location
  }

  /// A secret that no answer names, or one for each item of a list.
  struct Secret: Hashable, Sendable {
    let each: SkeletonFile.Each?
    let name: Template
    let whereabouts: Template
    let create: [Template]
    let location: Location
  }

  /// Where a command runs.
  struct Location: Hashable, Sendable {
    let place: StepPlace
    /// The node's name; by default the target's.
    let node: Template?
    /// The folder below the repository's root.
    let folder: Template?
  }

  struct Step: Hashable, Sendable {
    let title: Template
    let run: [Template]
    let location: Location
    let effect: StepEffect
    let expect: Template?
    let confirm: Bool
  }

  struct ScribeChange: Hashable, Sendable {
    let subject: Template
    let text: Template
  }
}

/// What a step does to the world.
package enum StepEffect: String, Hashable, Sendable, CaseIterable {
  case reads, previews, changes, destroys
}

/// The machine that a step runs on.
package enum StepPlace: String, Hashable, Sendable, Codable, CaseIterable {
  /// Where Ansible, Terraform and git are.
  case controller
  /// The Proxmox VE node that carries the guest.
  case node
  /// The guest that the unit is for; the controller where the answers name none.
  case guest
}

/// A type of Conventional Commits.
package enum CommitType: String, Hashable, Sendable, CaseIterable {
  case feat, fix, refactor, docs, test, build, ci, chore, revert
}

// Not as constraints of the type: the runtime would search for each of them when it first meets an array of entries.
extension HandoffDeclaration.Entry: Equatable where Content: Equatable {}
extension HandoffDeclaration.Entry: Hashable where Content: Hashable {}
extension HandoffDeclaration.Entry: Sendable where Content: Sendable {}
