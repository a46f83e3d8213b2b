package import FileTrees
package import Texts

/// Both sides moved, each in its own way.
func merged(base: Entry, ours: Entry, theirs: Entry, by rules: MergeRules) throws(GitError) -> Decision {
  guard case .file(let old, let wasExecutable) = base, case .file(let mine, let isMine) = ours,
    case .file(let new, let isNew) = theirs
  else { return .conflict(Conflict(.kind, base: base, ours: ours, theirs: theirs)) }

  let executable = isMine == wasExecutable ? isNew : isMine
  if mine.isSame(as: new) || old.isSame(as: new) { return .merge(.file(mine, executable: executable)) }
  if old.isSame(as: mine) {
    return .merge(.file(try Content(stored: new.stored, replacing: mine, orAs: new), executable: executable))
  }
  guard let contents = try ContentMerge(base: old, ours: mine, theirs: new, by: rules) else {
    return .conflict(Conflict(.binary, base: base, ours: ours, theirs: theirs))
  }
  if contents.isClean {
    return .merge(
      .file(try contents.favouring(.ours), executable: executable), byKey: contents.mergedPaths)
  }
  return .conflict(
    Conflict(
      .text, base: base, ours: ours, theirs: theirs,
      merged: Conflict.MergedText(contents: contents, executable: executable)))
}

/// The path of a new file is occupied by something else.
func whatIsInTheWay(ours: Entry, theirs: Entry) throws(GitError) -> Conflict {
  guard case .file(let mine, _) = ours, case .file(let new, _) = theirs else {
    return Conflict(.inTheWay, base: nil, ours: ours, theirs: theirs)
  }
  if mine.isSame(as: new) { return Conflict(.mode, base: nil, ours: ours, theirs: theirs) }
  return Conflict(
    .addedBoth, base: nil, ours: ours, theirs: theirs, merged: try mergedText(ours: ours, theirs: theirs))
}

/// Two files side by side, without a base; nil if one is not a file, or no text.
private func mergedText(ours: Entry, theirs: Entry) throws(GitError) -> Conflict.MergedText? {
  guard case .file(let mine, let executable) = ours, let new = theirs.content,
    let contents = try ContentMerge(base: nil, ours: mine, theirs: new)
  else { return nil }
  return Conflict.MergedText(contents: contents, executable: executable)
}

/// Decides about a recorded file whose base is lost: where the sides differ, never by a guess.
@available(*, noasync)
package func decideWithoutBase(
  ours: Entry?, theirs: Entry?, writtenOnce: Bool = false
) throws(GitError) -> Decision {
  guard let theirs else { return .forget }
  guard let ours else {
    return writtenOnce
      ? .stayDeleted : .conflict(Conflict(.baseLost, base: nil, ours: nil, theirs: theirs))
  }
  if writtenOnce { return .keep }
  if ours.isSame(as: theirs) { return .current }
  return .conflict(
    Conflict(
      .baseLost, base: nil, ours: ours, theirs: theirs, merged: try mergedText(ours: ours, theirs: theirs)))
}
