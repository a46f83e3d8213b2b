/// What is after a key, and how sure one must be there.
struct SecretValue {
  let bytes: ArraySlice<UInt8>
  let keyClass: KeyClass
  let caution: Caution

  enum Caution: Int, Comparable {
    /// A file of settings: its values are real.
    case none
    /// A mixed text, a call: words alone are none.
    case some
    /// Prose, a comment, a test: only what a machine made.
    case much

    static func < (left: Caution, right: Caution) -> Bool { left.rawValue < right.rawValue }
  }

  /// The secret inside the value, without `Bearer` or the variable whose default it is; nil if there is none.
  var secret: ArraySlice<UInt8>? {
    let value = withoutScheme(bytes.trimmed())
    guard value.count <= Self.longest else { return nil }
    if let fallback = fallback(in: value) {
      return SecretValue(bytes: fallback, keyClass: keyClass, caution: max(caution, .some)).secret
    }
    guard value.count >= 5, !ReferenceForm.isOne(value), !Placeholder.isOne(value), !isHarmlessBase64(value)
    else {
      return nil
    }
    return isSecret(value) ? value : nil
  }

  /// No secret is longer on one line; a longer value is something else.
  private static let longest = 4_096

  private func isSecret(_ value: ArraySlice<UInt8>) -> Bool {
    if value.contains(where: { isBlank($0) || $0 == 0x0A }) { return isPassphrase(value) }
    let texture = Texture(value)
    switch keyClass {
    case .password: return isPassword(value, texture)
    case .token: return isToken(value, texture)
    case .key: return isKey(value, texture)
    }
  }

  private func isPassword(_ value: ArraySlice<UInt8>, _ texture: Texture) -> Bool {
    if value.contains(where: { $0 >= 0x80 }), texture.digits == 0 || caution > .none { return false }
    if caution == .much { return value.count >= 10 && (texture.isRandom || isUUID(value)) }
    if texture.digits == 0, texture.others == 0 { return isOddWord(value, texture) }
    if caution == .some, !isStrong(value, texture) { return false }
    if texture.letters == 0 { return value.count >= 6 && texture.others + texture.digits >= 6 }
    return value.count >= 6 || texture.digits > 0 && texture.letters > 0 && texture.others > 0
  }

  /// Letters alone: a pronounceable word is not a secret, an unpronounceable run is.
  private func isOddWord(_ value: ArraySlice<UInt8>, _ texture: Texture) -> Bool {
    let isMixed = texture.capitals > 0 && texture.smalls > 0 && texture.pieces >= 4 && value.count >= 8
    if texture.isRandom || isMixed, texture.spoken * 2 < texture.letters { return true }
    guard caution == .none, texture.longestWord == value.count, value.count >= 8 else { return false }
    return !isSpeakable(value) || value.count >= 18
  }

  private func isStrong(_ value: ArraySlice<UInt8>, _ texture: Texture) -> Bool {
    if texture.digits == 1, texture.capitals > 0, texture.longestWord >= 8, texture.spoken >= 8 {
      return false
    }
    return texture.isRandom || texture.digits > 0 && value.count >= 6 && !isNameWithNumbers(value)
  }

  private func isToken(_ value: ArraySlice<UInt8>, _ texture: Texture) -> Bool {
    if isUUID(value) { return true }
    // No machine makes tokens with other letters than these.
    guard value.count >= 8, value.allSatisfy({ $0 < 0x80 }), !isNameWithNumbers(value) else { return false }
    if caution == .much || caution == .some && texture.digits == 0, value.count < 16 { return false }
    if texture.isRandom || isLongHexadecimal(value) || isLongCode(value, texture) { return true }
    return value.count >= 16 && texture.longestWord == value.count && !isSpeakable(value)
  }

