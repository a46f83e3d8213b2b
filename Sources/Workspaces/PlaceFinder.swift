package import Diagnostics
package import FileTrees
import GitReading
package import Layouts
package import Skeletons
import Synchronization
import Texts

/// What was found out about places, once for each set of units that does not count.
final class PlaceCache: Sendable {
  private let facts = Mutex<[String: FileFacts]?>(nil)
  private let units = Mutex<[LaidOut]?>(nil)
  private let kinds = Mutex<[(skeleton: [UInt8], kind: UnitKind?)]>([])
  private let key = Mutex<VerdictKey??>(nil)
  private let contents = Mutex<[Set<UnitID>: RepositoryContents]>([:])
  private let found = Mutex<[[String]: LayoutPlace]>([:])

  func facts(read: () throws(Findings) -> [String: FileFacts]) throws(Findings) -> [String: FileFacts] {
    if let known = facts.withLock({ $0 }) { return known }
    let found = try read()
    facts.withLock { $0 = found }
    return found
  }

  func units(read: () throws(Findings) -> [LaidOut]) throws(Findings) -> [LaidOut] {
    if let known = units.withLock({ $0 }) { return known }
    let found = try read()
    units.withLock { $0 = found }
    return found
  }

  /// A unit by its kind, with the paths that are its own.
  struct LaidOut: Sendable {
    let unit: UnitID
    let kind: UnitKind?
    let paths: [RelativePath]
  }

  /// What a skeleton lays out; found out once, since every unit of a list asks.
  func kind(of skeleton: Skeleton) -> UnitKind? {
    // The same array is the same without a look at its bytes.
    if let known = kinds.withLock({ $0.first { $0.skeleton == skeleton.canonicalBytes } }) {
      return known.kind
    }
    let kind = UnitKind(of: skeleton)
    kinds.withLock { $0.append((skeleton.canonicalBytes, kind)) }
    return kind
  }

  /// A key of all that is examined, if there is one.
  func key(find: () throws(Findings) -> VerdictKey?) throws(Findings) -> VerdictKey? {
    if let known = key.withLock({ $0 }) { return known }
    let found = try find()
    key.withLock { $0 = .some(found) }
    return found
  }

  /// The place of a kind, found once, since every unit of a list asks.
  subscript(kind: UnitKind, proposals: [String]) -> LayoutPlace? {
    get { found.withLock { $0[[kind.rawValue] + proposals] } }
    set { found.withLock { $0[[kind.rawValue] + proposals] = newValue } }
  }

  subscript(units: Set<UnitID>) -> RepositoryContents? {
    get { contents.withLock { $0[units] } }
    set { contents.withLock { $0[units] = newValue } }
  }
}

