/// A literal password in the middle of a line: in a mapping or object in braces, or behind an option of a command.
///
/// Less is taken for one than at the start of a line, since programs are full of braces: in `{ "password": x }` the
/// value must be quoted, in `{ password: x }` it must hold a digit.
enum EmbeddedPassword {
  static func find(in line: ArraySlice<UInt8>) -> String? {
    var inBraces = false
    var last: UInt8 = 0
    for index in line.indices {
      let byte = line[index]
      let rest = line[(index + 1)...]
      if byte == UInt8(ascii: "{") { inBraces = !"${%#".utf8.contains(last) }
      if inBraces, byte == UInt8(ascii: "{") || byte == UInt8(ascii: ","), isMember(rest) { return found }
      if byte == UInt8(ascii: "-"), last == byte, isOption(rest) { return found }
      last = byte
    }
    return nil
  }

  private static let found = "a literal password"

  /// No key is longer.
  private static let longestKey = 80

  /// `password: hunter22`, `"password": "hunter22"`.
  private static func isMember(_ rest: ArraySlice<UInt8>) -> Bool {
    var rest = rest.drop(while: isSpace)
    let quote = rest.first.flatMap { PasswordAssignment.isQuote($0) ? $0 : nil }
    if quote != nil { rest = rest.dropFirst() }
    guard let name = name(at: rest) else { return false }
    rest = rest.dropFirst(name.count)
    if let quote {
      guard rest.first == quote else { return false }
      rest = rest.dropFirst()
    }
    guard rest.first == UInt8(ascii: ":") else { return false }
    let value = rest.dropFirst().drop(while: isSpace)
    // `${TOKEN:?…}` is no member: a blank follows the colon of a mapping.
    guard quote != nil || value.startIndex > rest.startIndex + 1 else { return false }
    return isLiteral(value, endingAt: ",}", mayBeBare: quote == nil)
  }

  /// `--password=hunter22`.
  private static func isOption(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let name = name(at: rest) else { return false }
    let behind = rest.dropFirst(name.count)
    return behind.first == UInt8(ascii: "=")
      && isLiteral(behind.dropFirst(), endingAt: "'\"`;)", mayBeBare: true)
  }

  private static func name(at rest: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let name = rest.prefix(longestKey).prefix { isAlphanumeric($0) || $0 == 0x5F || $0 == 0x2D }
    return PasswordAssignment.namesSecret(name) ? name : nil
  }

  private static func isLiteral(_ value: ArraySlice<UInt8>, endingAt ends: String, mayBeBare: Bool) -> Bool {
    let value = value.prefix(PasswordAssignment.longestValue)
    guard let first = value.first else { return false }
    if PasswordAssignment.isQuote(first) { return PasswordAssignment.isQuotedSecret(value) }
    let word = value.prefix { !isSpace($0) && !ends.utf8.contains($0) }
    return mayBeBare && word.count >= 6 && word.contains(where: isDigit)
      && !word.contains { "([".utf8.contains($0) } && PasswordAssignment.isSecret(word)
  }
}
