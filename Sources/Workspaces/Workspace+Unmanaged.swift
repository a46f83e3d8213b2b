package import Diagnostics
import FileTrees
package import Layouts

extension Workspace {
  /// Roles, modules, stacks and playbooks that no unit owns, by kind and path.
  package func unmanaged() throws(Findings) -> [(kind: UnitKind, path: String)] {
    let owned = Set(try unitRecords().records.flatMap { $0.paths.compactMap(\.text) })
    let contents = try PlaceFinder(self).contents(for: nil)
    let kinds: [UnitKind] = [.role, .playbook, .stack, .module, .rootModule]
    return kinds.flatMap { kind in
      contents.thingPaths(of: kind).filter { path in
        !owned.contains(path) && !owned.contains { $0.hasPrefix(path + "/") }
      }
      .map { (kind, $0) }
    }
  }
}
