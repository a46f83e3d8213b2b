/// Several secrets after one key: lists, maps and columns of a table.
struct GroupReader: CredentialReader {
  let text: ScannedText
  let log: SightingLog

  /// No list, map or table is followed further.
  private static let longestGroup = 4_000

  /// `passwords: [a, b]`, `tokens = { ci = "x" }`, and both over several lines.
  func lookAtGroup(_ key: Key, _ separator: Separator) {
    let start = separator.next
    guard start < bytes.count, start >= log.groupEnd, !key.isComment, kind != .shell, kind != .prose else {
      return
    }
    let isPlural = KeyVocabulary.isPlural(key.bytes)
    if bytes[start] == UInt8(ascii: "[") {
      return lookAtItems(key, from: start + 1, until: UInt8(ascii: "]"))
    }
    if bytes[start] == UInt8(ascii: "{"), isPlural {
      return lookAtItems(key, from: start + 1, until: UInt8(ascii: "}"))
    }
    let isOpen = isLineEnd(bytes[start]) || bytes[start] == 0x0D
    if isOpen, kind == .yaml || kind == .unknown { lookAtLines(key, from: start, isMap: isPlural) }
  }

  /// Up to the bracket: every item between commas and line ends.
  private func lookAtItems(_ key: Key, from start: Int, until close: UInt8) {
    let text = bytes[start...].prefix(Self.longestGroup).prefix { $0 != close }
    log.groupEnd = text.endIndex
    let isMap = close == UInt8(ascii: "}")
    for item in text.split(whereSeparator: { $0 == UInt8(ascii: ",") || isLineEnd($0) }) {
      guard let value = isMap ? valueOfMember(item) : item.trimmed(), let first = value.first else {
        continue
      }
      if kind == .yaml || isQuote(first) { judgeItem(value, of: key) }
    }
  }

  /// The lines indented deeper than the key, each an item or a member.
  private func lookAtLines(_ key: Key, from start: Int, isMap: Bool) {
    let indent = key.before.prefix(while: isBlank).count
    log.groupEnd = start
    var itemDepth: Int?
    var index = start
    while index < bytes.count, index - start < Self.longestGroup {
      let line = bytes[index...].prefix(Self.longestGroup).prefix { $0 != 0x0A }
      index = line.endIndex + 1
      let depth = line.prefix(while: isBlank).count
      let entry = line.dropFirst(depth).trimmed()
      if entry.isEmpty || entry.first == UInt8(ascii: "#") { continue }
      let isItem = entry.begins("- ")
      guard depth > indent || isItem && depth == indent, isMap || isItem else { break }
      log.groupEnd = line.endIndex
      if isItem, !entry.has(": "), isMap || depth == itemDepth ?? depth {
        itemDepth = depth
        judgeItem(entry.dropFirst(2).trimmed(), of: key)
      } else if isMap, !isItem, let value = valueOfMember(entry) {
        judgeItem(value, of: key)
      }
    }
  }

  /// The value of `name: x` or `name = x`; nil if the name rules out a secret, or is checked by itself.
  private func valueOfMember(_ entry: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let sign = entry.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") }) else {
      return nil
    }
    let name = entry[..<sign].filter { !isQuote($0) && !isBlank($0) }[...]
    guard ReferenceForm.isIdentifier(name), let last = keyWords(of: name).last,
      !KeyVocabulary.harmlessEndings.contains(last)
    else { return nil }
    return entry[(sign + 1)...].trimmed()
  }

  private func judgeItem(_ raw: ArraySlice<UInt8>, of key: Key) {
    let item: ArraySlice<UInt8>
    if let first = raw.first, isQuote(first) {
      item = raw.dropFirst().prefix { $0 != first }
    } else {
      item = raw.place(of: " #").map { raw[..<$0.lowerBound] } ?? raw
    }
    judge(item, of: key, caution: max(caution, .some))
  }

  /// A column of a Markdown table or of comma-separated values whose head is the key.
  func lookAtTable(_ key: Key) -> Bool {
    let isTable = key.before.trimmed().first == UInt8(ascii: "|")
    // Comma-separated values have their headers in the first line.
    let isHead = isTable || key.before.startIndex == bytes.startIndex && text.path.hasSuffix(".csv")
    guard isHead, key.bytes.startIndex >= log.groupEnd else { return false }
    let sign = isTable ? UInt8(ascii: "|") : UInt8(ascii: ",")
    let column = key.before.count { $0 == sign }
    let text = bytes[key.bytes.endIndex...].prefix(Self.longestGroup)
    guard let head = text.firstIndex(of: 0x0A) else { return false }
    let rule = text[(head + 1)...].prefix { $0 != 0x0A }
    guard !isTable || rule.has("---") else { return false }
    log.groupEnd = rule.endIndex
    var line = rule
    while !line.isEmpty {
      defer { line = bytes[min(line.endIndex + 1, text.endIndex)..<text.endIndex].prefix { $0 != 0x0A } }
      let cells = line.split(separator: sign, omittingEmptySubsequences: false)
      guard cells.count > column else { break }
      log.groupEnd = line.endIndex
      let cell = cells[column].trimmed()
      judge(
        cell.first.map(isQuote) == true ? cell.dropFirst().dropLast() : cell, of: key,
        caution: max(caution, .some))
    }
    return true
  }
}
