import Collecting
import Units
import Diagnostics
import FileTrees
import Jobs

/// Asks on standard error and reads the answer from standard input, both of which are terminals.
struct TerminalQuestioner: Questioner {
  let console: Console
  /// Nil if there is none to be had.
  let editor: Editor?

  func ask(_ prompt: String) -> String? {
    console.say("\(console.painted("?", .cyan)) \(prompt) ", newline: false)
    return readLine()
  }

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
