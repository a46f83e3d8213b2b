/// Finds many words at once in one pass, case by case as they are given: by the last bytes that were read, then whole.
///
/// What Wu and Manber (1994) do with blocks of two bytes, without skipping: short words are among these.
struct WordFinder: Sendable {
  /// The value of a word for the caller.
  enum Meaning: Sendable, Hashable {
    case key
    case format(rule: Int, pattern: Int)
    case special(Special)
  }

  enum Special: Sendable, Hashable, CaseIterable {
    case pem, putty, url, command, jsonWebKey, identified, unsealKey, ipsec, generated, send, call, userRule,
      dockerConfig
  }

  /// Those of one slot next to each other, the longest first.
  private let words: [Word]
  /// By slot: its first word, which is that of the next slot where it has none.
  private let starts: [UInt16]

  /// Takes words of two bytes or more; one that occurs twice has both meanings.
  init(_ given: [(word: [UInt8], meaning: Meaning)]) {
    var meanings: [[UInt8]: [Meaning]] = [:]
    for (word, meaning) in given where meanings[word]?.contains(meaning) != true {
      meanings[word, default: []].append(meaning)
    }
    let sorted = meanings.map { Word($0.key, $0.value) }.sorted {
      ($0.slot, $1.bytes.count) < ($1.slot, $0.bytes.count)
    }
    var starts = [UInt16](repeating: 0, count: Self.slots + 1)
    for word in sorted { starts[word.slot + 1] += 1 }
    for slot in 0..<Self.slots { starts[slot + 1] += starts[slot] }
    words = sorted.map { word in
      let slot = sorted[Int(starts[word.slot])..<Int(starts[word.slot + 1])]
      return word.adding(slot.filter { $0.bytes.count < word.bytes.count && word.bytes.ends(with: $0.bytes) })
    }
    self.starts = starts
  }

  /// The meanings of the words that end next, from `index` on; `tail` is what was read last, and starts as 0.
  @inline(__always)
  func next(in bytes: [UInt8], from index: inout Int, after tail: inout UInt32) -> [Meaning]? {
    while index < bytes.count {
      tail = tail &<< 8 | UInt32(bytes[index])
      index &+= 1
      let slot = Self.slot(of: tail)
      var number = Int(starts[slot])
      let end = Int(starts[slot &+ 1])
      while number < end {
        if words[number].isMatch(tail, in: bytes, endingAt: index) { return words[number].meanings }
        number &+= 1
      }
    }
    return nil
  }

  /// By the last two bytes, of which the seven low bits tell most.
  @inline(__always)
  private static func slot(of tail: UInt32) -> Int { Int((tail &>> 3 ^ tail) & UInt32(slots - 1)) }

  private static let slots = 4096

  private struct Word {
    let bytes: [UInt8]
    /// The last four bytes, as far as there are so many, and which of its bits count.
    let tail: UInt32
    let mask: UInt32
    private(set) var meanings: [Meaning]

    init(_ bytes: [UInt8], _ meanings: [Meaning]) {
      self.bytes = bytes
      self.meanings = meanings
      tail = bytes.suffix(4).reduce(0) { $0 << 8 | UInt32($1) }
      mask = bytes.count < 4 ? UInt32(1) << UInt32(8 * bytes.count) - 1 : .max
    }

    var slot: Int { WordFinder.slot(of: tail) }

    /// With the meanings of shorter words that end where it does.
    func adding(_ others: some Sequence<Word>) -> Word {
      var word = self
      for other in others { word.meanings += other.meanings.filter { !meanings.contains($0) } }
      return word
    }

    @inline(__always)
    func isMatch(_ read: UInt32, in text: [UInt8], endingAt end: Int) -> Bool {
      guard read & mask == tail, end >= bytes.count else { return false }
      return bytes.count <= 4 || text[(end - bytes.count)..<(end - 4)].elementsEqual(bytes.dropLast(4))
    }
  }
}

extension [UInt8] {
  fileprivate func ends(with other: [UInt8]) -> Bool { suffix(other.count).elementsEqual(other) }
}

extension WordFinder {
  /// All words of the rules.
  static let ofRules: WordFinder = {
    var words: [(word: [UInt8], meaning: Meaning)] = []
    for trigger in Rules.keyTriggers.split(separator: " ") {
      for spelling in [
        String(trigger), trigger.uppercased(), trigger.prefix(1).uppercased() + trigger.dropFirst(),
      ] {
        words.append((Array(spelling.utf8), .key))
      }
    }
    words.append((Array("ommunity ".utf8), .key))
    for (rule, format) in FormatRule.all.enumerated() {
      for (pattern, shape) in format.patterns.enumerated() {
        words.append((shape.anchor, .format(rule: rule, pattern: pattern)))
      }
    }
    let specials: [(String, Special)] = [
      ("-----BEGIN ", .pem), ("---- BEGIN SSH2 ", .pem), ("PuTTY-User-Key-File-", .putty), ("://", .url),
      ("\"kty\"", .jsonWebKey), ("\"random_password\"", .generated), ("send ", .send),
      (" on >", .userRule), (".dockercfg", .dockerConfig), ("ockerconfigjson", .dockerConfig),
      ("ockerConfigJson", .dockerConfig), (".login(", .call), ("uth=(", .call), ("uth = (", .call),
      ("uth: (", .call),
    ]
    words += specials.map { (Array($0.0.utf8), .special($0.1)) }
    words.append((Array("sudo ".utf8), .special(.command)))
    for program in CommandRule.byProgram.keys {
      for end in [" ", "\"", "'"] { words.append((Array((program + end).utf8), .special(.command))) }
    }
    for word in ["DENTIFIED ", "dentified "] { words.append((Array(word.utf8), .special(.identified))) }
    for word in ["nseal Key ", "ecovery Key "] { words.append((Array(word.utf8), .special(.unsealKey))) }
    for word in [": EAP \"", ": XAUTH \"", ": NTLM \"", ": PIN \""] {
      words.append((Array(word.utf8), .special(.ipsec)))
    }
    return WordFinder(words)
  }()
}
