package import Diagnostics

/// What a skeleton can do without: variables that nothing uses.
package struct SkeletonRemarks {
  let skeleton: Skeleton

  /// Works on this skeleton.
  package init(_ skeleton: Skeleton) { self.skeleton = skeleton }

  /// What is not a fault, and could be better.
  package var remarks: [Diagnostic] {
    skeleton.variables.filter(\.help.isEmpty).map { remark("variable '\($0.name)' has no help", $0) }
      + skeleton.variables.filter { !isUsed($0) }.map {
        remark("variable '\($0.name)' is never used", $0)
      }
      + (skeleton.handoff.steps.isEmpty || !skeleton.handoff.rollback.isEmpty
        ? []
        : [
          Diagnostic(.data, "the handoff has steps and no rollback", at: nil, hint: "add a rollback")
        ])
  }

  private func remark(_ message: String, _ variable: Variable) -> Diagnostic {
    Diagnostic(.data, message, at: variable.place)
  }

  private func isUsed(_ variable: Variable) -> Bool {
    let name = variable.name
    // The name is the unit's own, and a guest is a target of the handoff, without being written anywhere.
    // How YAML is written is applied on what was rendered.
    if ["name", "document_start", "yaml_style"].contains(name) { return true }
    if variable.kind == .guest || skeleton.destination.variables.contains(name) { return true }
    return isNamed(name)
  }

  /// Whether anything but the destination refers to it, in any branch.
  func isNamed(_ name: String) -> Bool {
    skeleton.files.contains { $0.uses(name) } || skeleton.rules.contains { $0.variables.contains(name) }
      || skeleton.variables.contains { $0.dependencies.contains(name) }
      || skeleton.handoff.names(name)
  }
}

extension SkeletonFile {
  fileprivate func uses(_ name: String) -> Bool {
    if each?.name == name || path?.names(name) == true { return true }
    if conditions.contains(where: { $0.variables.contains(name) }) { return true }
    if case .template(let template) = body { return template.names(name) }
    return false
  }
}

extension Condition {
  /// The variables that it asks about.
  var variables: Set<String> {
    switch self {
    case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.variables) }
    case .not(let part): part.variables
    case .truth(let name, _), .equal(let name, _), .contains(let name, _): [name]
    case .compares(let comparison): comparison.variables
    case .distinct(let distinction): distinction.variables
    case .inventory: [Builtin.inventory.rawValue]
    }
  }
}

extension HandoffDeclaration {
  /// Whether a text or a condition of it names this variable.
  fileprivate func names(_ variable: String) -> Bool {
    requires.contains { $0.names(variable, in: [$0.content.tool, $0.content.version]) }
      || prerequisites.contains { $0.names(variable, in: [$0.content.text] + $0.content.check) }
      || (steps + verify + rollback).contains {
        $0.names(variable, in: [$0.content.title, $0.content.expect] + $0.content.run)
      }
      || documents.contains { $0.names(variable, in: [$0.content]) }
      || changes.contains { $0.names(variable, in: [$0.content.subject, $0.content.text]) }
  }
}

extension HandoffDeclaration.Entry {
  fileprivate func names(_ variable: String, in templates: [Template?]) -> Bool {
    condition?.variables.contains(variable) == true || templates.contains { $0?.names(variable) == true }
  }
}
