/// How much a key states about its value.
enum KeyClass: UInt8, Sendable {
  /// Any literal after it counts.
  case password
  /// A literal that looks made by a machine counts.
  case token
  /// Only a long one of those does: many things are called keys.
  case key

  init?(name: some StringProtocol) {
    switch name {
    case "password": self = .password
    case "token": self = .token
    case "key": self = .key
    default: return nil
    }
  }

  /// The rule that a finding after such a key belongs to.
  var rule: String {
    switch self {
    case .password: "password"
    case .token: "secret"
    case .key: "key"
    }
  }

  var what: String {
    switch self {
    case .password: "a literal password"
    case .token: "a literal secret"
    case .key: "a literal key"
    }
  }

  /// What a key names, or nil if it names no secret.
  static func of(_ key: ArraySlice<UInt8>) -> KeyClass? {
    let spoken = keyWords(of: key)
    if let last = spoken.last, KeyVocabulary.harmlessEndings.contains(last) { return nil }
    let words = withoutNeutralEnding(spoken)
    guard let last = words.last, let first = words.first else { return nil }
    if KeyVocabulary.harmlessEndings.contains(last) { return nil }
    if words.count > 1, KeyVocabulary.harmlessBeginnings.contains(first) || words.contains("ask") {
      return nil
    }
    for count in stride(from: min(3, words.count), through: 2, by: -1) {
      let name = words.suffix(count).joined(separator: "_")
      let singular = name.hasSuffix("s") ? String(name.dropLast()) : name
      if let found = KeyVocabulary.classes[name] ?? KeyVocabulary.classes[singular] { return found }
    }
    guard let found = KeyVocabulary.classes[last] ?? KeyVocabulary.glued(last) else { return nil }
    if found == .key, isPublicKey(words, isBare: spoken.count == 1 && key.elementsEqual("key".utf8)) {
      return nil
    }
    return found
  }

  /// `token_value` and `password_prod` without what only states how it is written or where it counts.
  private static func withoutNeutralEnding(_ words: [String]) -> [String] {
    var words = words
    while words.count > 1, let last = words.last, KeyVocabulary.neutralEndings.contains(last) {
      words.removeLast()
    }
    return words
  }

  /// A bare `key`, or one of a kind that is not a secret.
  private static func isPublicKey(_ words: [String], isBare: Bool) -> Bool {
    guard let last = words.last, last.hasSuffix("key") || last.hasSuffix("keys") else { return false }
    return words.count == 1 && words[0] == "key" && !isBare
      || words.contains { KeyVocabulary.publicKeys.contains($0) }
  }
}

/// The words of a key in small letters, without their numbers: `dbPassword2` is db and password.
func keyWords(of key: ArraySlice<UInt8>) -> [String] {
  var words: [String] = []
  var word: [UInt8] = []
  func end() {
    while let last = word.last, isDigit(last) { word.removeLast() }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    word.removeAll(keepingCapacity: true)
  }
  for index in key.indices {
    let byte = key[index]
    guard isAlphanumeric(byte) else {
      end()
      continue
    }
    if isUpper(byte), index > key.startIndex {
      let next = index + 1 < key.endIndex ? key[index + 1] : 0
      if isLower(key[index - 1]) || isDigit(key[index - 1]) || isUpper(key[index - 1]) && isLower(next) {
        end()
      }
    }
    word.append(lowered(byte))
  }
  end()
  return words
}

/// The lists of `Rules`, read once.
enum KeyVocabulary {
  static let classes: [String: KeyClass] = {
    var classes: [String: KeyClass] = [:]
    for row in Rules.keys.split(separator: "\n") {
      let cells = row.split(separator: " | ")
      guard cells.count == 2, let found = KeyClass(name: cells[0]) else { continue }
      for word in cells[1].split(separator: " ") { classes[String(word)] = found }
    }
    return classes
  }()

  static let harmlessEndings = words(Rules.harmlessEndings)
  static let neutralEndings = words(Rules.neutralEndings)
  static let harmlessBeginnings = words(Rules.harmlessBeginnings)
  static let publicKeys = words(Rules.publicKeys)

  static func words(_ text: String) -> Set<String> {
    Set(Array(text.utf8).split { isBlank($0) || isLineEnd($0) }.map(\.text))
  }

  /// Whether a key names several secrets and nothing else: `tokens`, `api_keys`, `dbPasswords`.
  static func isPlural(_ key: ArraySlice<UInt8>) -> Bool {
    guard let last = key.last, lowered(last) == UInt8(ascii: "s") else { return false }
    let words = keyWords(of: key.dropLast())
    return (1...2).contains { count in
      let found = classes[words.suffix(count).joined(separator: "_")]
      return found != nil && found != .key && words.last != "pas"
    }
  }

  /// `pgpassword`, `clientsecret`, `adminpw`, `tokens`: a word that ends with one of a class.
  static func glued(_ word: String) -> KeyClass? {
    if word.hasSuffix("s"), let found = classes[String(word.dropLast())] { return found }
    if gluedExceptions.contains(where: { word.hasSuffix($0) }) { return nil }
    return gluedEndings.first { word.hasSuffix($0.ending) }?.class
  }

  private static let gluedExceptions = [
    "bypass", "compass", "overpass", "trespass", "underpass", "surpass", "monkey", "turkey", "hotkey",
    "whiskey",
    "donkey", "publickey", "pubkey", "sshkey", "hostkey", "onepass", "keypass", "multipass", "tokenpass",
    "gpgkey",
  ]
  private static let gluedEndings: [(ending: String, class: KeyClass)] = [
    ("password", .password), ("passwd", .password), ("passphrase", .password), ("pwd", .password),
    ("pass", .password), ("pw", .password), ("psk", .password), ("secret", .token), ("token", .token),
    ("apikey", .token), ("accesskey", .token), ("privatekey", .token), ("secretkey", .token),
    ("authkey", .token),
    ("masterkey", .token), ("encryptionkey", .token), ("community", .token), ("key", .key),
  ]
}
