package import Diagnostics
import FileTrees
import Layouts
package import Units
import Workspaces

/// Something of a skeleton's kind that no unit owns.
package struct UnmanagedThing: Hashable, Sendable {
  /// `role`, `module` and the like.
  package let kind: String
  /// Its folder, or its file.
  package let path: String
  /// The command that takes it under management.
  package let command: [String]
}

/// What of the repository no unit owns and a skeleton could: roles, playbooks, stacks, modules, root modules.
package func unmanaged(in opened: OpenWorkspace) throws(Findings) -> [UnmanagedThing] {
  try opened.workspace.unmanaged().compactMap { kind, path in
    guard let skeleton = kind.skeleton else { return nil }
    let parts = path.split(separator: "/").map(String.init)
    guard let last = parts.last else { return nil }
    let isFile = kind == .playbook
    let name = isFile ? String(last.prefix { $0 != "." }) : last
    let above = parts.dropLast().joined(separator: "/")
    let folder = isFile ? (above.isEmpty ? "." : above) : path
    return UnmanagedThing(
      kind: kind.rawValue, path: path, command: ["tenon", "adopt", skeleton, name, "--into", folder])
  }
}

extension UnitKind {
  /// The built-in skeleton that lays out such a thing.
  fileprivate var skeleton: String? {
    switch self {
    case .role: "ansible-role"
    case .playbook: "ansible-playbook"
    case .stack: "compose-stack"
    case .module: "terraform-module"
    case .rootModule: "terraform-root"
    default: nil
    }
  }
}
