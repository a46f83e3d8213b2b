/// Where a value begins and ends, by the grammar of its file.
extension ScannedText {
  /// No value is followed further.
  static let longestValue = 4_096

  /// The value after a key and a sign, and how sure one must be of it; nil if none can be there.
  func value(
    of key: Key, behind separator: Separator
  ) -> (bytes: ArraySlice<UInt8>, caution: SecretValue.Caution)? {
    let start = separator.next
    guard start < bytes.count else { return nil }
    let least = key.isComment ? SecretValue.Caution.much : caution
    if isLineEnd(bytes[start]) || bytes[start] == 0x0D || isBlockSign(start) {
      return multiline(key, separator).map { ($0, max(least, kind == .json ? .some : .none)) }
    }
    if let quoted = quoted(at: start) {
      // The end of one text and the beginning of the next: `"token=" + x + "`.
      if kind == .code, let first = quoted.first, "+),;}.".utf8.contains(first),
        quoted.dropFirst().first.map(isAlphanumeric) != true
      {
        return nil
      }
      let isCode = kind == .code || kind == .json || separator.sign == UInt8(ascii: ",")
      return (quoted, max(least, isCode ? .some : .none))
    }
    if separator.sign == UInt8(ascii: ",") { return nil }
    if kind == .code, let typed = typed(from: start) { return (typed, max(least, .some)) }
    guard let bare = bare(key, separator) else { return nil }
    return (bare.bytes, max(least, bare.caution))
  }

  // MARK: Quoted

  /// The contents of quotes, also escaped, tripled or prefixed by a letter.
  func quoted(at start: Int) -> ArraySlice<UInt8>? {
    var index = start
    while index < bytes.count, index - start < 3, isLetter(bytes[index]) || bytes[index] == UInt8(ascii: "@")
    {
      index += 1
    }
    if index < bytes.count, !isQuote(bytes[index]), index > start { index = start }
    let isEscaped = index + 1 < bytes.count && bytes[index] == UInt8(ascii: "\\") && isQuote(bytes[index + 1])
    if isEscaped { index += 1 }
    guard index < bytes.count, isQuote(bytes[index]) else { return nil }
    let quote = bytes[index]
    while index < bytes.count, bytes[index] == quote { index += 1 }
    let opened = index - start
    if opened == 2, !isEscaped, bytes[start] == quote { return bytes[start..<start] }
    return inside(quote, from: index, isEscaped: isEscaped)
  }

  private func inside(_ quote: UInt8, from begin: Int, isEscaped: Bool) -> ArraySlice<UInt8> {
    var index = begin
    let limit = min(bytes.count, begin + Self.longestValue)
    while index < limit, bytes[index] != quote, !isLineEnd(bytes[index]) {
      if bytes[index] == UInt8(ascii: "\\") {
        if isEscaped { break }
        index += 1
      }
      index += 1
    }
    return bytes[begin..<min(index, bytes.count)]
  }

