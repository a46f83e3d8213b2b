/// Passwords among the arguments of a program.
struct CommandReader: CredentialReader {
  let text: ScannedText
  let log: SightingLog

  /// `curl -u user:password`, `mysql -pPASSWORD`, `redis-cli -a PASSWORD`.
  func look(behind end: Int) {
    var start = end - 1
    while start > 0, end - start < 30, isWord(bytes[start - 1]) || bytes[start - 1] == 0x2D { start -= 1 }
    let program = bytes[start..<(end - 1)]
    if program.elementsEqual("sudo".utf8) {
      if bytes[end...].begins("-S") {
        PipeReader(text: text, log: log).lookAtEcho(before: start, isPair: false, key: program)
      }
      return
    }
    guard let rules = CommandRule.byProgram[program.text] else { return }
    let isList = isQuote(bytes[end - 1])
    if isList, end >= bytes.count || bytes[end] != UInt8(ascii: ",") { return }
    let line = commandLine(from: end)
    let words = isList ? listed(line) : commandWords(line)
    for rule in rules {
      guard let secret = rule.secret(among: words), secret.count >= 5 else { continue }
      guard let found = log.secret(in: secret, .password, max(caution, .some)) else { continue }
      log.note(
        Sighting(
          range: found.startIndex..<found.endIndex, rule: "command-password", what: "a password in a command",
          key: bytes[start..<(end - 1)]))
    }
  }

  /// The words of a command that is written as a list: `["mysqladmin", "-px"]`.
  private func listed(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    line.prefix { $0 != UInt8(ascii: "]") }.split(separator: UInt8(ascii: ",")).map { unquoted($0.trimmed()) }
  }

  /// The rest of the command; a backslash carries it into the next line.
  private func commandLine(from start: Int) -> ArraySlice<UInt8> {
    var index = start
    while index < bytes.count, index - start < 600 {
      if bytes[index] == 0x0A, bytes[index - 1] != UInt8(ascii: "\\") { break }
      index += 1
    }
    return bytes[start..<index]
  }
}
