import Diagnostics
import Disk
import FileTrees
import Workspaces

/// Paths that differ from an existing one in case only, which a file system may not tell apart.
struct CaseTwins: WorkspaceTask {
  package let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// Throws if a new path has a twin on disk: the same name if case and Unicode form are ignored.
  ///
  /// Both fit side by side here, and one would take the other's place in a checkout on macOS or Windows. What is
  /// `leaving` makes room for its twin.
  func checkTwins(of paths: [RelativePath], leaving: Set<RelativePath>) throws(Findings) {
    var folders: [RelativePath?: [[UInt8]]] = [:]
    var known: [RelativePath: [RelativePath]] = [:]
    var faults: [Diagnostic] = []
    for path in paths.sorted() {
      for part in path.ancestors + [path] {
        if folders[part.parent] == nil { folders[part.parent] = try names(in: part.parent) }
        if known[part] == nil { known[part] = folders[part.parent]?.compactMap(part.twin) }
        var alike: [RelativePath] = []
        for twin in known[part] ?? [] {
          let isGoing = twin == part ? false : try goes(twin, with: leaving)
          if !isGoing { alike.append(twin) }
        }
        if alike.isEmpty { break }
        if alike.contains(part) { continue }
        faults += alike.prefix(1).map { Self.twin($0, of: part) }
        break
      }
    }
    if let findings = Findings(faults.firstOfEach) { throw findings }
  }

  /// Whether a path goes, or is a folder in which everything goes.
  func goes(_ path: RelativePath, with leaving: Set<RelativePath>) throws(Findings) -> Bool {
    if leaving.contains(path) { return true }
    guard leaving.contains(where: { $0.isBelow(path) }), try workspace.kind(at: path) == .folder else {
      return false
    }
    for item in try diagnosing({ () throws(DiskError) in try workspace.folder.list(path) })
    where try !goes(item.path, with: leaving) {
      return false
    }
    return true
  }

  private func names(in folder: RelativePath?) throws(Findings) -> [[UInt8]] {
    try diagnosing { () throws(DiskError) in try workspace.folder.names(in: folder) }
  }

  private static func twin(_ twin: RelativePath, of path: RelativePath) -> Diagnostic {
    Diagnostic(
      .fileExists, "'\(twin)' already exists: the same name where case or Unicode form is ignored",
      at: Place(path.description), hint: "choose another name, or rename the existing file")
  }
}

extension [Diagnostic] {
  /// Without those that were there already: many files are in one folder.
  fileprivate var firstOfEach: [Diagnostic] {
    var places: Set<String> = []
    return filter { places.insert($0.place?.path ?? "").inserted }
  }
}
