package import Diagnostics
import Disk
import FileTrees
import GitReading

extension Workspace {
  /// Every unit that has a folder below `.tenon/units`, in order.
  package func units() throws(Findings) -> [UnitID] {
    var units: [UnitID] = []
    for skeleton in try folder.folders(in: TenonFolder.units) {
      for unit in try folder.folders(in: skeleton) {
        units.append(try self.unit(in: unit))
      }
    }
    return units.sorted()
  }

  /// The unit whose folder this is, by its name.
  private func unit(in folder: RelativePath) throws(Findings) -> UnitID {
    guard let name = folder.relative(to: TenonFolder.units)?.text, let unit = try? UnitID(name) else {
      throw Findings(
        Diagnostic(
          .data, "no unit has such a name", at: Place(folder.description),
          hint: "a unit's folder is \(TenonFolder.units)/SKELETON/NAME; take this one away"))
    }
    return unit
  }

  /// The record of a unit, or nil where it has none.
  package func record(of unit: UnitID) throws(Findings) -> Record? {
    let path = TenonFolder.record(of: unit)
    guard let bytes = try folder.bytes(at: path, limit: Self.recordLimit) else { return nil }
    do throws(Findings) {
      return try Record(json: bytes, unit: unit, at: path.description)
    } catch {
      if Self.isMarked(bytes) { throw Findings(Self.conflict(in: path, of: unit)) }
      throw error
    }
  }

  /// Whether a line begins as git begins a conflict.
  private static func isMarked(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: UInt8(ascii: "\n")).contains { $0.starts(with: "<<<<<<< ".utf8) }
  }

  /// Both branches changed the unit, and a record is not merged by line: one side's is as good as the other's, since
  /// the next update brings it to what the skeleton generates.
  private static func conflict(in path: RelativePath, of unit: UnitID) -> Diagnostic {
    Diagnostic(
      .conflict, "a merge of git's left its markers in the record", at: Place(path.description),
      hints: [
        "git checkout --ours -- \(path) takes your side, --theirs the other one",
        "then tenon update \(unit) brings the unit up to date",
      ])
  }

  /// Every unit's record; a unit whose folder holds none is an error that names it.
  package func records() throws(Findings) -> [Record] {
    var records: [Record] = []
    for unit in try units() {
      guard let record = try record(of: unit) else {
        let path = TenonFolder.record(of: unit)
        throw Findings(
          Diagnostic(
            .data, "the unit's record is missing", at: Place(path.description),
            hint: "git checkout -- \(path) brings it back where it was committed"))
      }
      records.append(record)
    }
    return records
  }

  /// The pristine content that a record names: from the unit's base store, else from git's objects, else nil.
  package func base(_ file: RecordedFile, of unit: UnitID) throws(Findings) -> [UInt8]? {
    if let kept = try keptBase(file, of: unit) { return kept }
    return try baseFromGit(file)
  }

  /// The pristine content from git's objects, or nil.
  package func baseFromGit(_ file: RecordedFile) throws(Findings) -> [UInt8]? {
    try saying { () throws(GitError) in try git.blob(file.blob, limit: Self.contentLimit) }
  }

  /// The pristine content as the unit's base store has it; nil where it is missing or damaged.
  ///
  /// A file in the store whose bytes do not have the id of its name was changed by somebody and is not used.
  package func keptBase(_ file: RecordedFile, of unit: UnitID) throws(Findings) -> [UInt8]? {
    let path = TenonFolder.base(file.blob, of: unit)
    let kind = try saying { () throws(DiskError) in try folder.kind(at: path) }
    guard kind?.isFile == true else { return nil }
    // One that cannot be read is no better than one that is gone.
    let kept = try? folder.read(path, limit: Self.contentLimit)
    return kept.flatMap { blobID(of: $0) == file.blob ? $0 : nil }
  }

  /// A record of a unit with ten thousand files is smaller than this, in bytes.
  static let recordLimit = 16 << 20
  /// The largest file that takes part in a merge, in bytes.
  package static let contentLimit = 64 << 20
}
