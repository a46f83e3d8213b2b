package import Diagnostics
import Disk
package import FileTrees
import GitReading
import Texts
import Threading

/// A unit of which everything was found by an earlier command, and nothing has changed since: no file of it is opened.
package struct SettledUnit: Sendable {
  package let head: RecordHead
  package let verdict: UnitVerdict
  let record: ObjectID
}

/// What git's index and the memory of earlier commands answer of all units.
package struct UnitSurvey: Sendable {
  package fileprivate(set) var settled: [UnitID: SettledUnit] = [:]
  /// Whether these are all units, and there is nothing else in the folders of units.
  package fileprivate(set) var isComplete = false

  /// Of nothing that is known.
  package init() {}

  /// The settled units in order.
  package var units: [SettledUnit] { settled.values.sorted { $0.head.unit < $1.head.unit } }
}

/// The units of which nothing has changed since an earlier command looked at them.
package struct UnitSurveyReader {
  let workspace: Workspace

  /// Reads in this workspace.
  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// Looks at all units without opening a file of theirs; `inputs` is the key of what an update of a unit would read
  /// beside its own files, nil if that cannot be determined.
  package func survey(
    inputs: (SkeletonReference) -> VerdictKey?
  ) throws(Findings) -> UnitSurvey {
    var survey = UnitSurvey()
    guard let names = try unitNames() else { return survey }
    workspace.memory.open(in: workspace.folder)
    let table = try diagnosing { () throws(GitError) in try workspace.git.indexTable() }
    let reading = SurveyReading(table: table, sights: try workspace.sights(), packed: workspace.memory.packed)
    let found = inParallel(names.count, least: 100) { part in part.map { reading.sighting(of: names[$0]) }
    }
    .flatMap(\.self)
    var keys: [SkeletonReference: VerdictKey?] = [:]
    var claimed = [Bool](repeating: false, count: table.count)
    for unit in found.compactMap(\.self) {
      for position in unit.walk.positions where claimed[position] { return UnitSurvey() }
      for position in unit.walk.positions { claimed[position] = true }
      let key = keys[unit.head.skeleton] ?? inputs(unit.head.skeleton)
      keys[unit.head.skeleton] = .some(key)
      guard let key, unit.walk.key.with(key) == unit.known.key, try areAway(unit.walk.away) else { continue }
      survey.settled[unit.head.unit] = SettledUnit(
        head: unit.head, verdict: unit.known.verdict, record: unit.record)
    }
    survey.isComplete = survey.settled.count == names.count
    return survey
  }

  /// The key of a unit from the index entries of its record, base and files; nil if one does not certainly match,
  /// or differs from what was `read` of them.
  package func key(
    of record: Record, read ours: FileTree, inputs: VerdictKey
  ) throws(Findings) -> (record: ObjectID, key: VerdictKey)? {
    let reading = SurveyReading(
      table: try diagnosing { () throws(GitError) in try workspace.git.indexTable() },
      sights: try workspace.sights(),
      packed: PackedRecords())
    var walk = SurveyReading.Walk()
    for file in record.files.sorted(by: { $0.path < $1.path }) {
      guard reading.add(file.path.bytes.span, isAbsent: file.isAbsent, to: &walk) else { return nil }
    }
    let isRead = walk.positions.allSatisfy { position in
      let content = reading.table.path(at: position).flatMap { ours[$0]?.content }
      return content?.storedID == reading.table.id(at: position)
    }
    guard isRead, let position = reading.untouched(TenonFolder.record(of: record.unit).bytes.span),
      reading.addBase(of: record.unit, to: &walk),
      walk.positions.last.map(reading.table.id) == record.base, try areAway(walk.away)
    else { return nil }
    return (reading.table.id(at: position), walk.key.with(inputs))
  }

  /// The names of all folders of units, `SKELETON/NAME`; nil if something else is there, or two branches meet.
  func unitNames() throws(Findings) -> [[UInt8]]? {
    if try NamedRecords(workspace).isDivided { return nil }
    do throws(DiskError) {
      guard let kind = try workspace.folder.kind(at: TenonFolder.units) else { return [] }
      if kind != .folder { return nil }
      var names: [[UInt8]] = []
      for skeleton in try workspace.folder.list(TenonFolder.units) {
        guard skeleton.kind == .folder else { return nil }
        let units = try workspace.folder.names(in: skeleton.path)
        names += units.map { Array(skeleton.path.name) + [UInt8(ascii: "/")] + $0 }
      }
      return names
    } catch {
      return nil
    }
  }

  /// Whether paths that git does not know do not exist.
  private func areAway(_ paths: [RelativePath]) throws(Findings) -> Bool {
    for path in paths
    where try diagnosing({ () throws(DiskError) in try workspace.folder.kind(at: path) }) != nil {
      return false
    }
    return true
  }
}

extension VerdictKey {
  /// What the index has at a position.
  mutating func add(_ table: IndexTable, _ position: Int) {
    add(table.id(at: position), table.mode(at: position))
  }

  /// What an entry of the index has.
  mutating func add(_ id: ObjectID, _ mode: GitMode) {
    add(id)
    switch mode {
    case .file(.regular): add(1)
    case .file(.executable): add(2)
    case .file(.symlink): add(3)
    case .submodule, .tree: add(4)
    }
  }
}
