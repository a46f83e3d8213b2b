import Diagnostics
import Jobs

/// Asks on standard error and reads the answer from standard input, both of which are terminals.
struct TerminalQuestioner: Questioner {
  let console: Console

  func ask(_ prompt: String) -> String? {
    console.say("\(console.painted("?", .cyan)) \(prompt) ", newline: false)
    return readLine()
  }

  func tell(_ line: String) { console.say(line) }
}

extension Console {
  /// Somebody to ask, unless there is no terminal or the result is to be one JSON document.
  func questioner(_ common: CommonOptions) -> (any Questioner)? {
    isInteractive && !common.json ? TerminalQuestioner(console: self) : nil
  }
}