  /// `password: str = "x"`: the text after the type.
  private func typed(from start: Int) -> ArraySlice<UInt8>? {
    var index = start
    while index < bytes.count, index - start < 60,
      isWord(bytes[index]) || ".<>?[] |:".utf8.contains(bytes[index])
    {
      index += 1
    }
    guard index > start, index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return nil }
    index += 1
    while index < bytes.count, isBlank(bytes[index]) { index += 1 }
    return quoted(at: index)
  }

  // MARK: Bare

  private func bare(
    _ key: Key, _ separator: Separator
  ) -> (bytes: ArraySlice<UInt8>, caution: SecretValue.Caution)? {
    if key.isInExpression { return nil }
    let isColon = separator.sign == UInt8(ascii: ":")
    if isColon, separator.isTight, !separator.isClosed, !mayBeTight(key) { return nil }
    if key.isOption || isInQuery(key) { return (word(from: separator.next, in: key), .some) }
    if key.isInBraces, isColon { return member(key, separator) }
    if key.opensQuote, !separator.isClosed, !isColon, separator.isTight {
      return (word(from: separator.next, in: key), .some)
    }
    if !kind.hasBareTexts, !key.isQuoted, !key.isComment {
      // YAML in the comments of a program; what it calls its variables is never random.
      guard kind == .code, isColon, key.isFirst, !separator.isTight else { return nil }
      let line = restOfLine(from: separator.next)
      let texture = Texture(line)
      return ReferenceForm.isIdentifier(line) && texture.spoken * 2 >= texture.letters ? nil : (line, .much)
    }
    if key.isFirst, !key.isQuoted {
      // A program's variable is not text; in a file of settings, only a comment follows a word.
      if kind == .shell, !isColon, !separator.isTight { return nil }
      let line = kind == .shell ? word(from: separator.next, in: key) : restOfLine(from: separator.next)
      return (line, caution(ofLine: line, separator))
    }
    return (word(from: separator.next, in: key), .some)
  }

  /// `pass:secret` of openssl, and a file of settings that has no blanks.
  private func mayBeTight(_ key: Key) -> Bool {
    kind == .settings && key.isFirst || key.bytes.lowercase.elementsEqual("pass".utf8)
      || isInQuery(key) || kind == .unknown && key.isFirst
  }

  private func caution(ofLine line: ArraySlice<UInt8>, _ separator: Separator) -> SecretValue.Caution {
    guard kind == .unknown, separator.sign == UInt8(ascii: "=") else { return .none }
    if separator.isTight { return .some }
    return line.contains { ",();}".utf8.contains($0) } ? .much : .some
  }

  /// A value in braces that is not quoted: what a program calls its variables is none.
  private func member(
    _ key: Key, _ separator: Separator
  ) -> (bytes: ArraySlice<UInt8>, caution: SecretValue.Caution)? {
    if separator.isClosed, kind != .yaml { return nil }
    let word = word(from: separator.next, in: key)
    if kind.hasBareTexts == false, !key.isQuoted { return nil }
    return word.contains { "([".utf8.contains($0) } ? nil : (word, .some)
  }

  private func isInQuery(_ key: Key) -> Bool {
    guard let last = key.before.last else { return false }
    return last == UInt8(ascii: "?") || last == UInt8(ascii: "&")
  }

  /// Up to a blank, a quote, or what ends a member, an argument or a parameter; of `Bearer X` the second.
  func word(from start: Int, in key: Key) -> ArraySlice<UInt8> {
    let word = oneWord(from: start, in: key)
    guard word.count <= 9, word.endIndex < bytes.count, isBlank(bytes[word.endIndex]),
      key.keyClass != .password,
      SecretValue.schemes.contains(word.lowercase[...].text)
    else { return word }
    return oneWord(from: word.endIndex + 1, in: key)
  }

  private func oneWord(from start: Int, in key: Key) -> ArraySlice<UInt8> {
    let ends = key.isInBraces ? " \t\"'`,;}" : isInQuery(key) ? " \t\"'`&<>#)" : " \t\"'`,;)<>|"
    var index = start
    while index < bytes.count, index - start < Self.longestValue, !isLineEnd(bytes[index]),
      bytes[index] != 0x0D
    {
      if ends.utf8.contains(bytes[index]) { break }
      index += 1
    }
    return bytes[start..<index]
  }

  /// Up to the end of the line or a comment.
  private func restOfLine(from start: Int) -> ArraySlice<UInt8> {
    var index = start
    while index < bytes.count, index - start < Self.longestValue, !isLineEnd(bytes[index]) {
      if isBlank(bytes[index]), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "#") { break }
      index += 1
    }
    return bytes[start..<index].trimmed()
  }

  // MARK: Over several lines

  private func isBlockSign(_ start: Int) -> Bool {
    guard kind == .yaml || kind == .unknown || kind == .prose else { return false }
    guard bytes[start] == UInt8(ascii: "|") || bytes[start] == UInt8(ascii: ">") else { return false }
    let rest = restOfLine(from: start)
    return rest.count <= 3 && rest.dropFirst().allSatisfy { isDigit($0) || $0 == 0x2B || $0 == 0x2D }
  }

  /// A block scalar, or a value in the next line: its one line, or its few lines joined.
  private func multiline(_ key: Key, _ separator: Separator) -> ArraySlice<UInt8>? {
    guard kind != .shell, kind != .settings, kind != .code, separator.sign == UInt8(ascii: ":") else {
      return nil
    }
    let isBlock = !isLineEnd(bytes[separator.next]) && bytes[separator.next] != 0x0D
    var index = separator.next
    while index < bytes.count, !isLineEnd(bytes[index]) { index += 1 }
    let indent = key.before.prefix(while: isBlank).count
    var start = index + 1
    while start < bytes.count, isBlank(bytes[start]), start - index < 200 { start += 1 }
    guard start < bytes.count, start - index - 1 > indent else { return nil }
    if !isBlock, kind == .json || isQuote(bytes[start]) { return quoted(at: start) }
    let line = restOfLine(from: start)
    if !isBlock, line.begins("- ") || line.has(": ") || line.last == UInt8(ascii: ":") { return nil }
    return isLast(line, deeperThan: indent) ? line : nil
  }

  /// Whether the block ends with this line; longer ones are texts, and formats in them are seen anyway.
  private func isLast(_ line: ArraySlice<UInt8>, deeperThan indent: Int) -> Bool {
    var index = line.endIndex
    while index < bytes.count, !isLineEnd(bytes[index]) { index += 1 }
    while index < bytes.count, isLineEnd(bytes[index]) || bytes[index] == 0x0D { index += 1 }
    var blanks = 0
    while index + blanks < bytes.count, isBlank(bytes[index + blanks]), blanks < 200 { blanks += 1 }
    return index + blanks >= bytes.count || blanks <= indent || isLineEnd(bytes[index + blanks])
  }
}