  private func isKey(_ value: ArraySlice<UInt8>, _ texture: Texture) -> Bool {
    guard value.count >= 20 else { return false }
    if value.count >= 40, isSalt(value, texture) { return true }
    guard value.allSatisfy({ isWord($0) || "+/=-.".utf8.contains($0) }) else { return false }
    if isLongCode(value, texture), texture.pieces >= 8 { return true }
    if isLongHexadecimal(value) { return value.count >= 32 && caution < .much }
    return texture.isRandom && texture.digits > 0 && texture.capitals > 0 && texture.smalls > 0
      && !isNameWithNumbers(value) && longestRun(of: value) >= 16
  }

  /// The value of a bare `key`: often harmless, so only 32 and more characters of one random run count.
  var isBareKey: Bool {
    let texture = Texture(bytes)
    return bytes.count >= 32 && bytes.allSatisfy { isAlphanumeric($0) || "+/=_-".utf8.contains($0) }
      && texture.digits > 1 && texture.capitals > 2 && texture.smalls > 2 && texture.isRandom
      && longestRun(of: bytes) >= 24
      && !["MII", "MFk", "LS0", "AAAA", "eyJ"].contains { bytes.starts(with: $0.utf8) }
  }

  /// What WordPress and others make: letters, digits and signs without order.
  private func isSalt(_ value: ArraySlice<UInt8>, _ texture: Texture) -> Bool {
    texture.digits > 1 && texture.capitals > 2 && texture.smalls > 2 && texture.others > 3
      && texture.pieces * 2 > value.count && !value.contains(UInt8(ascii: "\\"))
  }

  private func longestRun(of value: ArraySlice<UInt8>) -> Int {
    value.split { !isAlphanumeric($0) && $0 != 0x2B && $0 != 0x2F }.map(\.count).max() ?? 0
  }

  /// One long run of letters with numbers in the middle of it: no name is made so.
  private func isLongCode(_ value: ArraySlice<UInt8>, _ texture: Texture) -> Bool {
    value.count >= 16 && value.allSatisfy(isAlphanumeric) && texture.digits >= 2 && texture.pieces >= 4
      && (texture.capitals == 0 || texture.smalls == 0)
  }

  private func isLongHexadecimal(_ value: ArraySlice<UInt8>) -> Bool {
    value.count >= 16 && value.allSatisfy(isHexadecimal) && value.contains(where: isDigit)
      && value.contains(where: isLetter)
  }

