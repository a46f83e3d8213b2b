package import FileTrees
package import Texts

/// What an update does to one file.
package enum Decision: Hashable, Sendable {
  /// Nothing is there: the skeleton's file is written.
  case create(Entry)
  /// The wanted contents are already there.
  case takeUnderManagement
  /// Neither side moved.
  case unchanged
  /// Only the skeleton moved.
  case update(Entry)
  /// Only the person moved.
  case keep
  /// Both moved, to the same.
  case current
  /// Both moved, and it could be merged; by line, and where lines did not decide by these paths of keys.
  case merge(Entry, byKey: [String] = [])
  /// The person deleted it, the skeleton did not move.
  case stayDeleted
  /// The skeleton no longer has it, the person did not move.
  case delete
  /// The file is no longer the unit's; what is there stays.
  case forget
  case conflict(Conflict)
}

/// Decides about one file from base, ours and theirs.
///
/// The table of the README's chapter on updates, row by row. A file that is `writtenOnce` is created where it is absent
/// and never touched again. Nil if there is nothing to decide: neither base nor theirs has the file.
@available(*, noasync)
package func decide(
  base: Entry?, ours: Entry?, theirs: Entry?, writtenOnce: Bool = false,
  by rules: @autoclosure () -> MergeRules = .lines
) throws(GitError) -> Decision? {
  switch (base, ours, theirs) {
  case (nil, _, nil): nil
  case (nil, nil, let theirs?): .create(theirs)
  case (nil, let ours?, let theirs?):
    writtenOnce || ours.isSame(as: theirs)
      ? .takeUnderManagement : .conflict(try whatIsInTheWay(ours: ours, theirs: theirs))
  case (_?, nil, nil): .forget
  case (let base?, nil, let theirs?):
    writtenOnce || base.isSame(as: theirs)
      ? .stayDeleted : .conflict(Conflict(.deletedChanged, base: base, ours: nil, theirs: theirs))
  case (let base?, let ours?, nil): departure(base: base, ours: ours, writtenOnce: writtenOnce)
  case (let base?, let ours?, let theirs?):
    writtenOnce
      ? base.isSame(as: ours) ? .unchanged : .keep
      : try meeting(base: base, ours: ours, theirs: theirs, by: rules())
  }
}

/// The skeleton no longer has the file.
private func departure(base: Entry, ours: Entry, writtenOnce: Bool) -> Decision {
  if writtenOnce { return .forget }
  return base.isSame(as: ours)
    ? .delete : .conflict(Conflict(.changedDeleted, base: base, ours: ours, theirs: nil))
}

/// All three are there.
private func meeting(
  base: Entry, ours: Entry, theirs: Entry, by rules: @autoclosure () -> MergeRules
) throws(GitError) -> Decision {
  let personMoved = !base.isSame(as: ours)
  let skeletonMoved = !base.isSame(as: theirs)
  if !personMoved && !skeletonMoved { return .unchanged }
  if !skeletonMoved { return .keep }
  if ours.isSame(as: theirs) { return .current }
  if !personMoved { return .update(try theirs.replacing(ours)) }
  return try merged(base: base, ours: ours, theirs: theirs, by: rules())
}

extension Entry {
  /// The same entry with the line endings that are in the working tree.
  @available(*, noasync)
  fileprivate func replacing(_ old: Entry) throws(GitError) -> Entry {
    guard case .file(let content, let executable) = self, let standing = old.content else { return self }
    let result = try Content(stored: content.stored, replacing: standing, orAs: content)
    return .file(result, executable: executable)
  }
}
