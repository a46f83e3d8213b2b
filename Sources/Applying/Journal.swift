import Diagnostics
import FileTrees
import JSONCoding

/// What an apply is about to do, written before the first file moves: enough to finish it or to take it back.
struct Journal: Codable, Hashable, Sendable {
  let schema: String
  /// The command, as the person would name it.
  let label: String
  let since: String
  /// Removals first, then the others, each in byte order of the path; a step's number names its staged content.
  let steps: [Step]
  /// Folders that are missing and are made, the outermost first.
  let made: [RelativePath]
  /// Folders that may become empty and are removed then, the innermost first.
  let emptied: [EmptiedFolder]
  /// Whether `undo` is to take it back later.
  let isUndoable: Bool
  /// The folder that it was written in; nil in what no tenon has written.
  let home: StateHome?

  static let schema = "tenon.journal/1"

  struct Step: Codable, Hashable, Sendable {
    let path: RelativePath
    let before: JournalState?
    let after: JournalState?
  }

  struct EmptiedFolder: Codable, Hashable, Sendable {
    let path: RelativePath
    let permissions: UInt32
  }
}

extension Journal {
  /// Larger than any journal that was ever written, in bytes.
  static let sizeLimit = 64 << 20

  /// Reads a journal as the untrusted text that it is: every path is checked again.
  init(reading bytes: [UInt8], at path: RelativePath) throws(Findings) {
    do throws(Findings) {
      self = try decodeJSON(from: bytes, at: path.description)
      if let fault { throw Findings(Diagnostic(.data, fault, at: Place(path.description))) }
    } catch {
      throw Findings(error.diagnostics.map(Self.hinted)) ?? error
    }
  }

  private static func hinted(_ found: Diagnostic) -> Diagnostic {
    let hint =
      "previous versions of files may be beside it; move \(StateFolder.root) away to continue without it"
    return Diagnostic(found.code, found.message, at: found.place, hints: found.hints + [hint])
  }

  private var fault: String? {
    if schema != Self.schema { return "it has the schema '\(quoted(schema))', not '\(Self.schema)'" }
    if steps.contains(where: { $0.before == nil && $0.after == nil }) { return "a step does nothing" }
    if Set(steps.map(\.path)).count != steps.count { return "two steps have one path" }
    let paths = steps.map(\.path) + made + emptied.map(\.path)
    return paths.lazy.compactMap { path in
      Reach.fault(of: path).map { "path '\(path)' \($0)" }
    }.first
  }
}

/// Which paths an apply may touch at all, by their form.
enum Reach {
  /// Why a path is out of reach, as the rest of a sentence that begins with it.
  static func fault(of path: RelativePath) -> String? {
    if path.isGitsOwn { return "is git's own" }
    if path == StateFolder.tenon || path == StateFolder.root || path.isBelow(StateFolder.root) {
      return "is where tenon keeps its state"
    }
    return nil
  }
}
