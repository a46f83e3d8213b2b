import FileTrees
import Foundation
import Handoffs
import Skeletons

/// Values that many tests start from.
enum Sample {
  static let commit = oid("1")

  /// An object id of one repeated digit.
  static func oid(_ digit: Character) -> ObjectID {
    ObjectID(hex: String(repeating: digit, count: 40)) ?? .zero
  }

  static func path(_ text: String) throws -> RelativePath { try RelativePath(text) }

  static func version(_ digit: Character, _ mode: FileMode = .regular) -> FileVersion {
    FileVersion(mode: mode, blob: oid(digit))
  }

  static func file(
    _ path: String, _ before: FileVersion?, _ after: FileVersion?, unit: String? = nil
  ) throws -> Manifest.File {
    guard let file = Manifest.File(try RelativePath(path), before: before, after: after, unit: unit) else {
      throw SampleError()
    }
    return file
  }

  static func unit(_ id: String = "ansible-role/nginx", _ fate: UnitChange = .added) throws -> HandedUnit {
    HandedUnit(
      id: id, skeleton: Manifest.Skeleton(name: "ansible-role", version: "1.0.0"),
      folder: try path("roles/nginx"),
      change: fate)
  }

  static func draft(
    _ files: [Manifest.File]? = nil, units: [HandedUnit]? = nil, title: String? = nil
  ) throws -> Draft {
    var draft = Draft(
      created: "2026-01-02T03:04:05Z", toolVersion: "0.1.0",
      base: Manifest.Base(commit: commit, branch: "main"),
      expectedTree: oid("2"), files: try files ?? [file("a", nil, version("3"))], units: try units ?? [unit()]
    )
    draft.title = title
    return draft
  }

  static func artifacts(_ draft: Draft) throws -> HandoffArtifacts {
    try draft.artifacts(in: try path(".tenon/handoffs"))
  }

  static func manifest(_ files: [Manifest.File]? = nil) throws -> Manifest {
    try artifacts(draft(files)).manifest
  }

  static func fixture(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(fixtures)/\(name)")))
  }

  static var fixtures: String {
    let room = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return room.deletingLastPathComponent().appending(path: "Fixtures/handoffs").path
  }
}

struct SampleError: Error {}
