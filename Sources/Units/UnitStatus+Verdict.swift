package import Workspaces

extension UnitStatus {
  /// The status of a unit of which nothing has changed since it was determined.
  package init(of settled: SettledUnit) {
    let verdict = settled.verdict
    unit = settled.head.unit
    destination = settled.head.destination
    skeleton = settled.head.skeleton
    drifted = verdict.drifted
    outdated = verdict.outdated
    conflicting = verdict.conflicting
    conflicted = verdict.conflicted
    notLaidOut = verdict.notLaidOut
    dormant = verdict.dormant
    isIdle = verdict.isIdle
    (moved, missing, gone, baseless, damaged, suggestions) = ([], [], [], [], [], [])
    (isUnited, isMerged, isAhead, isGone) = (false, false, false, false)
    (movedFrom, obstacle) = (nil, nil)
  }

  /// What is to be remembered of it.
  package var verdict: UnitVerdict {
    var verdict = UnitVerdict()
    verdict.drifted = drifted
    verdict.outdated = outdated
    verdict.conflicting = conflicting
    verdict.conflicted = conflicted
    verdict.notLaidOut = notLaidOut
    verdict.dormant = dormant
    verdict.isIdle = isIdle
    return verdict
  }

  /// Whether nothing has played a part but the unit's own files, its record and its skeleton.
  var isOfItsFilesAlone: Bool {
    obstacle == nil && movedFrom == nil && suggestions.isEmpty && !isUnited && !isMerged && !isAhead
      && !isGone
      && [moved, missing, gone, baseless, damaged].allSatisfy(\.isEmpty)
  }
}
