import FileTrees

/// The names below `.tenon/state/`, which only this room reads and writes.
///
/// ```
/// lock            held with flock(2) while something is written; says who holds it
/// pending/        an apply that is not finished: journal.json once everything is staged, new/N, old/N
/// last/           the same of the last apply that is: what `undo` takes back
/// previous/       what was `last/` while the next apply becomes it
/// done/           what is to be thrown away
/// cache/          what a command found out for the next one; nobody needs it
/// kept/N/PATH     what a recovery could not put back without overwriting somebody's file
/// ```
enum StateFolder {
  static let tenon = path(".tenon")
  static let root = path(".tenon/state")
  static let ignore = path(".tenon/state/.gitignore")
  static let lock = path(".tenon/state/lock")
  static let pending = path(".tenon/state/pending")
  static let last = path(".tenon/state/last")
  static let previous = path(".tenon/state/previous")
  static let done = path(".tenon/state/done")
  static let cache = path(".tenon/state/cache")
  static let keptFolder = path(".tenon/state/kept")

  static func kept(_ number: Int) -> RelativePath { keptFolder.appending(path("\(number)")) }

  /// Keeps the folder out of git by itself, whatever else ignores it.
  static let ignoreText = Array("*\n".utf8)

  static func draftName(_ number: Int) -> RelativePath { path("draft-\(number)") }

  static func journal(in folder: RelativePath) -> RelativePath { folder.appending(path("journal.json")) }
  static func draft(in folder: RelativePath) -> RelativePath { folder.appending(path("journal.part")) }

  /// Where the new content of a step waits; after an exchange, what stood at its path before.
  static func new(_ step: Int, in folder: RelativePath = pending) -> RelativePath {
    folder.appending(path("new/\(step)"))
  }

  /// Where a step puts what it takes away without anything coming in its place.
  static func old(_ step: Int, in folder: RelativePath = pending) -> RelativePath {
    folder.appending(path("old/\(step)"))
  }

  static let slots = [pending, pending.appending(path("new")), pending.appending(path("old"))]

  /// For names that this room spells out, which are well formed by their form.
  private static func path(_ text: String) -> RelativePath {
    do {
      return try RelativePath(text)
    } catch {
      preconditionFailure("'\(text)' is a well-formed path")
    }
  }
}
