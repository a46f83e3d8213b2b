import Diagnostics

/// One pass over a text: the finder of words finds candidates, the grammars check them.
struct CredentialScan {
  private let text: ScannedText
  private let log = SightingLog()
  /// By pattern: up to where its shape was searched for.
  private var reached: [Int]

  init(_ text: SourceText, path: String, depth: Int = 0) {
    self.text = ScannedText(text, path: path, depth: depth)
    reached = [Int](repeating: 0, count: FormatRule.patternCount)
  }

  mutating func findings() -> [CredentialFinding] {
    look()
    WholeFileReader(text: text, log: log).look()
    let sorted = log.distinct()
    if sorted.isEmpty { return [] }
    let lines = LineStarts(of: text.bytes)
    let paths = KeyPaths(of: text.bytes, kind: text.kind, at: sorted.map { $0.key.startIndex })
    return sorted.enumerated().map { index, sighting in
      CredentialFinding(
        path: text.path, line: lines.line(ofByte: sighting.range.lowerBound) + 1, rule: sighting.rule,
        what: sighting.what, key: paths.path(index, endingWith: sighting.key),
        isConfirmed: sighting.isConfirmed,
        secret: Array(text.bytes[sighting.range]))
    }
  }

  private mutating func look() {
    let finder = WordFinder.ofRules
    let bytes = text.bytes
    let keys = KeyReader(text: text, log: log)
    var index = 0
    var tail: UInt32 = 0
    while let meanings = finder.next(in: bytes, from: &index, after: &tail) {
      for meaning in meanings {
        switch meaning {
        case .key: if !text.isBinary { keys.look(endingAt: index) }
        case .format(let rule, let pattern): lookForFormat(rule, pattern, endingAt: index)
        case .special(let special): look(special, endingAt: index)
        }
      }
    }
  }

  private func look(_ special: WordFinder.Special, endingAt end: Int) {
    let calls = CallReader(text: text, log: log)
    let keys = PrivateKeyReader(text: text, log: log)
    switch special {
    case .pem: keys.lookForPrivateKey(behind: end)
    case .putty: keys.lookForPuttyKey(behind: end)
    case .url: URLReader(text: text, log: log).look(behind: end)
    case .command: CommandReader(text: text, log: log).look(behind: end)
    case .jsonWebKey: keys.lookForWebKey(around: end)
    case .identified: calls.lookAtIdentified(behind: end)
    case .unsealKey: calls.lookAtUnsealKey(behind: end)
    case .ipsec: calls.lookAtText(from: end - 1, what: "a literal password")
    case .generated: calls.lookAtGenerated(behind: end)
    case .send: calls.lookAtSend(behind: end)
    case .call: calls.lookAtArguments(from: end)
    case .userRule: calls.lookAtUserRule(behind: end)
    case .dockerConfig: EncodedReader(text: text, log: log).lookAtDockerConfig(behind: end)
    }
  }

  private mutating func lookForFormat(_ number: Int, _ pattern: Int, endingAt end: Int) {
    let rule = FormatRule.all[number]
    let shape = rule.patterns[pattern]
    let place = rule.firstPattern + pattern
    guard end - shape.anchor.count >= reached[place] else { return }
    guard let range = shape.match(text.bytes, anchorEndingAt: end, reached: &reached[place]) else { return }
    let token = text.bytes[range]
    guard rule.check.admits(token), !isHarmless(token, of: rule) else { return }
    log.note(
      Sighting(
        range: range, rule: rule.id, what: rule.what, key: text.key(before: range.lowerBound),
        isConfirmed: rule.check.confirms(token), isFormat: true))
  }

  /// A placeholder in the shape of the format; a hash or a long token holds each short word by chance.
  private func isHarmless(_ token: ArraySlice<UInt8>, of rule: FormatRule) -> Bool {
    token.count < 300 && Placeholder.isOne(token) || rule.id.hasSuffix("-hash") && token.has("salt$hash")
  }
}
