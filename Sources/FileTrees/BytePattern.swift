/// A pattern over bytes, such as a line of `.gitignore` comes to: steps that are taken one after the other.
///
/// All places of the pattern that a text may have come to are followed at once, a bit each (K. Thompson, "Regular
/// expression search algorithm", 1968): no pattern takes longer than its own length times the text's.
package struct BytePattern: Hashable, Sendable {
  private let steps: [Step]
  /// Bytes that every text has in front, and at its end.
  private let prefix: [UInt8]
  private let suffix: [UInt8]
  /// A text that is shorter has no chance.
  private let leastCount: Int

  package init(_ steps: [Step]) {
    self.steps = steps
    prefix = steps.prefix { $0.byte != nil }.compactMap(\.byte)
    suffix = steps.reversed().prefix { $0.byte != nil }.compactMap(\.byte).reversed()
    leastCount = steps.count { !$0.isOptional }
  }

  /// One step: which bytes lead on to the next one.
  package enum Step: Hashable, Sendable {
    case byte(UInt8)
    case oneOf(ByteSet)
    /// Any byte; without `crossing`, any but a slash.
    case any(crossing: Bool)
    /// Any number of such bytes.
    case many(crossing: Bool)
    /// Any number of whole folders, each with the slash after it.
    case folders
  }

  /// Whether the whole text is what the pattern states.
  package func matches(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count >= leastCount, text.starts(with: prefix),
      text.suffix(suffix.count).elementsEqual(suffix)
    else { return false }
    if prefix.count == steps.count { return text.count == steps.count }
    var places = Places(optional: bits { $0.isOptional })
    var known: [Moves?] = Array(repeating: nil, count: 256)
    for byte in text {
      let moves =
        known[Int(byte)] ?? Moves(on: bits { $0.leads(on: byte) }, stay: bits { $0.stays(on: byte) })
      if known[Int(byte)] == nil { known[Int(byte)] = moves }
      if !places.move(moves) { return false }
    }
    return places.contains(steps.count)
  }

  /// One bit a step, and one for the end.
  private func bits(where isSet: (Step) -> Bool) -> [UInt] {
    var words = [UInt](repeating: 0, count: steps.count / UInt.bitWidth + 1)
    for index in steps.indices where isSet(steps[index]) {
      words[index / UInt.bitWidth] |= 1 << UInt(index % UInt.bitWidth)
    }
    return words
  }
}

extension BytePattern.Step {
  fileprivate var byte: UInt8? {
    if case .byte(let byte) = self { byte } else { nil }
  }

  /// Whether the step may be left out.
  fileprivate var isOptional: Bool {
    switch self {
    case .byte, .oneOf, .any: false
    case .many, .folders: true
    }
  }

  fileprivate func leads(on byte: UInt8) -> Bool {
    switch self {
    case .byte(let wanted): byte == wanted
    case .oneOf(let members): members.contains(byte)
    case .any(let crossing), .many(let crossing): crossing || byte != UInt8(ascii: "/")
    case .folders: byte == UInt8(ascii: "/")
    }
  }

  fileprivate func stays(on byte: UInt8) -> Bool {
    switch self {
    case .byte, .oneOf, .any: false
    case .many: leads(on: byte)
    case .folders: true
    }
  }
}

/// Which steps a byte leads on from, and in which it stays.
private struct Moves {
  let on: [UInt]
  let stay: [UInt]
}

/// The places of a pattern that a text may have come to, a bit each.
private struct Places {
  private var words: [UInt]
  private let optional: [UInt]

  /// Begins in front of the first step.
  init(optional: [UInt]) {
    self.optional = optional
    words = [UInt](repeating: 0, count: optional.count)
    words[0] = 1
    skip(in: 0, carrying: 0)
    for index in words.indices.dropFirst() { skip(in: index, carrying: carry(into: index, of: words)) }
  }

  func contains(_ place: Int) -> Bool {
    words[place / UInt.bitWidth] >> UInt(place % UInt.bitWidth) & 1 == 1
  }

  /// Continues by one byte, and reports whether any place is left.
  mutating func move(_ moves: Moves) -> Bool {
    var (carried, skipped, isAny): (UInt, UInt, Bool) = (0, 0, false)
    let last = UInt(UInt.bitWidth - 1)
    for index in words.indices {
      let here = words[index]
      let (leading, staying) = (here & moves.on[index], here & moves.stay[index])
      // Only a place that was just reached may skip a step; one that stays continues when a byte leads on.
      words[index] = leading << 1 | carried
      let arrived = skip(in: index, carrying: skipped)
      skipped = (arrived & optional[index]) >> last
      carried = leading >> last
      words[index] |= staying
      isAny = isAny || words[index] != 0
    }
    return isAny
  }

  /// Adds to one word what follows where optional steps are left out, and returns it.
  @discardableResult
  private mutating func skip(in index: Int, carrying carried: UInt) -> UInt {
    var word = words[index] | carried
    let optional = optional[index]
    while true {
      let next = word | (word & optional) << 1
      if next == word { break }
      word = next
    }
    words[index] = word
    return word
  }

  private func carry(into index: Int, of words: [UInt]) -> UInt {
    (words[index - 1] & optional[index - 1]) >> UInt(UInt.bitWidth - 1)
  }
}
