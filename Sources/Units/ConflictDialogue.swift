import Diagnostics
import FileTrees
import GitReading
import Merging
import Planning
import Reviewing
import Texts

/// A person's decision on the conflict of one file.
enum ConflictAnswer {
  case whole(ConflictChoice)
  case hunks([TextMerge.Resolution])
}

/// Shows both sides, hunk by hunk, and asks which is right; `stop` without a decision.
struct ConflictDialogue {
  let person: any Questioner
  let file: FilePlan
  let conflict: Conflict

  init?(with person: any Questioner, about file: FilePlan) {
    guard let conflict = file.conflict else { return nil }
    self.person = person
    self.file = file
    self.conflict = conflict
  }

  /// Asks about every hunk of the file, or once about a file that has none.
  func answer() throws(Findings) -> ConflictAnswer {
    let hunks = try diagnosing { () throws(GitError) in try conflict.placedHunks() }
    person.tell("")
    person.tell("\(file.path): \(conflict.words)")
    if hunks.isEmpty { return .whole(askAboutAll()) }
    var resolutions: [TextMerge.Resolution] = []
    for hunk in hunks {
      show(hunk, of: hunks.count)
      switch ask(about: hunk) {
      case .hunk(let resolution): resolutions.append(resolution)
      case .rest(let resolution):
        let rest = hunks.count - resolutions.count
        return .hunks(resolutions + Array(repeating: resolution, count: rest))
      case .file(let choice): return .whole(choice)
      }
    }
    return .hunks(resolutions)
  }

  private enum Reply {
    case hunk(TextMerge.Resolution)
    /// This hunk and those after it.
    case rest(TextMerge.Resolution)
    /// The whole file, regardless of earlier decisions.
    case file(ConflictChoice)
  }

  private func askAboutAll() -> ConflictChoice {
    while let answer = person.ask("keep (o)urs, take (t)heirs, or (s)top?") {
      switch answer.lowercased() {
      case "o", "ours": return .ours
      case "t", "theirs": return .theirs
      case "s", "stop": return .stop
      case "?", "help": person.tell("The file cannot be merged by line: choose one side.")
      default: continue
      }
    }
    return .stop
  }

  private func ask(about hunk: ConflictHunk) -> Reply {
    while let answer = person.ask(
      "(o)urs, (t)heirs, (b)oth, (e)ditor, (a)ll of this file, (?) help or (s)top?")
    {
      switch answer.lowercased() {
      case "o", "ours": return .hunk(.ours)
      case "t", "theirs": return .hunk(.theirs)
      case "b", "both": return .hunk(.both)
      case "e", "editor": if let lines = edited(hunk) { return .hunk(.text(lines)) }
      case "a", "all": if let reply = askAboutRest() { return reply }
      case "m", "markers": return .file(.markers)
      case "s", "stop": return .file(.stop)
      case "?", "help": for line in Self.help { person.tell(line) }
      default: person.tell("invalid answer '\(visible(answer))' (? shows what each letter does)")
      }
    }
    return .file(.stop)
  }

  /// Nil if the person wants the previous question again.
  private func askAboutRest() -> Reply? {
    while let answer = person.ask("all that is left of this file: (o)urs, (t)heirs, (b)oth or (m)arkers?") {
      switch answer.lowercased() {
      case "o", "ours": return .rest(.ours)
      case "t", "theirs": return .rest(.theirs)
      case "b", "both": return .rest(.both)
      case "m", "markers": return .file(.markers)
      case "": return nil
      default: continue
      }
    }
    return .file(.stop)
  }

  /// What the person made of the hunk; nil if they changed nothing, or left markers in it.
  private func edited(_ hunk: ConflictHunk) -> [UInt8]? {
    let marked = hunk.sides.marked(MergeLabels(), size: 7)
    do throws(Findings) {
      let lines = try person.edit(marked, of: file.path)
      if lines == marked {
        person.tell("nothing was changed")
      } else if hasConflictMarkers(lines) {
        person.tell("the file contains conflict markers")
      } else {
        return lines
      }
    } catch {
      for diagnostic in error.diagnostics { person.tell(diagnostic.message) }
    }
    return nil
  }

  private static let help = [
    "  o  ours: keep your lines",
    "  t  theirs: take the skeleton's lines",
    "  b  both: your lines, then the skeleton's",
    "  e  editor: write the lines yourself",
    "  a  all of this file: one answer for this conflict and those after it",
    "  m  markers: write all conflicts of the file with markers, to resolve by hand",
    "  s  stop: write nothing",
  ]
}

extension ConflictDialogue {
  /// The lines of every side with their numbers, and those around them.
  private func show(_ hunk: ConflictHunk, of count: Int) {
    let lines = TextLines(hunk.sides.ours).count
    let range = lines > 1 ? "\(hunk.ourLine)-\(hunk.ourLine + lines - 1)" : "\(hunk.ourLine)"
    person.tell("")
    person.tell("conflict \(hunk.number) of \(count) in \(file.path):\(range)")
    tell("      ", hunk.before, from: hunk.ourLine - hunk.before.count)
    tell("ours  ", TextLines(hunk.sides.ours).map(Array.init), from: hunk.ourLine)
    tell("base  ", TextLines(hunk.sides.base).map(Array.init), from: nil)
    tell("theirs", TextLines(hunk.sides.theirs).map(Array.init), from: hunk.theirLine)
    tell("      ", hunk.after, from: hunk.ourLine + lines)
  }

  /// The lines of one side, with what would move a cursor made visible; an empty side has none.
  private func tell(_ name: String, _ lines: [[UInt8]], from start: Int?) {
    for (index, line) in lines.enumerated() {
      let number = start.map { String($0 + index) } ?? ""
      let text = line.last == lineFeed ? line.dropLast() : line[...]
      let padding = String(repeating: " ", count: max(0, 6 - number.count))
      person.tell("\(padding)\(number) \(name) | \(visible(String(decoding: text, as: UTF8.self)))")
    }
  }
}
