import FileTrees
import Texts

/// The same changes, with a deleted and an added file joined where one is the other at a new path.
///
/// As git finds renames: equal contents first, then the most similar ones from half of the contents on.
package func withRenames(_ changes: [FileChange]) -> [FileChange] {
  var gone = changes.filter { $0.kind == .deleted }
  var come = changes.filter { $0.kind == .added }
  var moved: [FileChange] = []
  for pair in candidates(gone, come) where gone.contains(pair.gone) && come.contains(pair.come) {
    moved.append(
      FileChange(path: pair.come.path, old: pair.gone.old, new: pair.come.new, oldPath: pair.gone.path))
    gone.removeAll { $0 == pair.gone }
    come.removeAll { $0 == pair.come }
  }
  return changes.filter { $0.kind != .deleted && $0.kind != .added } + gone + come + moved
}

private struct Candidate {
  let gone: FileChange
  let come: FileChange
  let score: Int
}

/// Pairs that may be one file, the best first; beyond a hundred of each only equal contents count.
private func candidates(_ gone: [FileChange], _ come: [FileChange]) -> [Candidate] {
  let isWithinLimit = gone.count * come.count <= 100 * 100
  return gone.flatMap { old in
    come.compactMap { new in
      guard let before = old.before, let after = new.after, !before.bytes.isEmpty,
        (before.mode == .symlink) == (after.mode == .symlink)
      else { return nil }
      let score =
        isWithinLimit ? similarity(of: before.bytes, and: after.bytes) : before.bytes == after.bytes ? 100 : 0
      return score < 50 ? nil : Candidate(gone: old, come: new, score: score)
    }
  }
  .sorted {
    ($1.score, haveSameName($1) ? 1 : 0, $0.gone.path, $0.come.path)
      < ($0.score, haveSameName($0) ? 1 : 0, $1.gone.path, $1.come.path)
  }
}

private func haveSameName(_ pair: Candidate) -> Bool { pair.gone.path.name == pair.come.path.name }
