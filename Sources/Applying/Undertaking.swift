import FileTrees

/// What a session does with an operation, and where its journal and contents are meanwhile.
package enum Undertaking: Hashable, Sendable {
  case apply
  /// By its number in the log.
  case undo(Int)
  case redo(Int)

  var place: RelativePath {
    switch self {
    case .apply: StateFolder.pending
    case .undo(let number): StateFolder.entry(number, in: StateFolder.undoing)
    case .redo(let number): StateFolder.entry(number, in: StateFolder.redoing)
    }
  }

  /// Nil for what has none yet.
  var number: Int? {
    switch self {
    case .apply: nil
    case .undo(let number), .redo(let number): number
    }
  }
}
