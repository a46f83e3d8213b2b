import FileTrees
import GitReading

/// Both sides moved, each in its own way.
func merged(base: Entry, ours: Entry, theirs: Entry) throws(GitError) -> Decision {
  guard case .file(let old, let wasExecutable) = base, case .file(let mine, let isMine) = ours,
    case .file(let new, let isNew) = theirs
  else { return .conflict(Conflict(.kind, base: base, ours: ours, theirs: theirs)) }

  let executable = isMine == wasExecutable ? isNew : isMine
  if mine.isSame(as: new) || old.isSame(as: new) { return .merge(.file(mine, executable: executable)) }
  if old.isSame(as: mine) {
    return .merge(.file(try Content(stored: new.stored, replacing: mine, orAs: new), executable: executable))
  }
  guard let contents = try ContentMerge(base: old, ours: mine, theirs: new) else {
    return .conflict(Conflict(.binary, base: base, ours: ours, theirs: theirs))
  }
  if contents.isClean { return .merge(.file(try contents.favouring(.ours), executable: executable)) }
  return .conflict(
    Conflict(
      .text, base: base, ours: ours, theirs: theirs,
      merged: Conflict.MergedText(contents: contents, executable: executable)))
}

/// Something else stands where a file is to be created.
func whatIsInTheWay(ours: Entry, theirs: Entry) throws(GitError) -> Conflict {
  guard case .file(let mine, let executable) = ours, case .file(let new, _) = theirs else {
    return Conflict(.inTheWay, base: nil, ours: ours, theirs: theirs)
  }
  if mine.isSame(as: new) { return Conflict(.mode, base: nil, ours: ours, theirs: theirs) }
  let contents = try ContentMerge(base: nil, ours: mine, theirs: new)
  return Conflict(
    .addedBoth, base: nil, ours: ours, theirs: theirs,
    merged: contents.map { Conflict.MergedText(contents: $0, executable: executable) })
}
