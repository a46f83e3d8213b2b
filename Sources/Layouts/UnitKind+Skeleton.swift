import FileTrees
package import Skeletons

extension UnitKind {
  /// The kind of what a skeleton generates, detected from its files; nil if there is none.
  package init?(of skeleton: Skeleton) {
    let paths = skeleton.files.map { $0.pathWords ?? $0.source.description }
    self.init(laidOut: paths + skeleton.files.map(\.source.description))
    if self == .playbook, !skeleton.canonicalBytes.contains("hosts:") { return nil }
  }

  /// The same by the paths alone; a record's sources are such.
  package init?(laidOut paths: [String]) {
    if paths.isEmpty { return nil }
    let names = Set(paths.map(name(of:)))
    let top = Set(paths.filter { !$0.contains("/") })
    let isStack = !names.isDisjoint(with: composeNames) || paths.contains { $0.hasPrefix("compose/") }
    if names.contains("galaxy.yml") {
      self = .collection
    } else if paths.contains(where: { ["tasks/main.yml", "tasks/main.yaml", "meta/main.yml"].contains($0) }) {
      self = .role
    } else if isStack {
      self = .stack
    } else if names.contains(where: { $0 == "Dockerfile" || $0.hasSuffix(".Dockerfile") }) {
      self = .image
    } else if paths.contains(where: { $0.hasPrefix("group_vars/") || $0.hasPrefix("host_vars/") }) {
      self = .inventory
    } else if top.contains(where: { $0.hasSuffix(".tf") }) {
      self = top.contains("backend.tf") || top.contains("providers.tf") ? .rootModule : .module
    } else if names.contains(where: { $0.hasSuffix(".sql") }) {
      self = .migrations
    } else if names.contains(where: { $0.hasSuffix(".py") }) {
      self = .pythonProgram
    } else if top.contains(where: { $0.hasSuffix(".sh") }) {
      self = .shellScript
    } else if top.contains("schema.json") {
      self = .configuration
    } else if names.count <= 2, paths.allSatisfy({ $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }) {
      self = .playbook
    } else {
      return nil
    }
  }
}
