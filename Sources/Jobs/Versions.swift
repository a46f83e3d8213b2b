import FileTrees
import Skeletons
import Workspaces

extension FoundSkeleton {
  /// Whether the unit was laid out by a newer version than this one, which must leave it alone.
  func isBehind(_ record: Record) -> Bool {
    guard let recorded = SemanticVersion(record.skeleton.version) else { return false }
    return skeleton.version < recorded
  }

  /// What a person should know of the versions since, the newest first.
  ///
  /// `1.2.0: The handler reloads.`
  func news(since version: String) -> [String] {
    guard let recorded = SemanticVersion(version) else { return [] }
    return skeleton.changes(since: recorded).flatMap { change in
      change.sentences.map { "\(change.version): \($0)" }
    }
  }
}

extension Record {
  /// The record with files under the sources that the skeleton has them under now.
  ///
  /// A rule applies where the record has the old source and lacks the new one.
  func following(_ skeleton: Skeleton) -> Record {
    let sources = Set(files.map(\.source))
    var record = self
    for index in record.files.indices {
      let new = skeleton.newSource(of: record.files[index].source)
      if let new, !sources.contains(new) { record.files[index].source = new }
    }
    return record
  }
}
