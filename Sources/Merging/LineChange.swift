/// One change of a text: lines of the old one, and what is in their place.
struct LineChange: Hashable, Sendable {
  let old: Range<Int>
  let new: [ArraySlice<UInt8>]

  var isInsertion: Bool { old.isEmpty }

  /// What changed between two texts; nil if there is too much to compare.
  static func all(from old: [ArraySlice<UInt8>], to new: [ArraySlice<UInt8>]) -> [LineChange]? {
    LineAlignment(base: old, other: new)?.stretches(ofOther: new.count).filter { !$0.isCommon }
      .map { LineChange(old: $0.base, new: Array(new[$0.other])) }
  }

  /// The change in as many parts as its lines tell: those of one key, or one by one where as many come as go.
  func parts(of text: [ArraySlice<UInt8>]) -> [LineChange] {
    guard old.count + new.count > 2, !old.isEmpty, !new.isEmpty else { return [self] }
    let keys = old.map { text[$0].keyOfLine }
    if let alignment = LineAlignment(base: keys, other: new.map(\.keyOfLine)),
      alignment.places.contains(where: { $0 != nil })
    {
      return alignment.stretches(ofOther: new.count).map { stretch in
        let start = old.lowerBound + stretch.base.lowerBound
        return LineChange(old: start..<start + stretch.base.count, new: Array(new[stretch.other]))
      }
    }
    guard old.count == new.count else { return [self] }
    return zip(old, new).map { LineChange(old: $0..<$0 + 1, new: [$1]) }
  }
}

extension ArraySlice<UInt8> {
  /// What a line begins with, up to what its key states.
  fileprivate var keyOfLine: ArraySlice<UInt8> {
    prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "=") }
  }
}

extension [ArraySlice<UInt8>] {
  /// The lines with these changes made, which are in order and do not overlap.
  func applying(_ changes: [LineChange]) -> [UInt8] {
    var result: [UInt8] = []
    var next = 0
    for change in changes {
      result += self[next..<change.old.lowerBound].joined()
      result += change.new.joined()
      next = change.old.upperBound
    }
    return result + self[next...].joined()
  }
}

/// Which lines of a text are where in another version of it, and which of them tell where they are.
struct LineAlignment {
  /// By line of the base; nil if it is not in the other version.
  let places: [Int?]
  /// Whether a line of the base belongs to a run of common lines of which one is once in both texts.
  ///
  /// Lines such as `}` or `fi` are common by accident.
  let isAnchored: [Bool]

  /// Nil if there is too much to compare.
  init?(base: [ArraySlice<UInt8>], other: [ArraySlice<UInt8>]) {
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    func number(_ lines: [ArraySlice<UInt8>]) -> [Int] {
      lines.map { line in
        if let number = numbers[line] { return number }
        numbers[line] = numbers.count
        return numbers.count - 1
      }
    }
    let (ids, otherIDs) = (number(base), number(other))
    guard let alignment = SequenceAlignment(base: ids, other: otherIDs, isSimilar: { _, _ in false }) else {
      return nil
    }
    places = alignment.places
    let counts = [ids, otherIDs].map { Dictionary($0.map { ($0, 1) }, uniquingKeysWith: +) }
    let isUnique = zip(ids, base).map { id, line in
      counts.allSatisfy { $0[id] == 1 } && line.contains(where: \.isWordCharacter)
    }
    isAnchored = Self.anchored(places, isUnique)
  }

  private static func anchored(_ places: [Int?], _ isUnique: [Bool]) -> [Bool] {
    var anchored = places.map { _ in false }
    var start = 0
    while start < places.count {
      guard let first = places[start] else {
        start += 1
        continue
      }
      let end = places[start...].indices.first { places[$0] != first + $0 - start } ?? places.count
      if isUnique[start..<end].contains(true) { for index in start..<end { anchored[index] = true } }
      start = end
    }
    return anchored
  }

  /// The two texts from their beginning to their end: each common line alone, and what differs between two of them.
  ///
  /// `count`: how many lines the other version has.
  func stretches(ofOther count: Int) -> [(base: Range<Int>, other: Range<Int>, isCommon: Bool)] {
    var stretches: [(base: Range<Int>, other: Range<Int>, isCommon: Bool)] = []
    var (start, otherStart) = (0, 0)
    for index in 0...places.count {
      guard let place = index < places.count ? places[index] : count else { continue }
      if start < index || otherStart < place { stretches.append((start..<index, otherStart..<place, false)) }
      if index < places.count { stretches.append((index..<index + 1, place..<place + 1, true)) }
      (start, otherStart) = (index + 1, place + 1)
    }
    return stretches
  }

  /// The unambiguous position of the lines, if all of them exist consecutively.
  func place(of lines: Range<Int>) -> Range<Int>? {
    guard let first = lines.first, let start = places[first],
      lines.allSatisfy({ places[$0] == start + $0 - first && isAnchored[$0] })
    else { return nil }
    return start..<start + lines.count
  }

  /// Where what comes before a line of the base goes: after the line before it, or before the one that follows.
  func places(ofInsertionAt index: Int) -> [Int] {
    if places.isEmpty { return [] }
    let before = index > 0 && isAnchored[index - 1] ? places[index - 1].map { $0 + 1 } : nil
    let after = index < places.count && isAnchored[index] ? places[index] : nil
    return [before, after].compactMap(\.self)
  }
}

extension UInt8 {
  fileprivate var isWordCharacter: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
      true
    default: false
    }
  }
}
