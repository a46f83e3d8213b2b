package import Diagnostics
package import Disk
package import FileTrees

/// Why nothing was applied; the tree is as it was, but for `unfinished`, which the next command finishes.
package enum ApplyError: Error, Hashable {
  /// Another tenon writes in this workspace.
  case busy(LockHolder?)
  /// The state of these paths is not what the plan expected.
  case moved([Mismatch])
  /// A path where nothing is ever written, and why, as the rest of a sentence.
  case outOfReach(RelativePath, why: String)
  /// Two changes contradict each other at a path: our fault.
  case contradictory(RelativePath)
  /// A signal came; everything was put back.
  case interrupted(signal: Int)
  case disk(DiskError)
  /// Putting back failed too.
  case unfinished(DiskError, label: String)
  /// What is kept in `.tenon/state` cannot be read or used.
  case state(Findings)
  case nothingToUndo
  case nothingToRedo

  /// One path that is not as expected.
  package struct Mismatch: Hashable, Sendable {
    package let path: RelativePath
    package let reason: Reason

    package init(path: RelativePath, reason: Reason) {
      self.path = path
      self.reason = reason
    }

    package enum Reason: Hashable, Sendable {
      /// The path of a new file is occupied.
      case inTheWay
      case changed
      case gone
    }
  }
}

/// Who holds the lock of a workspace.
package struct LockHolder: Codable, Hashable, Sendable {
  package let pid: Int
  package let command: String
  package let since: String
}

extension ApplyError: Diagnosable {
  package var diagnostics: [Diagnostic] {
    switch self {
    case .busy(let holder): [Self.busy(holder)]
    case .moved(let mismatches): mismatches.sorted { $0.order < $1.order }.map(\.diagnostic)
    case .outOfReach(let path, let why):
      [Diagnostic(.invalidPath, "path '\(path)' \(why)", at: Place(path.description))]
    case .contradictory(let path):
      [Diagnostic(.fault, "conflicting changes", at: Place(path.description))]
    case .interrupted: [Diagnostic(.interrupted, "interrupted: nothing was changed")]
    case .disk(let error): error.diagnostics.map(Self.unchanged)
    case .unfinished(let error, let label):
      error.diagnostics.map {
        Diagnostic(
          $0.kind == .io ? $0.code : .io, $0.message, at: $0.place, hints: $0.hints + [Self.later(label)])
      }
    case .state(let findings): findings.diagnostics
    case .nothingToUndo: [Diagnostic(.nothingToDo, "nothing to undo")]
    case .nothingToRedo: [Diagnostic(.nothingToDo, "nothing to redo")]
    }
  }

  private static func busy(_ holder: LockHolder?) -> Diagnostic {
    guard let holder else { return Diagnostic(.locked, "another tenon is writing in this workspace") }
    return Diagnostic(
      .locked,
      "'\(quoted(holder.command))' is writing in this workspace (process \(holder.pid), since \(quoted(holder.since)))",
      hint: "wait until it is done, then run the command again")
  }

  private static func unchanged(_ found: Diagnostic) -> Diagnostic {
    Diagnostic(
      found.kind == .missing ? .io : found.code, "\(found.message); nothing was changed", at: found.place,
      hints: found.hints)
  }

  private static func later(_ label: String) -> String {
    "'\(quoted(label))' could not be undone completely; the next command finishes that first"
  }
}

extension ApplyError.Mismatch {
  /// What moved comes first: it decides the exit status, since a new plan may find nothing in the way.
  var order: (Int, RelativePath) { (reason == .inTheWay ? 1 : 0, path) }

  var diagnostic: Diagnostic {
    let place = Place(path.description)
    return switch reason {
    case .inTheWay: Diagnostic(.fileExists, "a file already exists at this path", at: place)
    case .changed: Diagnostic(.moved, "the file has changed", at: place, hint: "run the command again")
    case .gone: Diagnostic(.moved, "the file is gone", at: place, hint: "run the command again")
    }
  }
}
