import Structures
import Texts
import Threading

/// A merge by keys: tried where lines conflict, and taken only if it is proven.
struct StructuralMerge {
  let format: StructureFormat
  let rules: MergeRules

  /// What structure makes of three texts.
  struct Outcome {
    let text: [UInt8]
    let paths: [String]
    /// What both sides added alike.
    let agreed: [String]
    /// What it cannot decide; the text has ours there.
    let conflicts: [[ContainerPlan.PlannedSide]]
    let twofold: [TwofoldValue]
    /// What was merged.
    let trees: ThreeWay<SourceTree>
  }

  /// What becomes of the texts, proven or not; nil if one cannot be taken apart.
  ///
  /// A text that was taken apart before, as one of the `known`, is not taken apart again.
  @available(*, noasync)
  func attempt(
    _ texts: ThreeWay<[UInt8]>, knowing known: (texts: ThreeWay<[UInt8]>, trees: ThreeWay<SourceTree>)? = nil
  ) throws(GitError) -> Outcome? {
    let old = Version.allCases.map { version in
      known?.texts[version] == texts[version] ? known?.trees[version] : nil
    }
    let trees = read(texts, but: ThreeWay(old[0], old[1], old[2]))
    return trees.all.count == texts.all.count ? try outcome(texts, trees) : nil
  }

  /// What becomes of the texts; nil if something is in conflict, or the result is not proven.
  @available(*, noasync)
  func proven(
    _ texts: ThreeWay<[UInt8]>, _ trees: ThreeWay<SourceTree>
  ) throws(GitError) -> Outcome? {
    let outcome = try outcome(texts, trees)
    guard outcome.conflicts.isEmpty, try isProven(outcome.text, trees) else { return nil }
    return outcome
  }

  /// What becomes of the texts, proven or not.
  @available(*, noasync)
  func outcome(
    _ texts: ThreeWay<[UInt8]>, _ trees: ThreeWay<SourceTree>
  ) throws(GitError) -> Outcome {
    var merge = TreeMerge(texts, trees, rules: rules, format: format)
    try merge.run()
    return Outcome(
      text: merge.output, paths: merge.changed, agreed: merge.agreed, conflicts: merge.conflicts,
      twofold: merge.twofold,
      trees: trees)
  }

  /// The three taken apart; nil if one of them is not sound.
  func trees(_ texts: ThreeWay<[UInt8]>, knowing base: SourceTree? = nil) -> ThreeWay<SourceTree>? {
    let trees = read(texts, but: ThreeWay(base, nil, nil))
    return trees.all.count == texts.all.count ? trees : nil
  }

  /// The texts taken apart side by side, but for those whose trees are known.
  private func read(_ texts: ThreeWay<[UInt8]>, but known: ThreeWay<SourceTree>) -> ThreeWay<SourceTree> {
    let ours = known.ours == nil ? reading(texts.ours) : { known.ours }
    let theirs = known.theirs == nil ? reading(texts.theirs) : { known.theirs }
    return ThreeWay(
      known.base ?? texts.base.flatMap { SourceTree($0, as: format) }, ours(), theirs())
  }

  /// Begins to take a text apart, on a thread of its own if that is worth one.
  private func reading(_ text: [UInt8]?) -> () -> SourceTree? {
    guard let text else { return { nil } }
    let format = format
    guard text.count >= Self.worthAThread else { return { SourceTree(text, as: format) } }
    let worker = Worker { SourceTree(text, as: format) }
    return { worker.result() }
  }

  /// So many bytes take longer to read than a thread takes to start.
  private static let worthAThread = 32 << 10

  /// Whether a text is a merge of the three: sound, its data and its comments those of the sides that changed them.
  @available(*, noasync)
  func isProven(_ text: [UInt8], _ trees: ThreeWay<SourceTree>) throws(GitError) -> Bool {
    guard let result = SourceTree(text, as: format), isSound(result, trees) else { return false }
    let parts = CommonParts(trees, result: result, rules: rules)
    guard keepsComments(parts.sides.map { $0.comments(format) }, parts.result.comments(format)) else {
      return false
    }
    return try DataProof(rules: rules).holds(parts.sides.map(\.datum), result: parts.result.datum)
  }

  /// Whether nothing is twice that none of the three has twice.
  func isSound(_ result: SourceTree, _ trees: ThreeWay<SourceTree>) -> Bool {
    let found = result.repetitions
    return found.isEmpty || found.isSubset(of: trees.all.reduce(into: []) { $0.formUnion($1.repetitions) })
  }

  /// Whether a text is sound, and has nothing twice that the base has not.
  func isSound(_ text: [UInt8], beside base: SourceTree) -> Bool {
    guard let result = SourceTree(text, as: format) else { return false }
    return result.repetitions.isSubset(of: base.repetitions)
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
