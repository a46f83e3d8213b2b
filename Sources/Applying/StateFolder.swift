import FileTrees

/// The names below `.tenon/state/`, which only this room reads and writes.
///
/// ```
/// lock            held with flock(2) while something is written; states who holds it
/// pending/        an apply that is not finished: journal.json once everything is staged, size, new/N, old/N
/// log/N/          the same of one that was done: what `undo` rolls back, the highest number first
/// undoing/N/      one of these while it is undone
/// undone/N/       one that was undone: what `redo` does again, the lowest number first
/// redoing/N/      one of these while it is done again
/// done/N/         what is to be thrown away
/// cache/          what a command found out for the next one; never needed
/// kept/N/PATH     what a recovery could not put back without overwriting someone's file
/// last/           what earlier versions kept in place of a log, and `previous/`, which was `last/` before it
/// ```
enum StateFolder {
  static let tenon = path(".tenon")
  static let root = path(".tenon/state")
  static let ignore = path(".tenon/state/.gitignore")
  static let lock = path(".tenon/state/lock")
  static let pending = path(".tenon/state/pending")
  static let last = path(".tenon/state/last")
  static let previous = path(".tenon/state/previous")
  static let log = path(".tenon/state/log")
  static let undoing = path(".tenon/state/undoing")
  static let undone = path(".tenon/state/undone")
  static let redoing = path(".tenon/state/redoing")
  static let done = path(".tenon/state/done")
  static let cache = path(".tenon/state/cache")
  static let keptFolder = path(".tenon/state/kept")

  static func kept(_ number: Int) -> RelativePath { keptFolder.appending(path("\(number)")) }

  /// Keeps the folder out of git, independently of other ignore rules.
  static let ignoreText = Array("*\n".utf8)

  static func draftName(_ number: Int) -> RelativePath { path("draft-\(number)") }

  static func journal(in folder: RelativePath) -> RelativePath { folder.appending(path("journal.json")) }
  static func draft(in folder: RelativePath) -> RelativePath { folder.appending(path("journal.part")) }

  /// How many bytes are kept for `undo` and `redo`, as a number in text.
  static func size(in folder: RelativePath) -> RelativePath { folder.appending(path("size")) }

  /// The folder of an operation below one of those that number them.
  static func entry(_ number: Int, in shelf: RelativePath) -> RelativePath {
    shelf.appending(path("\(number)"))
  }

  /// Where the new content of a step waits; after an exchange, what was at its path before.
  static func new(_ step: Int, in folder: RelativePath) -> RelativePath {
    folder.appending(path("new/\(step)"))
  }

  /// Where a step puts what it removes without anything coming in its place.
  static func old(_ step: Int, in folder: RelativePath) -> RelativePath {
    folder.appending(path("old/\(step)"))
  }

  /// The folders that `new` and `old` are in.
  static func slots(in folder: RelativePath) -> [RelativePath] {
    [folder.appending(path("new")), folder.appending(path("old"))]
  }

  /// For names that this room spells out, which are well formed by their form.
  private static func path(_ text: String) -> RelativePath {
    do {
      return try RelativePath(text)
    } catch {
      preconditionFailure("'\(text)' is a well-formed path")
    }
  }
}