/// Where the repository keeps each kind of thing, found by content and remembered while a command runs.
package struct PlaceFinder {
  let workspace: Workspace

  /// Reads in this workspace.
  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// Where the repository keeps what a skeleton lays out; nil for a skeleton of no kind that it could have.
  ///
  /// Seen from git's index. What tenon laid out for another kind teaches nothing, so that the order of commands does not
  /// matter.
  package func place(of skeleton: Skeleton) throws(Findings) -> LayoutPlace? {
    guard let kind = workspace.places.kind(of: skeleton) else { return nil }
    let proposals = [skeleton.proposedRoot].compactMap(\.self)
    if let known = workspace.places[kind, proposals] { return known }
    let place = try searched(for: kind, proposals)
    workspace.places[kind, proposals] = place
    return place
  }

  /// The best place that git does not ignore.
  private func searched(for kind: UnitKind, _ proposals: [String]) throws(Findings) -> LayoutPlace {
    var ignored: Set<String> = []
    while true {
      let question = ["place", kind.rawValue] + proposals + ["besides"] + ignored.sorted()
      let place = try remembered(question) { () throws(Findings) in
        PlaceSearch(try contents(for: kind), ignored: ignored).place(of: kind, proposals: proposals)
      }
      guard ignored.count < 16, let folder = place.form.sample, !ignored.contains(folder.root),
        try isIgnored(below: folder.path)
      else { return place }
      ignored.insert(folder.root)
    }
  }

  /// What the owner does by habit where the skeleton leaves it open; nil for a skeleton of no kind.
  package func habits(for skeleton: Skeleton) throws(Findings) -> (habits: KindHabits, kind: UnitKind)? {
    guard let kind = workspace.places.kind(of: skeleton) else { return nil }
    let habits = try remembered(["habits", kind.rawValue]) { () throws(Findings) in
      Habits(try contents(for: kind)).habits(of: kind)
    }
    return (habits, kind)
  }

  /// The folders with a Terraform configuration that calls the module in a folder.
  package func callers(ofModule folder: RelativePath) throws(Findings) -> [String] {
    guard let path = folder.text else { return [] }
    return try contents(for: nil).callers(ofModule: path)
  }

  /// The folders in which git tracks a file of one of the names that may be what the skeleton lays out.
  package func folders(
    ofFilesNamed names: Set<String>, for skeleton: Skeleton
  ) throws(Findings) -> [String] {
    guard !names.isEmpty, let kind = workspace.places.kind(of: skeleton) else { return [] }
    return try contents(for: kind).folders(ofFilesNamed: names, of: kind)
  }

  /// The cached result if everything that it depends on is the same; then no text is read.
  private func remembered<Value: Codable>(
    _ question: [String], find: () throws(Findings) -> Value
  ) throws(Findings) -> Value {
    guard workspace.layoutMemory.isOpen,
      var key = try workspace.places.key(find: { () throws(Findings) in try LayoutKey(workspace).layoutKey() }
      )
    else { return try find() }
    for text in question { key.add(text) }
    if let known: Value = workspace.layoutMemory.answer(to: key) { return known }
    let found = try find()
    workspace.layoutMemory.remember(found, for: key)
    return found
  }

  /// Units that are not of a kind; all of them where no kind is named.
  private func others(than kind: UnitKind?) throws(Findings) -> [PlaceCache.LaidOut] {
    try workspace.places.units { () throws(Findings) in
      try workspace.unitRecords().records.map {
        .init(unit: $0.unit, kind: UnitKind(laidOut: $0.files.map(\.source)), paths: $0.paths)
      }
    }.filter { kind == nil || $0.kind != kind }
  }

  /// What the repository tracks, without units of another kind; without any unit where no kind is named.
  func contents(for kind: UnitKind?) throws(Findings) -> RepositoryContents {
    let others = try others(than: kind)
    let units = Set(others.map(\.unit))
    if let known = workspace.places[units] { return known }
    let paths = Set(others.flatMap { $0.paths.compactMap(\.text) })
    var files: [String] = []
    var executables: Set<String> = []
    var submodules: Set<String> = []
    for entry in try diagnosing({ () throws(GitError) in try workspace.git.indexEntries() }) {
      guard let path = entry.path.text, !paths.contains(path), !path.hasPrefix(".tenon/"),
        entry.mode != .file(.symlink)
      else { continue }
      if entry.isSubmodule { submodules.insert(path) } else { files.append(path) }
      if entry.mode == .file(.executable) { executables.insert(path) }
    }
    let found = RepositoryContents(
      TrackedFiles(files: files, executables: executables, submodules: submodules), facts: try facts())
    workspace.places[units] = found
    return found
  }

  /// The facts of the texts in the index, read once.
  private func facts() throws(Findings) -> [String: FileFacts] {
    try workspace.places.facts { () throws(Findings) in
      var facts: [String: FileFacts] = [:]
      for entry in try diagnosing({ () throws(GitError) in try workspace.git.indexEntries() }) {
        guard let path = entry.path.text, entry.mode.fileMode != nil, entry.mode != .file(.symlink),
          FileFacts.areIn(path, isExecutable: entry.mode == .file(.executable))
        else { continue }
        // One that is too large, or that a partial clone lacks, has no facts.
        guard let bytes = try? workspace.git.blob(entry.id, limit: Self.largestFact) else { continue }
        facts[path] = FileFacts(of: path, bytes)
      }
      return facts
    }
  }

  /// The largest text that is classified, in bytes.
  private static let largestFact = 1 << 18

  private func isIgnored(below folder: String) throws(Findings) -> Bool {
    guard let path = try? RelativePath(folder) else { return false }
    return try diagnosing { () throws(GitError) in try workspace.git.isIgnored(path) }
  }
}

extension PlaceForm {
  /// A path that a unit's file would have, and its folder; nil if the host decides.
  fileprivate var sample: (root: String, path: String)? {
    guard case .folder(let folder) = self else { return nil }
    return (folder, folder.isEmpty ? "new-unit/main.new" : "\(folder)/new-unit/main.new")
  }
}

extension Skeleton {
  /// The folder that it declares for its units; nil for the root.
  var proposedRoot: String? {
    let prefix = destination.prefix
    if destination.literal != nil { return prefix == "." ? nil : prefix }
    return prefix.lastIndex(of: "/").map { String(prefix[..<$0]) }
  }
}
