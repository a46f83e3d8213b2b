import Structures
import Texts

/// The part of three texts in which they differ: entries of one map, between what opens the maps around it and closes
/// them, so that it can be read for itself.
///
/// The two entries before it and after it are the same in all three, and belong to it: how much of the text an
/// entry takes depends on what follows.
struct ChangedPart {
  /// Bytes that all three begin with, and end in, and that the part leaves out.
  private let head: [UInt8]
  private let tail: [UInt8]
  /// What surrounds the part.
  private let opening: [UInt8]
  private let closing: [UInt8]
  /// How many maps with one entry each are around its entries.
  private let depth: Int
  /// Keys of the same map that are left out.
  private let others: Set<String>

  private static let margin = 2

  /// Nil if there is no such part, or leaving out the rest saves little.
  init?(of texts: ThreeWay<[UInt8]>, base: SourceTree) {
    guard let search = ChangedPartSearch(texts, base) else { return nil }
    let entries = search.container.entries
    let changed = search.changed
    let first = changed.lowerBound > Self.margin ? changed.lowerBound - Self.margin : 0
    let end = min(changed.upperBound + Self.margin, entries.count)
    guard entries.indices.contains(first), end > first else { return nil }
    let start = entries[first].range.lowerBound
    let stop = end < entries.count ? entries[end].range.lowerBound : entries[end - 1].range.upperBound
    guard start <= search.prefix, stop >= base.text.count - search.suffix,
      (stop - start) * 2 < base.text.count
    else { return nil }
    head = Array(base.text[..<start])
    tail = Array(base.text[stop...])
    opening = search.opening
    closing = search.closing
    depth = search.depth
    others = Set((entries[..<first] + entries[end...]).compactMap(\.key))
  }

  /// The part of each text.
  func parts(of texts: ThreeWay<[UInt8]>) -> ThreeWay<[UInt8]> {
    texts.map { opening + $0[head.count..<$0.count - tail.count] + closing }
  }

  /// The part of a merge by line; nil if a conflict goes beyond it.
  func part(of merge: TextMerge) -> TextMerge? { merge.replacingEnds(head, by: opening, tail, by: closing) }

  /// A merge of the part as one of the whole.
  func whole(of merge: TextMerge) -> TextMerge? { merge.replacingEnds(opening, by: head, closing, by: tail) }

  /// Whether the trees of the part have its maps around their entries, and no key that is left out.
  func isApart(_ trees: ThreeWay<SourceTree>) -> Bool {
    trees.all.allSatisfy { tree in
      var container = tree.root.container
      for _ in 0..<depth {
        guard container?.entries.count == 1 else { return false }
        container = container?.entries.first?.value.container
      }
      return container.map { $0.kind == .map && $0.entries.allSatisfy(isApart) } ?? false
    }
  }

  private func isApart(_ entry: SourceTree.Entry) -> Bool {
    entry.repetition != .element && !(entry.key.map(others.contains) ?? true)
  }
}

/// Finds the map in which texts differ in more than one entry, or in one that is not a map.
private struct ChangedPartSearch {
  let prefix: Int
  let suffix: Int
  private let text: [UInt8]
  private(set) var container: SourceTree.Container
  private(set) var opening: [UInt8]
  private(set) var closing: [UInt8]
  private(set) var depth = 0

  init?(_ texts: ThreeWay<[UInt8]>, _ base: SourceTree) {
    // Aliases and elements of an array of tables may depend on what is left out.
    guard let root = base.root.container, let first = root.entries.first, let last = root.entries.last,
      !(base.format == .yaml && texts.all.contains { $0.contains(UInt8(ascii: "&")) }),
      !root.entries.contains(where: { $0.repetition == .element })
    else { return nil }
    (prefix, suffix) = texts.commonEnds
    text = base.text
    container = root
    opening = Array(text[..<first.range.lowerBound])
    closing = Array(text[last.range.upperBound...])
    guard first.range.lowerBound <= prefix, last.range.upperBound >= text.count - suffix else { return nil }
    if root.kind == .documents {
      guard root.entries.count == 1, enter(first) else { return nil }
    }
    guard container.kind == .map else { return nil }
    while changed.count == 1, enter(container.entries[changed.lowerBound]) {}
  }

  /// The entries that are not within what all texts have in common.
  var changed: Range<Int> {
    let entries = container.entries
    let start = entries.firstIndex { $0.range.upperBound > prefix } ?? entries.count
    let end = entries.lastIndex { $0.range.lowerBound < text.count - suffix }.map { $0 + 1 } ?? 0
    return start..<max(start, end)
  }

  /// Goes into an entry whose value is a map, where all of the change is inside of that.
  private mutating func enter(_ entry: SourceTree.Entry) -> Bool {
    guard let inner = entry.value.container, inner.kind == .map, let first = inner.entries.first,
      let last = inner.entries.last, first.range.lowerBound <= prefix,
      last.range.upperBound >= text.count - suffix
    else { return false }
    // Without its comments: of the first thing in a text, those are not always an entry's own.
    let line = text[..<entry.head.startIndex].lastIndex(of: lineFeed).map { $0 + 1 } ?? 0
    opening += text[max(entry.range.lowerBound, line)..<first.range.lowerBound]
    closing = text[last.range.upperBound..<entry.range.upperBound] + closing
    container = inner
    depth += 1
    return true
  }
}

extension ThreeWay<[UInt8]> {
  /// How many bytes all texts begin with, and how many of the rest of each they end in.
  fileprivate var commonEnds: (prefix: Int, suffix: Int) {
    guard let base else { return (0, 0) }
    let shortest = all.map(\.count).min() ?? 0
    var (prefix, suffix) = (shortest, shortest)
    for text in all.dropFirst() {
      prefix = (0..<prefix).first { base[$0] != text[$0] } ?? prefix
      suffix = (0..<suffix).first { base[base.count - 1 - $0] != text[text.count - 1 - $0] } ?? suffix
    }
    return (prefix, Swift.min(suffix, shortest - prefix))
  }
}

extension TextMerge {
  /// The same merge with other bytes at its ends; nil if it does not begin and end in these, agreed upon.
  fileprivate func replacingEnds(
    _ start: [UInt8], by newStart: [UInt8], _ end: [UInt8], by newEnd: [UInt8]
  ) -> TextMerge? {
    var pieces = [.agreed([])] + pieces + [.agreed([])]
    func merge(_ place: Int) {
      if case .agreed(let one) = pieces[place], case .agreed(let two) = pieces[place + 1] {
        pieces.replaceSubrange(place...place + 1, with: [.agreed(one + two)])
      }
    }
    merge(0)
    if pieces.count > 1 { merge(pieces.count - 2) }
    guard case .agreed(let first) = pieces[0], first.starts(with: start) else { return nil }
    pieces[0] = .agreed(newStart + first.dropFirst(start.count))
    guard case .agreed(let last) = pieces[pieces.count - 1], last.ends(with: end) else { return nil }
    pieces[pieces.count - 1] = .agreed(last.dropLast(end.count) + newEnd)
    return TextMerge(pieces: pieces.filter { $0 != .agreed([]) })
  }
}

extension [UInt8] {
  fileprivate func ends(with end: [UInt8]) -> Bool { suffix(end.count).elementsEqual(end) }
}
