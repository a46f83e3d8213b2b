/// A name's words, for `snake(name)` and its like: split at whatever is no letter or digit and where case changes.
///
/// `nginxProxy`, `nginx-proxy` and `Nginx Proxy` have the same words; `HTTPServer` is `HTTP` and `Server`.
func words(of text: String) -> [String] {
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
