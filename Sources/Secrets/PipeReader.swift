/// Passwords that are piped into a command, or follow it line by line.
struct PipeReader: CredentialReader {
  let text: ScannedText
  let log: SightingLog

  /// `echo user:password | chpasswd`, cloud-init's `chpasswd:` with its lines, `echo X | … --password-stdin`.
  func look(into key: ArraySlice<UInt8>) -> Bool {
    let isUsers = key.elementsEqual("chpasswd".utf8)
    guard isUsers || key.elementsEqual("password-stdin".utf8) || createsSecret(key) else { return false }
    if lookAtEcho(before: key.startIndex, isPair: isUsers, key: key) { return true }
    if isUsers, key.endIndex < bytes.count {
      for line in followingLines(key.endIndex) { noteUserLine(line, isPair: true, key: key) }
    }
    return true
  }

  /// What is piped into a command in the same line.
  @discardableResult
  func lookAtEcho(before end: Int, isPair: Bool, key: ArraySlice<UInt8>) -> Bool {
    var start = end
    while start > 0, end - start < 300, !isLineEnd(bytes[start - 1]) { start -= 1 }
    let lead = bytes[start..<end]
    guard let echo = lead.place(of: "echo ") ?? lead.place(of: "printf "), lead.contains(UInt8(ascii: "|"))
    else {
      return false
    }
    let word = commandWords(lead[echo.upperBound...]).last { $0.first != UInt8(ascii: "-") } ?? []
    noteUserLine(word.filter { !isQuote($0) }.isEmpty ? [] : unquoted(word), isPair: isPair, key: key)
    return true
  }

  /// `docker secret create NAME -`, `passwd --stdin`.
  private func createsSecret(_ key: ArraySlice<UInt8>) -> Bool {
    let rest = bytes[key.endIndex...].prefix(12)
    return key.elementsEqual("secret".utf8) && rest.begins(" create ")
      || key.elementsEqual("passwd".utf8) && rest.begins(" --stdin")
  }

  /// The next few lines, without dashes and quotes.
  private func followingLines(_ start: Int) -> [ArraySlice<UInt8>] {
    bytes[start...].prefix(1_000).split(separator: 0x0A).prefix(12).map { line in
      let line = line.trimmed()
      return unquoted(line.begins("- ") ? line.dropFirst(2) : line)
    }
  }
}
