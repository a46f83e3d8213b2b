package import Diagnostics
import Disk
package import FileTrees
package import Handoffs
package import Units
package import Workspaces

/// The manifests below `.tenon/handoffs`.
package struct HandoffStore {
  package let workspace: Workspace

  /// Works in this workspace.
  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// Every manifest below `.tenon/handoffs`, by its name.
  package func manifestPaths() throws(Findings) -> [RelativePath] {
    let items = try diagnosing { () throws(DiskError) in
      guard case .folder = try workspace.folder.kind(at: TenonFolder.handoffs) else { return [DiskItem]() }
      return try workspace.folder.list(TenonFolder.handoffs)
    }
    return items.map(\.path).filter { Self.id(of: $0) != nil }.sorted()
  }

  /// A manifest by the first digits of its id, or from a file.
  package func manifest(named text: String, in process: ProcessEnvironment) throws(Findings) -> Manifest {
    guard Self.isID(text) else { return try manifest(inFile: text, in: process) }
    let paths = try manifestPaths()
    let matches = paths.filter { Self.id(of: $0)?.hasPrefix(text) == true }
    guard let path = matches.first else {
      let hint =
        paths.isEmpty ? "create one with 'tenon handoff create'" : "list them with 'tenon handoff list'"
      throw Findings(Diagnostic(.noHandoff, "there is no handoff '\(text)'", hint: hint))
    }
    guard matches.count == 1 else {
      let ids = matches.compactMap(Self.id).joined(separator: ", ")
      throw Findings(Diagnostic(.ambiguousName, "'\(text)' is ambiguous: \(ids)"))
    }
    return try manifest(at: path)
  }

  /// The manifest in a file of the workspace; throws where it is none, or does not hold its own id.
  package func manifest(at path: RelativePath) throws(Findings) -> Manifest {
    let bytes = try diagnosing { () throws(DiskError) in try workspace.folder.read(path, limit: manifestLimit)
    }
    return try coding(.invalidHandoff) { () throws(Findings) in
      try Manifest(reading: bytes, at: path.description)
    }
  }

  private func manifest(inFile text: String, in process: ProcessEnvironment) throws(Findings) -> Manifest {
    let path = text == "-" ? text : process.absolute(text)
    let bytes = try diagnosing { () throws(DiskError) in
      try readGivenFile(path, limit: manifestLimit, standardInput: process.input)
    }
    return try coding(.invalidHandoff) { () throws(Findings) in
      try Manifest(reading: bytes, at: quoted(text))
    }
  }

  /// Hexadecimal digits and nothing else, at least four; anything else names a file.
  private static func isID(_ text: String) -> Bool {
    (4...12).contains(text.utf8.count) && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }

  /// The id that a manifest's file name states.
  private static func id(of path: RelativePath) -> String? {
    guard let name = String(validating: path.name, as: UTF8.self), name.hasSuffix(".json") else { return nil }
    let id = String(name.dropLast(5))
    return id.utf8.count == 12 && isID(id) ? id : nil
  }
}

/// A manifest of thirty thousand files is smaller than this, in bytes.
private let manifestLimit = 16 << 20
