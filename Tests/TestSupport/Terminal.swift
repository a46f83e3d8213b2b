import Foundation

/// What a program did on a terminal: all that it showed, and how it ended.
package struct TerminalSession: Sendable {
  package let status: Int32
  /// Everything that appeared, typed answers included, with `\n` as line ending.
  package let screen: String
}

/// A person at the terminal: waits until a text appears, then types.
package struct Reply: Sendable {
  package let prompt: String
  package let typed: String

  /// `typed` is sent as it is: end a line with `\n`; `\u{3}` is ^C, `\u{4}` the end of input.
  package init(to prompt: String, _ typed: String) {
    self.prompt = prompt
    self.typed = typed
  }
}

/// A program that waited for something that nobody typed.
package struct TerminalTimeout: Error, CustomStringConvertible {
  package let screen: String

  package var description: String { "the program did not end; the terminal shows:\n\(screen)" }
}

extension Sandbox {
  /// Runs the built `tenon` with a pseudo-terminal as its three standard streams.
  package func tenonOnTerminal(
    _ arguments: String..., replies: [Reply] = [], in folder: String = "repo", extra: [String: String] = [:],
    seconds: Double = 20
  ) throws -> TerminalSession {
    try onTerminal(
      try tenonExecutable(), arguments, replies: replies, in: folder, extra: extra, seconds: seconds)
  }

  /// Runs any program, by its path, on a pseudo-terminal.
  @discardableResult
  package func onTerminal(
    _ program: String, _ arguments: [String], replies: [Reply] = [], in folder: String = "repo",
    extra: [String: String] = [:], seconds: Double = 20
  ) throws -> TerminalSession {
    let variables = environment.merging(["TERM": "xterm"]) { _, new in new }.merging(extra) { _, new in new }
    let terminal = try PseudoTerminal(
      program: program, arguments: arguments, folder: path(folder), environment: variables)
    return try terminal.converse(replies, until: Date(timeIntervalSinceNow: seconds))
  }
}

extension PseudoTerminal {
  fileprivate consuming func converse(_ replies: [Reply], until deadline: Date) throws -> TerminalSession {
    var shown: [UInt8] = []
    var seen = 0
    var waiting = replies[...]
    while let more = readSome() {
      shown += more
      while let reply = waiting.first, let found = shown.firstRange(of: Array(reply.prompt.utf8), from: seen)
      {
        seen = found
        type(reply.typed)
        waiting.removeFirst()
      }
      if Date() > deadline {
        kill()
        throw TerminalTimeout(screen: screen(shown))
      }
    }
    return TerminalSession(status: wait(), screen: screen(shown))
  }
}

private func screen(_ bytes: [UInt8]) -> String {
  String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
}

extension [UInt8] {
  /// The end of the first occurrence of `text` at or after `start`.
  fileprivate func firstRange(of text: [UInt8], from start: Int) -> Int? {
    guard count - start >= text.count else { return nil }
    return (start...(count - text.count)).first { self[$0..<($0 + text.count)].elementsEqual(text) }
      .map { $0 + text.count }
  }
}
