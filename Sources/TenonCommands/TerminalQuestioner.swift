import Collecting
import Diagnostics
import FileTrees
import Jobs
import Units

/// Asks on standard error and reads the answer from standard input, both of which are terminals.
struct TerminalQuestioner: Questioner {
  let console: Console
  /// Nil if there is none to be had.
  let editor: Editor?

  func ask(_ prompt: String) -> String? {
    console.say("\(console.painted("?", .cyan)) \(prompt) ", newline: false)
    // What is typed ahead stays where it is: the next question, or an editor, reads it.
    var input = LineReader(console.streams.input, limit: Self.longestAnswer, chunk: 1)
    guard case .text(let bytes) = input.next() else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// More than a terminal gives as one line, in bytes (termios(3): 4096).
  private static let longestAnswer = 1 << 16

  func tell(_ line: String) { console.say(line) }

  func edit(_ text: [UInt8], of path: RelativePath) throws(Findings) -> [UInt8] {
    guard let editor else {
      throw Findings(Diagnostic(.noProgram, "no editor configured (set GIT_EDITOR, core.editor or EDITOR)"))
    }
    return try editor.edit(text, of: path)
  }
}

extension Console {
  /// A person to ask, unless there is no terminal or the result is to be one JSON document.
  func questioner(_ common: CommonOptions, in opened: OpenWorkspace) -> (any Questioner)? {
    guard isInteractive, !common.json else { return nil }
    return TerminalQuestioner(console: self, editor: Editor(for: opened))
  }
}
