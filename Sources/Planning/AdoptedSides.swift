import FileTrees
import GitReading
import Merging
import Texts

/// What an update of an adopted file compares: what the person had then and what it would be with the skeleton's changes.
///
/// So later edits count as edits, and parts that the file never had do not count as changed.
struct AdoptedSides {
  let base: Entry
  let theirs: Entry
  /// What the person had, with what the skeleton changed of it.
  let result: Entry
  let leftOut: [String]

  /// Nil for a file that was not adopted, or is generated no more.
  init?(
    base: Entry?, adopted: Entry?, theirs: Entry?, by rules: @autoclosure () -> MergeRules
  ) throws(GitError) {
    guard case .file(let old, let wasExecutable)? = base, case .file(let mine, let isMine)? = adopted,
      case .file(let new, let isNew)? = theirs
    else { return nil }
    let changes = try AdoptedChanges(base: old, adopted: mine, theirs: new, by: rules())
    let isExecutable = isMine == wasExecutable ? isNew : isMine
    result = .file(changes.result, executable: isExecutable)
    leftOut = changes.leftOut
    if changes.isContested {
      self.base = .file(old, executable: wasExecutable)
      self.theirs = .file(changes.wanted, executable: isNew)
    } else {
      self.base = .file(mine, executable: isMine)
      self.theirs = result
    }
  }
}
