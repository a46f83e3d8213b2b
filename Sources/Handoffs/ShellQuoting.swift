/// A program and its arguments as one line that a POSIX shell, or bash where a name is odd, takes for exactly them.
///
/// Control characters are written as `$'\n'`, which bash, zsh and POSIX 2024 understand, so that no argument can start
/// a line of its own.
package func shellQuoted(_ argv: [String]) -> String {
  argv.enumerated()
    .map { index, word in index == 0 && word.contains("=") ? singleQuoted(word) : shellQuoted(word) }
    .joined(separator: " ")
}

/// One argument as `shellQuoted(_:)` writes it.
package func shellQuoted(_ word: String) -> String {
  if word.isEmpty { return "''" }
  if word.utf8.allSatisfy(isPlain) { return word }
  return word.unicodeScalars.contains(where: isHidden) ? escaped(word) : singleQuoted(word)
}

private func singleQuoted(_ word: String) -> String {
  "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}

/// In `$'…'` every byte that cannot be seen is three octal digits.
private func escaped(_ word: String) -> String {
  let pieces = word.unicodeScalars.map { scalar in
    switch scalar {
    case "\n": "\\n"
    case "\t": "\\t"
    case "\r": "\\r"
    case "'": "\\'"
    case "\\": "\\\\"
    default: isHidden(scalar) ? String(scalar).utf8.map(octal).joined() : String(scalar)
    }
  }
  return "$'" + pieces.joined() + "'"
}

private func octal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 8)
  return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
}

private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator: true
  default: false
  }
}

private func isPlain(_ byte: UInt8) -> Bool {
  let scalar = Unicode.Scalar(byte)
  return byte < 0x80 && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
    || "_@%+=:,./-".utf8.contains(byte)
}
