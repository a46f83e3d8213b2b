package import Handoffs
package import Skeletons
import Workspaces

extension HandoffScope.ScopedUnit {
  /// What changed of it for a user: the answers, old → new, and the skeleton's version.
  ///
  /// An answer that equals the default changed nothing.
  package func news(from before: Values?, to after: Values?) -> [String] {
    guard let now, let atHead else { return [] }
    let names = Set(now.answers.keys).union(atHead.answers.keys).sorted()
    let answers = names.compactMap { name -> String? in
      let (old, new) = (atHead.answers[name], now.answers[name])
      if old == new || former != nil && name == "name" { return nil }
      if old == nil || new == nil, let before, let after, before[name].answer == after[name].answer {
        return nil
      }
      return "\(name) \(Self.words(old, or: before?[name])) → \(Self.words(new, or: after?[name]))"
    }
    if now.skeleton.version == atHead.skeleton.version { return answers }
    return answers + ["\(now.skeleton.name) \(atHead.skeleton.version) → \(now.skeleton.version)"]
  }

  /// An answer for people; without an answer, the default that applied.
  private static func words(_ answer: Answer?, or held: Value?) -> String {
    if answer == nil, held == .absent { return "none" }
    guard let words = (answer ?? held?.answer)?.words else { return "by default" }
    let line = words.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.isEmpty ? "empty" : line.count > 60 ? "\(line.prefix(59))…" : line
  }
}

extension Inventory {
  /// What the unit needs and these machines do not have, by what the inventory states of them.
  package func contradictions(
    to requirements: [Manifest.Requirement], of unit: String, on node: String?
  ) -> [String] {
    let nodes = nodes.filter { node == nil || $0.name == node }
    return requirements.flatMap { requirement -> [String] in
      guard requirement.tool == "Proxmox VE",
        let wanted = requirement.version.flatMap(VersionRequirement.init)
      else { return [] }
      return nodes.compactMap { node in
        guard let version = node.version, wanted.isMet(by: version) == false else { return nil }
        return
          "\(unit) requires \(requirement.tool) \(requirement.version ?? ""), but .tenon/inventory.yaml says \(version) of \(node.name): which is right?"
      }
    }
  }
}
