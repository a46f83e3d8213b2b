package import Skeletons

extension Manifest {
  /// For who deploys: where, what must hold before, what to do, how to see that it works and how to take it back.
  package struct LabOperator: Codable, Hashable, Sendable {
    package var targets: [Target]
    package var prerequisites: [Prerequisite]
    package var secrets: [Secret]?
    package var requires: [Requirement]?
    package var steps: [Step]
    package var verify: [Step]?
    package var rollback: [Step]

    package init(
      targets: [Target] = [], prerequisites: [Prerequisite] = [], secrets: [Secret]? = nil,
      requires: [Requirement]? = nil, steps: [Step], verify: [Step]? = nil, rollback: [Step]
    ) {
      self.targets = targets
      self.prerequisites = prerequisites
      self.secrets = secrets
      self.requires = requires
      self.steps = steps
      self.verify = verify
      self.rollback = rollback
    }
  }

  /// What is deployed to.
  package struct Target: Codable, Hashable, Sendable {
    package var kind: Kind
    package var name: String
    package var vmid: Int?
    package var address: String?
    /// The Proxmox VE node that carries it.
    package var node: String?

    package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
      case ct, vm, node, host, group, cloud
    }

    package init(
      _ kind: Kind, name: String, vmid: Int? = nil, address: String? = nil, node: String? = nil
    ) {
      self.kind = kind
      self.name = name
      self.vmid = vmid
      self.address = address
      self.node = node
    }
  }

  /// What must hold before the first step, with a command that shows whether it does.
  package struct Prerequisite: Codable, Hashable, Sendable {
    package var text: String
    package var check: Command?
    /// Where its check runs; nil means the controller.
    package var at: StepPlace?
    package var reach: String?

    package init(_ text: String, check: Command? = nil, at: StepPlace? = nil, reach: String? = nil) {
      self.text = text
      self.check = check
      self.at = at
      self.reach = reach
    }
  }

  /// A secret by name and place, never by value.
  package struct Secret: Codable, Hashable, Sendable {
    package var name: String
    package var whereKept: String
    package var usedBy: [String]?
    /// What puts it there; it asks for the value, and holds none.
    package var create: Command?

    enum CodingKeys: String, CodingKey {
      case name, create
      case whereKept = "where"
      case usedBy = "used_by"
    }

    package init(name: String, whereKept: String, usedBy: [String]? = nil, create: Command? = nil) {
      self.create = create
      self.name = name
      self.whereKept = whereKept
      self.usedBy = usedBy
    }
  }

  /// A tool that the steps use.
  package struct Requirement: Codable, Hashable, Sendable {
    package var tool: String
    package var version: String?

    package init(tool: String, version: String? = nil) {
      self.tool = tool
      self.version = version
    }
  }

  /// One thing to do, and what it does to the world.
  package struct Step: Codable, Hashable, Sendable {
    package var title: String
    package var command: Command?
    package var effect: Effect
    package var expect: String?
    /// Whether a person must confirm first.
    package var confirm: Bool?
    /// Where it runs; nil means the controller.
    package var at: StepPlace?
    /// The command that gets there, such as `ssh root@192.168.2.102`.
    package var reach: String?

    package enum Effect: String, Codable, Hashable, Sendable, CaseIterable {
      case reads, previews, changes, destroys
    }

    package init(
      _ title: String, _ effect: Effect, command: Command? = nil, expect: String? = nil,
      confirm: Bool? = nil, at: StepPlace? = nil, reach: String? = nil
    ) {
      self.at = at
      self.reach = reach
      self.title = title
      self.effect = effect
      self.command = command
      self.expect = expect
      self.confirm = confirm
    }
  }
}
