import Structures
import Texts

/// Looks for the hunks that structure decides, where it does not decide all of them.
///
/// Every attempt takes the whole text apart, so all hunks that no conflict touches are tried at once; what is left is
/// tried one by one as long as that costs little.
struct HunkSearch {
  private(set) var text: TextMerge
  /// What was merged by key, as paths of keys.
  private(set) var paths: [String] = []
  private let merge: StructuralMerge

  /// How many bytes may be taken apart in search of single hunks.
  private static let budget = 1 << 20
  /// How often what conflicts touch is left out of an attempt.
  private static let rounds = 4

  /// Nil if there are too many hunks to look at.
  init?(_ lines: TextMerge, _ merge: StructuralMerge) {
    guard lines.hunks.count <= 1000 else { return nil }
    text = lines
    self.merge = merge
  }

  /// `first` is what became of all hunks together.
  @available(*, noasync)
  mutating func run(after first: StructuralMerge.Outcome?, of all: OpenedHunks) throws(GitError) {
    var opened = all
    var outcome = first
    for _ in 0..<Self.rounds {
      guard let conflicts = outcome?.conflicts, !conflicts.isEmpty else { break }
      let rest = opened.hunks.subtracting(opened.touched(by: conflicts))
      guard rest.count < opened.hunks.count, !rest.isEmpty else { break }
      opened = text.opening(rest)
      outcome = try merge.attempt(opened.texts)
      if let outcome, outcome.conflicts.isEmpty, try resolve(opened, as: outcome) { break }
    }
    try tryOneByOne()
  }

  /// Backwards, so that the numbers of the hunks before stay as they are.
  private mutating func tryOneByOne() throws(GitError) {
    var spent = 0
    for number in text.hunks.indices.reversed() {
      let opened = text.opening([number])
      spent += opened.texts.all.reduce(0) { $0 + $1.count }
      guard spent <= Self.budget else { return }
      guard let outcome = try merge.attempt(opened.texts), outcome.conflicts.isEmpty else { continue }
      _ = try resolve(opened, as: outcome)
    }
  }

  /// Takes an outcome that is proven for the texts in which only these hunks are open.
  private mutating func resolve(
    _ opened: OpenedHunks, as outcome: StructuralMerge.Outcome
  ) throws(GitError) -> Bool {
    guard try merge.isProven(outcome.text, outcome.trees),
      let resolved = try text.resolving(opened.hunks, as: outcome.text)
    else { return false }
    text = resolved
    paths = outcome.paths + paths
    return true
  }
}
