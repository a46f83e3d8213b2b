import Collecting
import Diagnostics
import FileTrees
import GitReading
import Jobs
import Reviewing
import Texts
import Units
import Workspaces

/// A review as `tenon.diff/1`.
struct ReviewDocument: Codable {
  var schema = "tenon.diff/1"
  let comparison: String
  let insertions: Int
  let deletions: Int
  let files: [File]
  /// What `git apply` takes; null where it is not UTF-8.
  let patch: String?
  /// Units whose records changed and are not among the files.
  let records: [String]
  let notes: [String]

  struct File: Codable {
    let path: String
    let oldPath: String?
    let status: String
    let oldMode: String?
    let mode: String?
    let binary: Bool
    let insertions: Int
    let deletions: Int
    let unit: String?
    /// `generated`, `edited`, `merged`, `conflicting` or `hand-written`.
    let origin: String?

    enum CodingKeys: String, CodingKey {
      case path, status, mode, binary, insertions, deletions, unit, origin
      case oldPath = "old_path"
      case oldMode = "old_mode"
    }

    init(_ file: FileReview) {
      unit = file.change.unit
      origin = file.change.origin?.rawValue
      path = file.change.path.description
      oldPath = file.change.oldPath?.description
      status = file.kind.rawValue
      oldMode = file.change.old?.mode?.rawValue
      mode = file.change.new?.mode?.rawValue
      binary = file.difference == .binary
      insertions = file.insertions
      deletions = file.deletions
    }
  }

  init(_ report: ReviewReport) throws(Findings) {
    comparison = report.comparison.rawValue
    insertions = report.review.insertions
    deletions = report.review.deletions
    files = report.review.files.map(File.init)
    let patch = try diagnosing { () throws(GitError) in try report.review.patch() }
    self.patch = String(validating: patch, as: UTF8.self)
    records = report.folded.units.map(\.description)
    notes = report.notes
  }
}
