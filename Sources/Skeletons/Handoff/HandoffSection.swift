/// What a skeleton states about deploying one unit, with the answers filled in.
package struct HandoffSection: Hashable, Sendable {
  package let commitType: CommitType?
  /// The name that everything deployed has; empty if nothing deployed has one.
  package let deploysAs: String
  package let targets: [Guest]
  package let requires: [Requirement]
  package let prerequisites: [Prerequisite]
  package let secrets: [Secret]
  package let steps: [Step]
  package let verify: [Step]
  package let rollback: [Step]
  package let documents: [String]
  package let changes: [Change]

  package struct Requirement: Hashable, Sendable {
    package let tool: String
    package let version: String?
  }

  package struct Prerequisite: Hashable, Sendable {
    package let text: String
    /// The command that shows whether it is met; empty if there is none.
    package let check: [String]
    package let location: Location
    /// The kinds of change for which it must be met.
    package let changes: Set<UnitChange>
  }

  /// A secret by the name of its reference, never its value.
  package struct Secret: Hashable, Sendable {
    package let name: String
    package let whereabouts: String
    /// The variable that it answers; nil if the skeleton states it of itself.
    package let variable: String?
    /// The command that puts it where it is kept; empty if only a person can.
    package let create: [String]
    package let location: Location
  }

  /// Where a command runs.
  package struct Location: Hashable, Sendable {
    package let place: StepPlace
    package let node: String?
    package let folder: String?

    package static let controller = Location(place: .controller, node: nil, folder: nil)

    package init(place: StepPlace, node: String?, folder: String?) {
      self.place = place
      self.node = node
      self.folder = folder
    }
  }

  package struct Step: Hashable, Sendable {
    package let title: String
    /// Arguments, the program first; empty if a person does it by hand.
    package let run: [String]
    package let location: Location
    package let effect: StepEffect
    package let expect: String?
    package let confirm: Bool
    /// The kinds of change for which it is taken.
    package let changes: Set<UnitChange>
  }

  package struct Change: Hashable, Sendable {
    package let subject: String
    package let text: String
  }
}

extension HandoffSection {
  /// Fills in the answers; what renders empty is left out.
  package init(_ skeleton: Skeleton, _ values: Values) throws(RenderLimit) {
    let declaration = skeleton.handoff
    let writer = Writer(values: values)
    commitType = declaration.commitType
    deploysAs = try declaration.deploysAs?.text(values) ?? values["name"].text
    targets = skeleton.variables.compactMap {
      if case .guest(let guest) = values[$0.name] { guest } else { nil }
    }
    let answered = skeleton.variables.flatMap {
      Self.secrets(of: $0, values[$0.name], in: values.destination)
    }
    let declared = try writer.secrets(declaration.secrets)
    // The skeleton's own declaration of a secret has more details than its answer.
    secrets = answered.filter { secret in !declared.contains { $0.name == secret.name } } + declared
    requires = try writer.entries(declaration.requires) { (requirement, _) throws(RenderLimit) in
      Requirement(tool: try requirement.tool.text(values), version: try writer.text(requirement.version))
    }
    prerequisites = try writer.entries(declaration.prerequisites) { (item, changes) throws(RenderLimit) in
      Prerequisite(
        text: try item.text.text(values), check: try writer.arguments(item.check),
        location: try writer.location(item.location), changes: changes)
    }
    steps = try writer.entries(declaration.steps, writer.step)
    verify = try writer.entries(declaration.verify, writer.step)
    rollback = try writer.entries(declaration.rollback, writer.step)
    let texts = try writer.entries(declaration.documents) { (document, _) throws(RenderLimit) in
      try document.text(values)
    }
    documents = texts.filter { !$0.isEmpty }
    changes = try writer.entries(declaration.changes) { (change, _) throws(RenderLimit) in
      Change(subject: try change.subject.text(values), text: try change.text.text(values))
    }
  }
}

extension HandoffSection {
  /// The secret that a variable names, or those that its fields name.
  private static func secrets(of variable: Variable, _ value: Value, in destination: String) -> [Secret] {
    if case .objects(let items) = value {
      return items.flatMap { item in
        variable.fields.flatMap { field in
          var named = field
          named.label = "\(variable.shownName).\(item.name).\(field.name)"
          return secrets(of: named, item.fields[field.name] ?? .absent, in: destination)
        }
      }
    }
    guard variable.kind == .secret, !value.text.isEmpty else { return [] }
    return [Secret(answering: variable, by: value.text, in: destination)]
  }
}

/// Renders the entries whose conditions hold.
private struct Writer {
  let values: Values

  func entries<Content, Rendered>(
    _ entries: [HandoffDeclaration.Entry<Content>],
    _ render: (Content, Set<UnitChange>) throws(RenderLimit) -> Rendered
  ) throws(RenderLimit) -> [Rendered] {
    var rendered: [Rendered] = []
    for entry in entries where entry.condition?.holds(values) ?? true {
      rendered.append(try render(entry.content, entry.changes))
    }
    return rendered
  }

  func step(
    _ step: HandoffDeclaration.Step, _ changes: Set<UnitChange>
  ) throws(RenderLimit) -> HandoffSection.Step {
    HandoffSection.Step(
      title: try step.title.text(values), run: try arguments(step.run),
      location: try location(step.location), effect: step.effect,
      expect: try text(step.expect), confirm: step.confirm, changes: changes)
  }

  func secrets(
    _ entries: [HandoffDeclaration.Entry<HandoffDeclaration.Secret>]
  ) throws(RenderLimit) -> [HandoffSection.Secret] {
    var secrets: [HandoffSection.Secret] = []
    for entry in entries where entry.condition?.holds(values) ?? true {
      let secret = entry.content
      let items: [ListItem?] = secret.each.map { $0.items(values).map(\.self) } ?? [nil]
      for item in items {
        func text(_ template: Template) throws(RenderLimit) -> String {
          String(decoding: try template.render(values, item: item), as: UTF8.self)
        }
        var create: [String] = []
        for argument in secret.create { create.append(try text(argument)) }
        secrets.append(
          .init(
            name: try text(secret.name), whereabouts: try text(secret.whereabouts), variable: nil,
            create: create, location: try location(secret.location)))
      }
    }
    return secrets
  }

  func location(_ location: HandoffDeclaration.Location) throws(RenderLimit) -> HandoffSection.Location {
    .init(place: location.place, node: try text(location.node), folder: try text(location.folder))
  }

  func arguments(_ templates: [Template]) throws(RenderLimit) -> [String] {
    var arguments: [String] = []
    for template in templates { arguments.append(try template.text(values)) }
    return arguments.filter { !$0.isEmpty }
  }

  func text(_ template: Template?) throws(RenderLimit) -> String? {
    guard let text = try template?.text(values), !text.isEmpty else { return nil }
    return text
  }
}
