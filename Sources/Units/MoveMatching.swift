import FileTrees
import GitReading
import Texts

/// Pairs files that are gone with files that no one owns, if there is no doubt that one became the other.
///
/// Pure, and after git's own measures (`gitdiffcore`, "rename"): the same content counts most, then the same name with
/// half of the lines, then half of the lines alone. Where several fit alike none is taken, and a copy is not a move.
struct MoveMatching {
  /// Files that are gone, with what was generated for them.
  let missing: [(path: RelativePath, content: [UInt8])]
  /// Files that no one owns.
  let candidates: [(path: RelativePath, content: [UInt8])]
  /// Every path among which twins tell a copied folder from a moved one.
  let known: Set<RelativePath>
  /// Files of the unit that are where they belong.
  let standing: [RelativePath]

  /// How surely one file became the other.
  private enum Likeness: Int, Comparable {
    case alike, alikeOfSameName, same, sameOfSameName

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  private typealias Pair = (from: RelativePath, to: RelativePath, likeness: Likeness)

  /// Old path to new path for certain moves, and the candidates for the others.
  func result() -> (moved: [RelativePath: RelativePath], doubtful: [RelativePath: [RelativePath]]) {
    let pairs = self.pairs()
    let favourites = Dictionary(grouping: pairs, by: \.from).compactMapValues(Self.best)
    let claims = Dictionary(grouping: favourites.values, by: \.to).compactMapValues(Self.best)
    var moved: [RelativePath: RelativePath] = [:]
    for pair in claims.values { moved[pair.from] = pair.to }
    let taken = Set(moved.values)
    let doubtful = pairs.filter { moved[$0.from] == nil && !taken.contains($0.to) }
    return (moved, Dictionary(grouping: doubtful, by: \.from).mapValues { $0.map(\.to).sorted() })
  }

  /// The one pair that is better than all others; nil if two are equal.
  private static func best(_ pairs: [Pair]) -> Pair? {
    guard let top = pairs.map(\.likeness).max() else { return nil }
    let best = pairs.filter { $0.likeness == top }
    return best.count == 1 ? best[0] : nil
  }

  private func pairs() -> [Pair] {
    // As git does from `diff.renameLimit` on, only the same content is searched for if there is too much to compare.
    let comparesLines = missing.count * candidates.count <= Self.mostPairs
    var pairs: [Pair] = []
    for file in missing where !file.content.isEmpty {
      for candidate in candidates {
        guard let likeness = likeness(of: file, to: candidate, comparesLines),
          !isCopy(candidate.path, of: file.path)
        else { continue }
        pairs.append((file.path, candidate.path, likeness))
      }
    }
    return pairs
  }

  private func likeness(
    of file: (path: RelativePath, content: [UInt8]), to other: (path: RelativePath, content: [UInt8]),
    _ comparesLines: Bool
  ) -> Likeness? {
    let hasSameName = file.path.name == other.path.name
    if file.content == other.content { return hasSameName ? .sameOfSameName : .same }
    guard comparesLines, similarity(of: file.content, and: other.content) >= 50 else { return nil }
    return hasSameName ? .alikeOfSameName : .alike
  }

  /// Whether the folder of `path` has twins of files that still are beside `original`: it is a copy.
  ///
  /// Any folder above counts that the two paths have in the same relation, so that a copied tree is known by any file.
  private func isCopy(_ path: RelativePath, of original: RelativePath) -> Bool {
    var (from, to) = (original.parent, path.parent)
    var isWithin = true
    while isWithin, let source = from, let copy = to, source != copy {
      let hasTwin = standing.contains { file in
        file.relative(to: source).map { known.contains(copy.appending($0)) } ?? false
      }
      if hasTwin { return true }
      isWithin = source.name == copy.name
      (from, to) = (source.parent, copy.parent)
    }
    return false
  }

  /// More comparisons than that take longer than a person waits.
  private static let mostPairs = 50_000
}
