/// One pass over a text: the automaton says where to look, the grammars look.
struct CredentialScan {
  let bytes: [UInt8]
  let path: String
  let kind: FileKind
  /// Where the path or the kind of file says that most of it is no setting.
  let caution: SecretValue.Caution
  /// How many texts in Base64 this one stands in.
  let depth: Int
  private let isBinary: Bool
  private(set) var found: [Sighting] = []
  /// Up to where keys were read.
  var keyEnd = 0
  /// By pattern: up to where its shape was looked for.
  private var reached: [Int]
  var webKeyEnd = 0
  /// Up to where lists and maps of secrets were read.
  var groupEnd = 0
  /// Up to where Secrets of Kubernetes were read.
  var secretsEnd = 0
  /// How far the end of a private key was looked for in vain.
  var endlessUntil = 0
  private var classes = SliceMemory<KeyClass?>()
  private var secrets = SliceMemory<Range<Int>?>()
  private var users = SliceMemory<Bool>()

  /// What was seen, by its place in the bytes.
  struct Sighting {
    let range: Range<Int>
    let rule: String
    let what: String
    let key: ArraySlice<UInt8>
    var isConfirmed = false
    var isFormat = false
  }

  init(_ text: SourceText, path: String, depth: Int = 0) {
    bytes = text.bytes
    self.path = path
    self.depth = depth
    isBinary = text.isBinary
    kind = FileKind(path: path, bytes: bytes)
    caution = isMadeUp(path) || kind == .prose ? .much : kind == .unknown ? .some : .none
    reached = [Int](repeating: 0, count: FormatRule.patternCount)
  }

  mutating func findings() -> [CredentialFinding] {
    look()
    lookAtWholeFile()
    let sorted = distinct()
    if sorted.isEmpty { return [] }
    let lines = Lines(of: bytes)
    let paths = KeyPaths(of: bytes, kind: kind, at: sorted.map { $0.key.startIndex })
    return sorted.enumerated().map { index, sighting in
      CredentialFinding(
        path: path, line: lines.number(ofByte: sighting.range.lowerBound), rule: sighting.rule,
        what: sighting.what, key: paths.path(index, endingWith: sighting.key),
        isConfirmed: sighting.isConfirmed,
        secret: Array(bytes[sighting.range]))
    }
  }

  private mutating func look() {
    let automaton = Automaton.ofRules
    var index = 0
    var state = 0
    while let meanings = automaton.next(in: bytes, from: &index, state: &state) {
      for meaning in meanings {
        switch meaning {
        case .key: if !isBinary { lookAtKey(endingAt: index) }
        case .format(let rule, let pattern): lookForFormat(rule, pattern, endingAt: index)
        case .special(let special): look(special, endingAt: index)
        }
      }
    }
  }

  private mutating func look(_ special: Automaton.Special, endingAt end: Int) {
    switch special {
    case .pem: lookForPrivateKey(behind: end)
    case .putty: lookForPuttyKey(behind: end)
    case .url: lookAtURL(behind: end)
    case .command: lookAtCommand(behind: end)
    case .jsonWebKey: lookForWebKey(around: end)
    case .identified: lookAtIdentified(behind: end)
    case .unsealKey: lookAtUnsealKey(behind: end)
    case .ipsec: lookAtText(from: end - 1, what: "a literal password")
    case .generated: lookAtGenerated(behind: end)
    case .send: lookAtSend(behind: end)
    case .call: lookAtArguments(from: end)
    case .userRule: lookAtUserRule(behind: end)
    case .dockerConfig: lookAtDockerConfig(behind: end)
    }
  }

  private mutating func lookForFormat(_ number: Int, _ pattern: Int, endingAt end: Int) {
    let rule = FormatRule.all[number]
    let shape = rule.patterns[pattern]
    let place = rule.firstPattern + pattern
    guard end - shape.anchor.count >= reached[place] else { return }
    guard let range = shape.match(bytes, anchorEndingAt: end, reached: &reached[place]) else { return }
    let token = bytes[range]
    guard rule.check.admits(token), !isHarmless(token, of: rule) else { return }
    note(
      Sighting(
        range: range, rule: rule.id, what: rule.what, key: key(before: range.lowerBound),
        isConfirmed: rule.check.confirms(token), isFormat: true))
  }

  /// A placeholder in the shape of the format; a hash or a long token holds each short word by chance.
  private func isHarmless(_ token: ArraySlice<UInt8>, of rule: FormatRule) -> Bool {
    token.count < 300 && Placeholder.isOne(token) || rule.id.hasSuffix("-hash") && token.has("salt$hash")
  }

  mutating func note(_ sighting: Sighting) { found.append(sighting) }

  /// What a key names; remembered, since keys come again and again.
  mutating func classOfKey(_ key: ArraySlice<UInt8>) -> KeyClass? {
    classes.value(of: key) { KeyClass.of($0) }
  }

  /// Whether a key names a user, a database or the like; remembered, too.
  mutating func isUserKey(_ key: ArraySlice<UInt8>) -> Bool {
    users.value(of: key) { key in
      guard let last = keyWords(of: key).last else { return false }
      return Self.userWords.contains(last) || last.hasSuffix("user") || last.hasSuffix("username")
    }
  }

  private static let userWords: Set = [
    "user", "username", "login", "name", "account", "database", "db", "role", "owner", "email", "host",
  ]

  /// The secret in a value; the same values come again and again, too.
  mutating func secret(
    in value: ArraySlice<UInt8>, _ keyClass: KeyClass, _ caution: SecretValue.Caution
  ) -> ArraySlice<UInt8>? {
    let salt = keyClass.rawValue * 8 + UInt8(caution.rawValue)
    let place = secrets.value(of: value, salt: salt) { value in
      SecretValue(bytes: value, keyClass: keyClass, caution: caution).secret.map { secret in
        (secret.startIndex - value.startIndex)..<(secret.endIndex - value.startIndex)
      }
    }
    return place.map { value[(value.startIndex + $0.lowerBound)..<(value.startIndex + $0.upperBound)] }
  }

  /// In the order of the text; of two that overlap the format stays, else the first.
  private func distinct() -> [Sighting] {
    let ranked = found.sorted {
      ($0.isFormat ? 0 : 1, $0.range.lowerBound, -$0.range.count) < (
        $1.isFormat ? 0 : 1, $1.range.lowerBound, -$1.range.count
      )
    }
    var kept: [Sighting] = []
    for part in [ranked.filter { $0.isFormat }, ranked.filter { !$0.isFormat }] {
      kept = Self.merged(kept, part)
    }
    return kept
  }

  /// Two lists in order, without what overlaps with one of the first list or with one before it.
  private static func merged(_ kept: [Sighting], _ others: [Sighting]) -> [Sighting] {
    var merged: [Sighting] = []
    var index = 0
    for other in others {
      while index < kept.count, kept[index].range.lowerBound <= other.range.lowerBound {
        merged.append(kept[index])
        index += 1
      }
      let isFree =
        (merged.last.map { $0.range.upperBound <= other.range.lowerBound } ?? true)
        && (index == kept.count || kept[index].range.lowerBound >= other.range.upperBound)
      if isFree { merged.append(other) }
    }
    return merged + kept[index...]
  }
}

/// Where lines begin.
struct Lines {
  private var starts = [0]

  init(of bytes: [UInt8]) {
    for (index, byte) in bytes.enumerated() where byte == 0x0A { starts.append(index + 1) }
  }

  /// From 1.
  func number(ofByte offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }
}
