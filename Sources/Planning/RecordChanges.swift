import Diagnostics
import FileTrees
import GitReading
import Secrets
import Texts
import Workspaces

/// What is to be written below `.tenon/` so that the next update knows what this one generated.
struct RecordChanges {
  let input: UnitInput
  let files: [FilePlan]

  /// What is to be remembered; nil of a unit that is removed.
  func record() throws(Findings) -> (record: Record, base: BaseFile)? {
    guard let target = input.target else { return nil }
    let files = try recorded(target)
    let base = BaseFile(
      of: target.files.sorted { $0.source < $1.source }.map(\.raw) + adoptedContents(of: files))
    var record = Record(
      unit: input.unit, skeleton: target.skeleton, destination: target.destination,
      yamlExtension: target.yamlExtension, answers: target.answers, files: files, base: base.id,
      inputs: target.inputs)
    record.formerly = formerNames
    return (record, base)
  }

  /// The changes of record, base and fixed files; none if the unit is as it was recorded.
  func changes(to new: (record: Record, base: BaseFile)?) throws(Findings) -> [Change] {
    guard let (record, base) = new else { return removals(keeping: []) }
    if !input.isUnited, let old = input.stored ?? input.record, old.unit == record.unit,
      old.saysTheSame(as: record),
      isComplete(record)
    {
      return []
    }
    var wanted = [
      TenonFolder.record(of: record.unit): Content(try record.json()),
      TenonFolder.base(of: record.unit): Content(base.bytes, id: record.base),
    ]
    for file in TenonFolder.fixedFiles where input.ours[file.path] == nil {
      wanted[file.path] = Content(file.text)
    }
    return removals(keeping: Set(wanted.keys)) + wanted.sorted { $0.key < $1.key }.compactMap(change)
  }

  /// What the unit was called before; a name that it has again is none.
  private var formerNames: [UnitID] {
    guard let old = input.record else { return [] }
    return (old.formerly.filter { $0 != old.unit } + [old.unit]).filter { $0 != input.unit }
  }

  /// The generated files of the unit as they will be remembered, each where it now is.
  private func recorded(_ target: UnitTarget) throws(Findings) -> [RecordedFile] {
    let plans = Dictionary(uniqueKeysWithValues: files.map { ($0.source, $0) })
    let former = Dictionary(uniqueKeysWithValues: (input.record?.files ?? []).map { ($0.source, $0) })
    var taken = Set(files.filter { $0.result != nil }.map(\.path))
    var recorded: [RecordedFile] = []
    for file in target.files {
      let plan = plans[file.source]
      let path = try path(of: file, plan, former: former[file.source]?.path, among: &taken)
      recorded.append(
        RecordedFile(
          path: path, laidOutAt: file.path, source: file.source, blob: file.raw.storedID,
          isExecutable: file.isExecutable, keep: file.keep, conflicted: plan?.isMarked ?? false,
          adopted: adopted(file, plan, former: former[file.source]), isAbsent: plan?.staysAway ?? false))
    }
    return recorded
  }

  /// What a person had before tenon knew of the file; it moves along with updates while no one edits it.
  private func adopted(_ file: TargetFile, _ plan: FilePlan?, former: RecordedFile?) -> FileVersion? {
    guard let plan, !file.keep else { return nil }
    if plan.result?.isSame(as: file.entry) == true { return nil }
    if let adopted = plan.adopted { return adopted.isSame(as: file.entry) ? nil : adopted.version }
    guard let ours = plan.ours?.version else { return plan.result == nil ? former?.adopted : nil }
    let result = plan.result?.version
    if former == nil { return plan.base == nil ? result : nil }
    guard let known = former?.adopted else { return nil }
    return known == ours ? result : known
  }

  /// What adopted files were before anyone edits them, so that git need not have it.
  private func adoptedContents(of recorded: [RecordedFile]) -> [Content] {
    let plans = Dictionary(uniqueKeysWithValues: files.map { ($0.source, $0) })
    return recorded.sorted { $0.source < $1.source }.compactMap { file -> Content? in
      guard let adopted = file.adopted, let plan = plans[file.source] else { return nil }
      let versions = [plan.adopted, plan.result, plan.ours, input.adopted[file.source]]
      let found = versions.lazy.compactMap { $0?.content }.first { $0.storedID == adopted.blob }
      // A copy of a credential would outlast the person's taking it away; git has it where it was committed.
      guard let found, credentialFindings(in: found.stored, at: file.path.description).isEmpty else {
        return nil
      }
      return Content(found.stored)
    }
  }

  /// The recorded path of the file; if the file does not exist, one that does takes precedence.
  private func path(
    of file: TargetFile, _ plan: FilePlan?, former: RelativePath?, among taken: inout Set<RelativePath>
  ) throws(Findings) -> RelativePath {
    let wanted = plan?.path ?? file.path
    if plan?.result != nil { return wanted }
    for path in [wanted, file.path, former].compactMap(\.self) where taken.insert(path).inserted {
      return path
    }
    throw Findings(
      Diagnostic(
        .fileExists, "two files of unit \(input.unit) have this path: move the existing one",
        at: Place(wanted.description)))
  }

  /// Whether the base file that the record names is there unharmed.
  private func isComplete(_ record: Record) -> Bool {
    input.ours.state(of: TenonFolder.base(of: record.unit)) == .file(record.base, executable: false)
  }

  private func change(_ path: RelativePath, to content: Content) -> Change? {
    let before = input.ours.state(of: path)
    let isExecutable = input.ours[path]?.isExecutable ?? false
    guard before != .file(content.worktreeID, executable: isExecutable) else { return nil }
    return Change(path: path, before: before, after: .file(content, executable: isExecutable))
  }

  /// Everything below the unit's folder, and its former one, that is wanted no more.
  private func removals(keeping wanted: Set<RelativePath>) -> [Change] {
    let units = [input.unit, input.record?.unit].compactMap(\.self) + input.remains
    let folders = units.map(TenonFolder.folder(of:))
    return input.ours.sorted
      .filter { item in folders.contains { item.path.isBelow($0) } && !wanted.contains(item.path) }
      .filter { $0.entry.content != nil }
      .map { Change(path: $0.path, before: $0.entry.worktreeState, after: .absent) }
  }
}

extension Record {
  /// Whether nothing differs but where the same bytes come from: content decides what is outdated, not a number.
  fileprivate func saysTheSame(as other: Record) -> Bool {
    var same = other
    same.skeleton = skeleton
    same.inputs = inputs
    return same == self
  }
}

extension Entry {
  /// A file as a record remembers that a person had it; nil for what is not a file.
  fileprivate var version: FileVersion? {
    guard case .file(let content, let isExecutable) = self else { return nil }
    return FileVersion(mode: isExecutable ? .executable : .regular, blob: content.storedID)
  }
}
