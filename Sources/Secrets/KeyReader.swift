/// Keys that name a secret, and what is after them.
struct KeyReader: CredentialReader {
  let text: ScannedText
  let log: SightingLog

  func look(endingAt triggerEnd: Int) {
    guard triggerEnd > log.keyEnd else { return }
    let end = isKeyByte(bytes[triggerEnd - 1]) ? triggerEnd : triggerEnd - 1
    var start = end
    while start > 0, end - start < ScannedText.longestKey, isKeyByte(bytes[start - 1]) { start -= 1 }
    var stop = end
    while stop < bytes.count, stop - end < ScannedText.longestKey, isKeyByte(bytes[stop]) { stop += 1 }
    log.keyEnd = max(stop, triggerEnd)
    while stop > start, !isAlphanumeric(bytes[stop - 1]), bytes[stop - 1] != 0x5F { stop -= 1 }
    var dashes = 0
    while start < stop, !isWord(bytes[start]) {
      if bytes[start] == 0x2D { dashes += 1 }
      start += 1
    }
    guard start < stop else { return }
    if PipeReader(text: text, log: log).look(into: bytes[start..<stop]) { return }
    guard let keyClass = log.classOfKey(bytes[start..<stop]) else { return }
    let key = Key(
      bytes: bytes[start..<stop], keyClass: keyClass, isOption: dashes > 0 && hasBlankBefore(start - dashes),
      before: lead(of: start - dashes))
    look(behind: key)
  }

  private func hasBlankBefore(_ index: Int) -> Bool {
    index == 0 || isBlank(bytes[index - 1]) || bytes[index - 1] == 0x0A || isQuote(bytes[index - 1])
      || bytes[index - 1] == UInt8(ascii: "[") || bytes[index - 1] == UInt8(ascii: ",")
  }

  /// The line before the key, its end at least.
  private func lead(of start: Int) -> ArraySlice<UInt8> {
    var index = start
    while index > 0, start - index < ScannedText.longestLead, !isLineEnd(bytes[index - 1]) { index -= 1 }
    return bytes[index..<start]
  }

  private func look(behind key: Key) {
    let (named, groups) = (NamedValueReader(text: text, log: log), GroupReader(text: text, log: log))
    let calls = CallReader(text: text, log: log)
    if named.lookAtElement(key) || named.lookAtNamedValue(key) { return }
    if groups.lookAtTable(key) || calls.lookAtCall(key) { return }
    if key.isKind { EncodedReader(text: text, log: log).lookAtKubernetesSecret(key) }
    guard let separator = Separator(in: bytes, behind: key.bytes.endIndex) else { return }
    if separator.sign == UInt8(ascii: " ") {
      return DirectiveReader(text: text, log: log).look(at: key, from: separator.next)
    }
    groups.lookAtGroup(key, separator)
    guard let value = text.value(of: key, behind: separator) else { return }
    judge(value.bytes, of: key, caution: value.caution)
  }
}
