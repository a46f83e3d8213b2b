/// Finds many words at once in one pass (Aho and Corasick, 1975), case by case as they are given.
struct Automaton: Sendable {
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

  /// By state and class of byte; states with a meaning come last.
  private var table: [UInt16] = []
  private var classes = [UInt8](repeating: 0, count: 256)
  private var stride = 1
  private var firstMeaningful = 0
  private var meanings: [[Meaning]] = []

  /// The end of the next word and what it means, from `index` on in `state`.
  @inline(__always)
  func next(in bytes: [UInt8], from index: inout Int, state: inout Int) -> [Meaning]? {
    let count = bytes.count
    while index < count {
      state = Int(table[state &* stride &+ Int(classes[Int(bytes[index])])])
      index &+= 1
      if state >= firstMeaningful { return meanings[state - firstMeaningful] }
    }
    return nil
  }

  init(_ words: [(word: [UInt8], meaning: Meaning)]) {
    var used: UInt8 = 0
    for byte in words.flatMap(\.word) where classes[Int(byte)] == 0 {
      used += 1
      classes[Int(byte)] = used
    }
    stride = Int(used) + 1
    var trie = Trie(stride: stride)
    for (word, meaning) in words { trie.add(word.map { Int(classes[Int($0)]) }, meaning) }
    trie.link()
    arrange(trie)
  }

  /// Renumbers the states, so that one comparison tells whether a state is final.
  private mutating func arrange(_ trie: Trie) {
    let silent = trie.meanings.indices.filter { trie.meanings[$0].isEmpty }
    let speaking = trie.meanings.indices.filter { !trie.meanings[$0].isEmpty }
    var number = [Int](repeating: 0, count: trie.meanings.count)
    for (new, old) in (silent + speaking).enumerated() { number[old] = new }
    table = [UInt16](repeating: 0, count: trie.next.count)
    for old in trie.meanings.indices {
      for byteClass in 0..<stride {
        table[number[old] * stride + byteClass] = UInt16(number[Int(trie.next[old * stride + byteClass])])
      }
    }
    firstMeaningful = silent.count
    meanings = speaking.map { trie.meanings[$0] }
  }
}

/// The tree of the words, then with the way on after each mismatch.
private struct Trie {
  let stride: Int
  /// By state and class of byte; `none` where no word continues.
  var next: [UInt16]
  var meanings: [[Automaton.Meaning]] = [[]]

  init(stride: Int) {
    self.stride = stride
    next = [UInt16](repeating: Self.none, count: stride)
  }

  private static let none = UInt16.max

  mutating func add(_ word: [Int], _ meaning: Automaton.Meaning) {
    var state = 0
    for byteClass in word {
      if next[state * stride + byteClass] == Self.none {
        next[state * stride + byteClass] = UInt16(meanings.count)
        meanings.append([])
        next.append(contentsOf: repeatElement(Self.none, count: stride))
      }
      state = Int(next[state * stride + byteClass])
    }
    if !meanings[state].contains(meaning) { meanings[state].append(meaning) }
  }

  mutating func link() {
    var fallbacks = [Int](repeating: 0, count: meanings.count)
    var queue: [Int] = []
    for byteClass in 0..<stride {
      if next[byteClass] == Self.none { next[byteClass] = 0 } else { queue.append(Int(next[byteClass])) }
    }
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      meanings[state] += meanings[fallbacks[state]]
      for byteClass in 0..<stride {
        let child = next[state * stride + byteClass]
        let other = next[fallbacks[state] * stride + byteClass]
        if child == Self.none {
          next[state * stride + byteClass] = other
        } else {
          fallbacks[Int(child)] = Int(other)
          queue.append(Int(child))
        }
      }
    }
  }
}

extension Automaton {
  /// All words of the rules.
  static let ofRules: Automaton = {
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
    return Automaton(words)
  }()
}
