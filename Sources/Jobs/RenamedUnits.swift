import FileTrees
import Workspaces

/// Which of the new units are former ones under another name, the most alike first; each stands in one pair at most.
///
/// They are of one skeleton, and most of their files are the same by source and contents, or nothing was answered
/// otherwise but the name.
func renamedUnits(from former: [Record], to added: [Record]) -> [(old: Record, new: Record)] {
  var candidates: [(old: Record, new: Record, likeness: Int)] = []
  for old in former {
    for new in added where old.unit.skeleton == new.unit.skeleton {
      let likeness = old.likeness(to: new)
      if likeness > 50 { candidates.append((old, new, likeness)) }
    }
  }
  candidates.sort { ($1.likeness, $0.old.unit, $0.new.unit) < ($0.likeness, $1.old.unit, $1.new.unit) }
  var taken: Set<UnitID> = []
  var pairs: [(old: Record, new: Record)] = []
  for candidate in candidates where taken.isDisjoint(with: [candidate.old.unit, candidate.new.unit]) {
    taken.formUnion([candidate.old.unit, candidate.new.unit])
    pairs.append((candidate.old, candidate.new))
  }
  return pairs
}

extension Record {
  /// How much of two units is the same, in percent.
  fileprivate func likeness(to other: Record) -> Int {
    let sources = [self, other].map { Set($0.files.map(\.source)) }
    // A rename writes down what was derived from the old name, so that there may be more answers now.
    let isAnsweredAlike = answers.allSatisfy { $0.key == "name" || other.answers[$0.key] == $0.value }
    if sources[0] == sources[1], isAnsweredAlike { return 100 }
    let files = [self, other].map { Set($0.files.map { "\($0.source) \($0.blob)" }) }
    let larger = max(1, files.map(\.count).max() ?? 1)
    return 100 * files[0].intersection(files[1]).count / larger
  }
}
