/// A Markdown page whose `console` blocks are tests: read by people as the manual, run by us as it stands.
///
/// Each `##` heading with a console block below it is one scenario; what stands above the first of them is the beginning
/// of each. In it, in order:
/// - a fence whose opening line has a path after the language (` ```yaml .tenon/workspace.yaml `) is a file to write;
/// - in a fence ` ```console ` a line after `$ ` is a command (`> ` continues it), the lines below are what it shows on
///   both streams, and a last line `[65]` is its status where that is not 0. A line `...` stands for any lines;
/// - ` ```console unchanged ` also says that no command of the block changes a byte of the repository or `.git`.
struct ScenarioFile {
  var parts: [Part]

  enum Part: Equatable {
    case heading(String)
    case prose(String)
    case file(path: String, fence: Fence)
    case console(fence: Fence, steps: [Step])
  }

  /// A fenced block: its opening and closing lines, and what stands between them.
  struct Fence: Equatable {
    var opening: String
    var lines: [String]
    var closing: String

    var words: [Substring] { opening.drop { $0 == "`" }.split(separator: " ") }
    var isUnchanged: Bool { words.dropFirst().contains("unchanged") }
  }

  /// A command and what it is to show.
  struct Step: Equatable {
    var command: [String]
    var expected: [String]
    var status: Int32

    var lines: [String] {
      let first = command.prefix(1).map { "$ \($0)" }
      let more = command.dropFirst().map { "> \($0)" }
      return first + more + expected + (status == 0 ? [] : ["[\(status)]"])
    }
  }

  init(_ text: String) {
    parts = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    while let line = lines.popFirst() {
      if line.hasPrefix("```") {
        parts.append(Self.block(opening: line, from: &lines))
      } else {
        parts.append(line.hasPrefix("## ") ? .heading(line) : .prose(line))
      }
    }
  }

  /// The page again, with the steps as they are now.
  var text: String {
    parts.flatMap { part -> [String] in
      switch part {
      case .heading(let line), .prose(let line): [line]
      case .file(_, let fence): [fence.opening] + fence.lines + [fence.closing]
      case .console(let fence, let steps): [fence.opening] + steps.flatMap(\.lines) + [fence.closing]
      }
    }.joined(separator: "\n")
  }

  private static func block(opening: String, from lines: inout ArraySlice<String>) -> Part {
    let marks = opening.prefix { $0 == "`" }
    var fence = Fence(opening: opening, lines: [], closing: String(marks))
    while let line = lines.popFirst(), line != marks { fence.lines.append(line) }
    if fence.words.first == "console" { return .console(fence: fence, steps: steps(of: fence.lines)) }
    if fence.words.count > 1 { return .file(path: String(fence.words[1]), fence: fence) }
    return .prose(([opening] + fence.lines + [fence.closing]).joined(separator: "\n"))
  }

  private static func steps(of lines: [String]) -> [Step] {
    var steps: [Step] = []
    for line in lines {
      if line.hasPrefix("$ ") {
        steps.append(Step(command: [String(line.dropFirst(2))], expected: [], status: 0))
      } else if let last = steps.indices.last {
        if line.hasPrefix("> "), steps[last].expected.isEmpty {
          steps[last].command.append(String(line.dropFirst(2)))
        } else if let status = line.wholeMatch(of: /\[(\d+)\]/).flatMap({ Int32($0.1) }) {
          steps[last].status = status
        } else {
          steps[last].expected.append(line)
        }
      }
    }
    return steps
  }
}
