import GitReading
import Structures

/// A merge by keys: tried where lines conflict, and taken only where it is proven.
struct StructuralMerge {
  let format: StructureFormat
  let rules: MergeRules

  /// What structure makes of three texts.
  struct Outcome {
    let text: [UInt8]
    let paths: [String]
    /// What it cannot decide; the text has ours there.
    let conflicts: [[ContainerPlan.PlannedSide]]
  }

  /// Nil where a text cannot be taken apart.
  @available(*, noasync)
  func attempt(_ texts: ThreeWay<[UInt8]>) throws(GitError) -> Outcome? {
    guard let trees = trees(texts) else { return nil }
    var merge = TreeMerge(texts, trees, rules: rules, format: format)
    try merge.run()
    if merge.conflicts.isEmpty, !(try isProven(merge.output, trees)) { return nil }
    return Outcome(text: merge.output, paths: merge.changed, conflicts: merge.conflicts)
  }

  /// The three taken apart; nil where one of them is not sound.
  func trees(_ texts: ThreeWay<[UInt8]>) -> ThreeWay<SourceTree>? {
    let trees = texts.flatMap { SourceTree($0, as: format) }
    return trees.all.count == texts.all.count ? trees : nil
  }

  /// Whether a text is a merge of the three: sound, its data and its comments those of the sides that changed them.
  @available(*, noasync)
  func isProven(_ text: [UInt8], _ trees: ThreeWay<SourceTree>) throws(GitError) -> Bool {
    guard let result = SourceTree(text, as: format), isSound(result, trees) else { return false }
    guard keepsComments(trees.map(\.comments), result.comments) else { return false }
    return try DataProof(rules: rules).holds(trees.map(\.datum), result: result.datum)
  }

  /// Whether nothing stands twice that none of the three has twice.
  func isSound(_ result: SourceTree, _ trees: ThreeWay<SourceTree>) -> Bool {
    result.repetitions.isSubset(of: trees.all.reduce(into: []) { $0.formUnion($1.repetitions) })
  }

  /// Each comment as often as the sides want it; one that both added, once or twice.
  private func keepsComments(_ sides: ThreeWay<[String]>, _ result: [String]) -> Bool {
    let counts = sides.map { Dictionary($0.map { ($0, 1) }, uniquingKeysWith: +) }
    let found = Dictionary(result.map { ($0, 1) }, uniquingKeysWith: +)
    return Set(counts.all.flatMap(\.keys)).union(found.keys).allSatisfy { comment in
      let count = ThreeWay(
        counts.base?[comment] ?? 0, counts.ours?[comment] ?? 0, counts.theirs?[comment] ?? 0)
      let isSame = count.ours == count.theirs
      let wanted = max(0, count.isAddedByBoth || isSame ? count.larger : count.sum)
      return (wanted...max(wanted, count.sum)).contains(found[comment] ?? 0)
    }
  }
}
