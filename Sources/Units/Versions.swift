import Diagnostics
import FileTrees
import Planning
import Skeletons
package import Workspaces

extension FoundSkeleton {
  /// Whether the unit was laid out by a newer version than this one, which must leave it alone.
  func isBehind(_ record: Record) -> Bool {
    guard let recorded = SemanticVersion(record.skeleton.version) else { return false }
    return skeleton.version < recorded
  }

  /// That a unit is newer than this skeleton, as a part of a sentence.
  package func newer(_ record: Record) -> String {
    "\(record.unit) was created by \(record.skeleton.name) \(record.skeleton.version), which is newer than the "
      + "\(skeleton.version) installed"
  }

  /// What a person should know of the versions since, the newest first.
  ///
  /// `1.2.0: The handler reloads.`
  package func news(since version: String) -> [String] {
    guard let recorded = SemanticVersion(version) else { return [] }
    return SkeletonVersions(skeleton).changes(since: recorded).flatMap { change in
      change.sentences.map { "\(change.version): \($0)" }
    }
  }
}

extension Record {
  /// The record with files under the sources that the skeleton has them under now.
  ///
  /// A rule applies where the record has the old source and lacks the new one. A file whose source is no more, and in
  /// whose place one of another source is laid out, is that one, even if its case or Unicode form is another: a skeleton
  /// need not declare it.
  func following(_ skeleton: Skeleton, to target: UnitTarget) -> Record {
    var sources = Set(files.map(\.source))
    let wanted = Set(target.files.map(\.source))
    let byPath = Dictionary(target.files.map { ($0.path.folded, $0.source) }) { first, _ in first }
    var record = self
    for index in record.files.indices {
      let file = record.files[index]
      let heir = wanted.contains(file.source) ? nil : byPath[(file.laidOutAt ?? file.path).folded]
      guard let new = SkeletonVersions(skeleton).newSource(of: file.source) ?? heir else { continue }
      if sources.insert(new).inserted { record.files[index].source = new }
    }
    return record
  }
}
