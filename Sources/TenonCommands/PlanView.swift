import Diagnostics
import FileTrees
import Merging
import Planning
import Workspaces

/// A plan in words: one line a file with what happens to it and why.
struct PlanView {
  let console: Console

  /// The lines of one unit; unchanged files have none, and open conflicts are separate errors.
  func lines(of unit: UnitPlan) -> [String] {
    let rows = unit.files.filter { !$0.needsDecision }.compactMap { file in
      FileWords(file, unit.intent).map { (file: file, words: $0) }
    }
    guard !rows.isEmpty else { return [] }
    let width = rows.map(\.words.action.rawValue.count).max() ?? 0
    return [console.painted(unit.unit.description, .bold)]
      + rows.map { line(for: $0.file, $0.words, width: width) }
  }

  private func line(for file: FilePlan, _ words: FileWords, width: Int) -> String {
    let verb = words.action.rawValue + String(repeating: " ", count: width - words.action.rawValue.count)
    let from = file.from.map { " (from \($0))" } ?? ""
    return
      "  \(console.painted(verb, words.paint))  \(file.path)\(from)\(words.reason.map { ": \($0)" } ?? "")"
  }
}

/// The verb, colour and reason that tell a person what happens to a file.
struct FileWords {
  let action: FileAction
  let paint: Paint
  let reason: String?

  /// Nil if there is nothing to tell.
  init?(_ file: FilePlan, _ intent: UnitPlanner.Intent) {
    switch intent {
    case .update:
      let words = FileWords(file)
      guard !file.leftOut.isEmpty, !file.needsDecision else {
        guard let words else { return nil }
        self = words
        return
      }
      self.init(
        words?.action ?? .keep, words?.paint ?? .faint,
        [words?.reason, Self.notTaken(file.leftOut.count)].compactMap(\.self).joined(separator: "; "))
    case .adopt: self.init(adopted: file)
    case .remove: self.init(removed: file)
    }
  }

  private init?(_ file: FilePlan) {
    if file.needsDecision {
      self.init(.conflict, .red, file.conflict?.words)
    } else if let choice = file.choice {
      self.init(settled: choice, file)
    } else if file.isUnresolved {
      self.init(
        file.changesSomething ? .merge : .keep, .red,
        "written with conflict markers: edit the file to resolve them")
    } else if file.decision == .unchanged, let from = file.movedFrom {
      self.init(.keep, .faint, "you moved it from \(from)")
    } else if file.staysAway {
      self.init(.absent, .faint, "not laid out")
    } else if file.decision == .forget, file.ours == nil {
      self.init(.absent, .faint, "no longer generated, either")
    } else {
      self.init(file.decision, moved: file.from != nil)
      guard let from = file.movedFrom else { return }
      self = FileWords(
        action, paint, [reason, "you moved it from \(from)"].compactMap(\.self).joined(separator: "; "))
    }
  }

  private static func notTaken(_ count: Int) -> String {
    count == 1
      ? "1 change not taken, since the file never had that part"
      : "\(count) changes not taken, since the file never had those parts"
  }

  private init(adopted file: FilePlan) {
    if file.ours?.content == nil {
      self.init(.absent, .faint, "does not exist and is not created")
    } else if file.choice == .ours {
      self.init(
        .take, .green,
        "as your edits of the skeleton's output\(file.likeness.map { ", \($0) % alike" } ?? "")")
    } else {
      self.init(.take, .green, "already identical to the skeleton's output")
    }
  }

  private init?(removed file: FilePlan) {
    switch file.decision {
    case .delete: self.init(.delete, .red)
    case .conflict: self.init(.keep, .yellow, "you edited it; it is yours now")
    case .forget where file.ours != nil: self.init(.keep, .yellow, "it is yours now")
    default: return nil
    }
  }

  private init(_ action: FileAction, _ paint: Paint, _ reason: String? = nil) {
    self.action = action
    self.paint = paint
    self.reason = reason
  }

  private init(settled choice: ConflictChoice, _ file: FilePlan) {
    switch choice {
    case .markers:
      self.init(
        .markers, .red, "edit the file to resolve it: \(file.conflict?.words ?? "both sides changed it")")
    case .ours, .stop: self.init(.ours, .yellow, file.conflict?.words)
    case .theirs: self.init(.theirs, .yellow, file.conflict?.words)
    case .hunks: self.init(.merge, .yellow, "conflicts resolved as you decided")
    }
  }

  /// Names what was merged by key, as far as a line holds it.
  private static func reason(forMerging paths: [String]) -> String {
    guard !paths.isEmpty else { return "your edits and the skeleton's" }
    let shown = paths.prefix(4).map { quoted($0) }.joined(separator: ", ")
    return "merged by key: \(shown)" + (paths.count > 4 ? " and \(paths.count - 4) more" : "")
  }

  private init?(_ decision: Decision, moved: Bool) {
    switch decision {
    case .create: self.init(.create, .green)
    case .takeUnderManagement: self.init(.take, .green, "already identical to the skeleton's output")
    case .update: self.init(.update, .green)
    case .merge(_, let paths): self.init(.merge, .green, Self.reason(forMerging: paths))
    case .current: self.init(.keep, .faint, "you made the same change as the skeleton")
    case .keep where moved, .unchanged where moved: self.init(.move, .green)
    case .keep: self.init(.keep, .faint, "your edits")
    case .unchanged: return nil
    case .stayDeleted: self.init(.absent, .faint, "you deleted it")
    case .delete: self.init(.delete, .red, "no longer generated")
    case .forget: self.init(.leave, .yellow, "it is yours now")
    case .conflict: return nil
    }
  }
}
