/// A name's words, for `snake(name)` and the like: split at all but letters and digits, and where case changes.
///
/// `nginxProxy`, `nginx-proxy` and `Nginx Proxy` have the same words; `HTTPServer` is `HTTP` and `Server`.
func words(of text: String) -> [String] {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return wordsOfASCII(Array(text.utf8)) }
  let scalars = Array(text.unicodeScalars)
  var words: [String] = []
  var word = String.UnicodeScalarView()
  for (index, scalar) in scalars.enumerated() {
    guard isWordPart(scalar) else {
      if !word.isEmpty { words.append(String(word)) }
      word = .init()
      continue
    }
    if !word.isEmpty, startsWord(scalars, at: index) {
      words.append(String(word))
      word = .init()
    }
    word.append(scalar)
  }
  return word.isEmpty ? words : words + [String(word)]
}

/// The same where no table of Unicode is needed.
private func wordsOfASCII(_ bytes: [UInt8]) -> [String] {
  var words: [String] = []
  var start: Int?
  func close(at end: Int) {
    if let first = start { words.append(String(decoding: bytes[first..<end], as: UTF8.self)) }
    start = nil
  }
  for (index, byte) in bytes.enumerated() {
    guard isAlphanumeric(byte) else {
      close(at: index)
      continue
    }
    if start != nil, isUpper(byte) {
      let isNextLower = index + 1 < bytes.count && isLower(bytes[index + 1])
      if !isUpper(bytes[index - 1]) || isNextLower { close(at: index) }
    }
    if start == nil { start = index }
  }
  close(at: bytes.count)
  return words
}

private func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    || scalar.properties.generalCategory == .nonspacingMark
}

private func startsWord(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
  guard scalars[index].properties.isUppercase else { return false }
  if !scalars[index - 1].properties.isUppercase { return true }
  return index + 1 < scalars.count && scalars[index + 1].properties.isLowercase
}

/// The first letter made large, the others as they are.
func capitalized(_ word: String) -> String {
  guard let first = word.unicodeScalars.first else { return word }
  return first.properties.titlecaseMapping + String(String.UnicodeScalarView(word.unicodeScalars.dropFirst()))
}