  private func isUUID(_ value: ArraySlice<UInt8>) -> Bool {
    guard value.count == 36 else { return false }
    let parts = value.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.allSatisfy(isHexadecimal) }
      && Texture(value).pieces > 5
  }

  /// `my-app-secret-2`, `tls-cert-v1`, `k8s-prod-db2`: short parts, each a word with a number or so.
  private func isNameWithNumbers(_ value: ArraySlice<UInt8>) -> Bool {
    let parts = value.split { "-_./:".utf8.contains($0) }
    guard parts.count > 1, value.allSatisfy({ isAlphanumeric($0) || "-_./:".utf8.contains($0) }) else {
      return false
    }
    let words = parts.filter { $0.contains(where: isLetter) }
    return words.allSatisfy { word in
      word.count(where: isDigit) <= 2 && !Texture(word).isRandom && word.count < 20
        && (word.count < 4 || isSpeakable(word.filter(isLetter)[...]))
    }
  }

  /// Four words and more with blanks between them that make no sentence.
  private func isPassphrase(_ value: ArraySlice<UInt8>) -> Bool {
    let words = value.split { isBlank($0) || $0 == 0x0A }
    if isProse(words) { return false }
    let isPlain = words.allSatisfy { $0.allSatisfy(isLower) && $0.count >= 3 }
    if keyClass == .token, isPlain, words.allSatisfy({ $0.count < 9 }) {
      // Of so many words are recovery phrases (BIP 39).
      return [12, 15, 18, 21, 24].contains(words.count)
    }
    if keyClass != .password || caution > .none { return false }
    if words.contains(where: { $0.allSatisfy { $0 < 0x80 } && (Texture($0).isRandom || isOdd($0, of: words)) }
    ) {
      return true
    }
    // The application passwords of Google.
    if words.count == 4, isPlain, words.allSatisfy({ $0.count == 4 }) {
      return words.count { isSpeakable($0) } < 4
    }
    let hasNumber = words.count > 5 && words.contains { $0.allSatisfy(isDigit) }
    return words.count >= 4 && words.count <= 24
      && (isPlain || hasNumber && words.allSatisfy { $0.allSatisfy(isAlphanumeric) })
  }

  /// One of two or three words that mixes letters and digits as no word does.
  private func isOdd(_ word: ArraySlice<UInt8>, of words: [ArraySlice<UInt8>]) -> Bool {
    let texture = Texture(word)
    return words.count < 4 && word.count >= 5 && texture.digits > 0 && texture.capitals > 0
      && texture.smalls > 0
      && texture.pieces > 2 && texture.spoken == 0
  }

  /// A sentence has its little words, its capitals and its stops.
  private func isProse(_ words: [ArraySlice<UInt8>]) -> Bool {
    words.contains { word in
      Self.littleWords.contains(word.lowercase[...].text) || ".,;:?!)(".utf8.contains(word[word.endIndex - 1])
    }
  }

  private static let littleWords = KeyVocabulary.words(
    """
    the a an of to for is are be if in on or and with without your you from by not that this it as at no der die das
    und zu für le la les de des du et un une el los para con por will must may can should when used use using set see
    get new which only all any password passwords passphrase token secret key only see via into -> => = == != || &&
    """)

  // MARK: Inside a value

  /// Base64 of a word, a placeholder or a reference, as the Secrets of Kubernetes hold them.
  private func isHarmlessBase64(_ value: ArraySlice<UInt8>) -> Bool {
    guard value.count >= 8, value.count.isMultiple(of: 4), value.count <= 400,
      !value.dropLast(2).contains(UInt8(ascii: "=")), let decoded = decodedBase64(value),
      decoded.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A })
    else { return false }
    let text = decoded[...].filter { $0 != 0x0A }[...]
    if let colon = text.firstIndex(of: UInt8(ascii: ":")), keyClass != .password {
      return SecretValue(bytes: text[(colon + 1)...], keyClass: .password, caution: max(caution, .some))
        .secret == nil
    }
    return Placeholder.isOne(text) || ReferenceForm.isOne(text) || text.allSatisfy(isLower)
  }

  /// `Bearer X`, `Basic X`, `token X` are X.
  private func withoutScheme(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard keyClass != .password, let blank = value.prefix(12).firstIndex(where: isBlank) else { return value }
    let scheme = value[..<blank].lowercase[...].text
    return Self.schemes.contains(scheme) ? value[blank...].trimmed() : value
  }

  static let schemes: Set = [
    "bearer", "basic", "token", "apikey", "bot", "key", "digest", "splunk", "genie", "genie:",
  ]

  /// `x` of `${NAME:-x}`, `${NAME-x}` and `default('x')`.
  private func fallback(in value: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    if value.begins("${"), value.last == UInt8(ascii: "}") {
      let name = value.dropFirst(2).prefix { isWord($0) || $0 == UInt8(ascii: ".") }
      var rest = value[name.endIndex...].dropLast()
      if rest.first == UInt8(ascii: ":") { rest = rest.dropFirst() }
      guard let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "=") else { return nil }
      return rest.dropFirst()
    }
    guard value.begins("{{"), let call = value.place(of: "default(") ?? value.place(of: "d(") else {
      return nil
    }
    let argument = value[call.upperBound...].drop(while: isBlank)
    guard let quote = argument.first, isQuote(quote) else { return nil }
    return argument.dropFirst().prefix { $0 != quote }
  }
}
