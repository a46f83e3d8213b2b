/// A name in one place and its value in another: elements of XML, `name:` and `value:`.
struct NamedValueReader: CredentialReader {
  let text: ScannedText
  let log: SightingLog

  /// `<password>value</password>`.
  func lookAtElement(_ key: Key) -> Bool {
    let stop = key.bytes.endIndex
    guard stop < bytes.count else { return false }
    if key.opensQuote, isQuote(bytes[stop]), stop + 1 < bytes.count, bytes[stop + 1] == UInt8(ascii: ">") {
      // `<string name="api_key">x</string>`.
      judge(textOfElement(from: stop + 2), of: key, caution: max(caution, .some))
      return true
    }
    if key.before.suffix(5).elementsEqual("<key>".utf8) { return lookAtPropertyList(key) }
    guard key.before.last == UInt8(ascii: "<"), bytes[stop] == UInt8(ascii: ">") else { return false }
    var value = textOfElement(from: stop + 1)
    if key.bytes.elementsEqual("auth-user-pass".utf8) {
      // The second line below is the password (openvpn(8)).
      let lines = bytes[(stop + 1)...].prefix(300).split(separator: 0x0A, maxSplits: 3)
      if lines.count > 2 { value = lines[1].trimmed() }
    } else if value.trimmed().isEmpty, value.endIndex < bytes.count,
      bytes[value.endIndex] == UInt8(ascii: "<")
    {
      // `<Password><Value>x</Value></Password>`.
      let tag = bytes[(value.endIndex + 1)...].prefix(20).prefix { $0 != UInt8(ascii: ">") }
      if Self.valueWords.contains(tag.lowercase[...].text) { value = textOfElement(from: tag.endIndex + 1) }
    }
    judge(value, of: key, caution: max(caution, .some))
    return true
  }

  /// `<key>Password</key>`, and in the next line `<string>x</string>`.
  private func lookAtPropertyList(_ key: Key) -> Bool {
    let rest = bytes[key.bytes.endIndex...].prefix(200)
    guard let tag = rest.place(of: "<string>") else { return false }
    judge(textOfElement(from: tag.upperBound), of: key, caution: max(caution, .some))
    return true
  }

  private func textOfElement(from start: Int) -> ArraySlice<UInt8> {
    bytes[min(start, bytes.count)...].prefix(ScannedText.longestValue).prefix {
      $0 != UInt8(ascii: "<") && !isLineEnd($0)
    }
  }

  /// `name: DB_PASSWORD` and `value: x`, `<add key="Password" value="x"/>`, `variable "password" { default = "x" }`.
  func lookAtNamedValue(_ key: Key) -> Bool {
    guard isNameValue(key) else { return false }
    var index = key.bytes.endIndex
    var lines = 0
    let limit = min(bytes.count, index + 500)
    while index < limit, lines <= 4 {
      if bytes[index] == 0x0A {
        lines += 1
        if beginsNext(index + 1) { break }
      }
      if isLetter(bytes[index]), !isWord(bytes[index - 1]) {
        let word = bytes[index...].prefix(12).prefix(while: isWord)
        if Self.valueWords.contains(word.text) { return judgeNamed(key, valueBehind: word.endIndex) }
        index = word.endIndex
      } else {
        index += 1
      }
    }
    return true
  }

  private static let valueWords: Set = ["value", "default", "Value", "defaultValue", "val", "stringValue"]

  private func judgeNamed(_ key: Key, valueBehind end: Int) -> Bool {
    guard let separator = Separator(in: bytes, behind: end), separator.sign != UInt8(ascii: " ") else {
      return true
    }
    let named = Key(
      bytes: key.bytes, keyClass: key.keyClass, isOption: false,
      before: key.isComment ? key.before : bytes[key.bytes.startIndex..<key.bytes.startIndex])
    guard let value = text.value(of: named, behind: separator) else { return true }
    judge(value.bytes, of: named, caution: value.caution)
    return true
  }

  /// Whether the key is itself the value of a `name`.
  private func isNameValue(_ key: Key) -> Bool {
    var end = key.before.endIndex
    while end > key.before.startIndex, isQuote(bytes[end - 1]) || isBlank(bytes[end - 1]) { end -= 1 }
    let isQuotedBlock =
      end < key.before.endIndex && key.before[..<end].trimmed().elementsEqual("variable".utf8)
    if isQuotedBlock { return true }
    guard end > key.before.startIndex,
      bytes[end - 1] == UInt8(ascii: ":") || bytes[end - 1] == UInt8(ascii: "=")
    else { return false }
    end -= 1
    while end > key.before.startIndex, isQuote(bytes[end - 1]) || isBlank(bytes[end - 1]) { end -= 1 }
    var start = end
    while start > key.before.startIndex, isWord(bytes[start - 1]) { start -= 1 }
    return Self.nameWords.contains(bytes[start..<end].text)
  }

  private static let nameWords: Set = [
    "name", "key", "Name", "Key", "variable", "var", "option", "field", "id",
  ]

  /// The next item, block or blank line ends what belongs together.
  private func beginsNext(_ start: Int) -> Bool {
    let line = bytes[start...].prefix(200).prefix { !isLineEnd($0) }.trimmed()
    return line.isEmpty || line.begins("- ") || line.begins("}") || line.begins("<add ")
      || line.begins("name:")
      || line.begins("{")
  }
}
