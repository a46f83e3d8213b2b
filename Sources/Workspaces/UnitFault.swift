package import Diagnostics
import Disk
package import FileTrees

/// Something below `.tenon/units` that is not a usable record: it stops its own unit and no other one.
package struct UnitFault: Hashable, Sendable {
  package let kind: Kind
  /// What is wrong, from the root.
  package let path: RelativePath
  /// The unit whose folder it is; nil for what belongs to no unit.
  package let unit: UnitID?
  /// What is wrong in words, with a way out that works.
  package let diagnostic: Diagnostic

  package enum Kind: Hashable, Sendable {
    /// No valid JSON, not a file, hostile, or too large.
    case unreadable
    /// Written by a newer tenon, in a form that this one does not know.
    case newer
    /// Conflict markers of a git merge are left in it.
    case marked
    /// The record of another unit is in this unit's folder.
    case misplaced(UnitID)
    /// It claims a file that belongs to another unit.
    case claiming(UnitID)
    /// A folder in which nothing is but what tenon keeps beside a record.
    case leftover
    /// A file, link or folder that no unit has.
    case stray
  }

  init(_ kind: Kind, at path: RelativePath, of unit: UnitID?, _ diagnostic: Diagnostic) {
    self.kind = kind
    self.path = path
    self.unit = unit
    self.diagnostic = unit.map { diagnostic.about(unit: $0.description) } ?? diagnostic
  }
}

extension UnitFault {
  /// A folder without a record: git leaves it behind when a branch without the unit is checked out.
  static func leftover(_ folder: RelativePath, of unit: UnitID, isCommitted: Bool) -> UnitFault {
    UnitFault(
      .leftover, at: folder, of: unit,
      Diagnostic(
        .invalidRecord, "the folder of \(unit) has no record", at: Place(folder.description),
        hints: restoring(unit, isCommitted) + ["tenon remove \(unit) deletes the rest of the unit"]))
  }

  /// What is not a unit's folder; `unit` is the unit whose folder has the name.
  static func stray(_ item: DiskItem, of unit: UnitID? = nil) -> UnitFault {
    let (what, hint) =
      switch item.kind {
      case .symlink:
        ("symbolic links are not followed here", "replace the link with the directory, or delete it")
      case .folder:
        ("invalid unit name", "the folder of a unit is \(TenonFolder.units)/SKELETON/NAME")
      case .file, .special:
        (
          "unexpected file",
          unit.map { "delete it, then git checkout -- \(TenonFolder.folder(of: $0)) restores the unit" }
            ?? "delete it, or move it out of \(TenonFolder.units)"
        )
      }
    return UnitFault(
      .stray, at: item.path, of: unit,
      Diagnostic(.data, what, at: Place(item.path.description), hint: hint))
  }

  /// A record that lists a file of another unit as its own.
  static func claim(_ path: RelativePath, of unit: UnitID, against owner: UnitID) -> UnitFault {
    let record = TenonFolder.record(of: unit)
    return UnitFault(
      .claiming(owner), at: record, of: unit,
      Diagnostic(
        .invalidRecord, "the record claims '\(path)', which belongs to \(owner)",
        at: Place(record.description),
        hints: [
          "git log -- \(record) shows its earlier versions",
          "tenon remove \(unit) removes the record and keeps the files",
        ]))
  }

  /// The record of a unit that cannot be read; `reason` states why.
  static func unreadable(
    _ path: RelativePath, of unit: UnitID, _ reason: Diagnostic, isCommitted: Bool
  ) -> UnitFault {
    UnitFault(
      .unreadable, at: path, of: unit,
      Diagnostic(
        reason.kind == .data ? reason.coded(.invalidRecord).code : .invalidRecord, reason.message,
        at: reason.place ?? Place(path.description),
        hints: reason.hints + restoring(unit, isCommitted) + [
          "tenon remove \(unit) removes the record and keeps the files"
        ]))
  }

  /// Written in a form that this tenon does not know.
  static func newer(_ path: RelativePath, of unit: UnitID, _ reason: Diagnostic) -> UnitFault {
    UnitFault(.newer, at: path, of: unit, reason)
  }

  /// Both branches changed the unit, and git could not merge its record; `isUnmerged` while git still has both sides.
  static func marked(_ path: RelativePath, of unit: UnitID, isUnmerged: Bool) -> UnitFault {
    UnitFault(
      .marked, at: path, of: unit,
      Diagnostic(
        .conflictMarkers, "the record contains conflict markers", at: Place(path.description),
        hints: isUnmerged
          ? [
            "git checkout --ours -- \(path) takes your side, --theirs the other",
            "then update the unit: tenon update \(unit)",
          ]
          : [
            "edit the file to keep one side of each conflict, then tenon update \(unit)",
            "git log -- \(path) shows versions without markers",
            "tenon remove \(unit) removes the record and keeps the files",
          ]))
  }

  /// Two branches changed the unit, and its record does not contain both changes yet.
  static func united(_ unit: UnitID) -> UnitFault {
    open(
      unit,
      Diagnostic(
        .branchesNotUnited, "two branches changed the unit and have not been united",
        at: Place(TenonFolder.record(of: unit).description), hint: "tenon update \(unit) unites them"))
  }

  /// A person has to decide between two branches; `why` states what.
  static func open(_ unit: UnitID, _ why: Diagnostic) -> UnitFault {
    UnitFault(.marked, at: TenonFolder.record(of: unit), of: unit, why)
  }

  /// Another unit's record in this unit's folder, as git lays it where it takes two changes for a rename.
  static func misplaced(
    _ path: RelativePath, in unit: UnitID, of other: UnitID, isCommitted: Bool, isOtherFree: Bool
  ) -> UnitFault {
    let folder = TenonFolder.folder(of: unit)
    let back = "git mv \(folder) \(TenonFolder.folder(of: other)) moves it back"
    return UnitFault(
      .misplaced(other), at: path, of: unit,
      Diagnostic(
        .invalidRecord, "the record is of unit \(other), not of \(unit)", at: Place(path.description),
        hints: restoring(unit, isCommitted) + [
          isOtherFree ? back : "tenon remove \(unit) deletes the record but no files"
        ]))
  }

  private static func restoring(_ unit: UnitID, _ isCommitted: Bool) -> [String] {
    isCommitted ? ["git checkout -- \(TenonFolder.record(of: unit)) restores the committed record"] : []
  }
}
