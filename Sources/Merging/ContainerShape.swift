import Structures

/// How a merged container is written: what parts its entries, and where they begin.
struct ContainerShape {
  let separator: SourceTree.Separator
  /// What each entry is indented by; nil if entries share a line.
  let indent: [UInt8]?
  /// Whether the first entry is on the line of what opens the container.
  let startsInline: Bool
  private let endsInSeparator: Bool
  private let hasSeparators: Bool
  private let firstBefore: [UInt8]
  private let nextBefore: [UInt8]
  private let isMixed: Bool

  init(_ sides: ThreeWay<SourceTree.Container>, indent: [UInt8]?, opening: ArraySlice<UInt8>) {
    let ours = sides.ours?.entries ?? []
    separator = sides.ours?.separator ?? .none
    self.indent = indent
    startsInline = separator == .none && !opening.isEmpty && !opening.contains(UInt8(ascii: "\n"))
    let ends = sides.flatMap(\.endsInSeparator)
    endsInSeparator = (ends.ours == nil || ends.ours == ends.base ? ends.theirs : ends.ours) ?? false
    hasSeparators = sides.all.contains { $0.entries.dropLast().contains(where: \.hasSeparator) }
    let model = ours.isEmpty ? sides.theirs?.entries ?? [] : ours
    firstBefore = Array(model.first?.before ?? [])
    nextBefore = Array(model.dropFirst().first?.before ?? [UInt8(ascii: " ")])
    isMixed = model.contains { $0.before.contains(UInt8(ascii: "\n")) }
  }

  /// Whether the inserted entry has no line for a comment above it.
  func needsOneLine(isFirst: Bool) -> Bool { isFirst && startsInline }

  /// What is to be before an entry, in place of blanks that were made for another place.
  func before(_ blanks: [UInt8], isFirst: Bool) -> [UInt8] {
    if separator == .bar { return blanks }
    let newlines = blanks.lastIndex(of: UInt8(ascii: "\n")).map { Array(blanks[...$0]) }
    guard let indent else { return inline(blanks, isFirst: isFirst) }
    if separator == .none {
      if isFirst && startsInline { return [] }
      return indent.isEmpty ? blanks : (newlines ?? []) + indent
    }
    return (newlines ?? [UInt8(ascii: "\n")]) + indent
  }

  private func inline(_ blanks: [UInt8], isFirst: Bool) -> [UInt8] {
    if separator == .none || isMixed { return blanks }
    if isFirst { return firstBefore }
    return blanks.isEmpty || blanks.contains(UInt8(ascii: "\n")) ? nextBefore : blanks
  }

  /// Whether a comma follows an entry; `next` is what comes after it.
  func needsSeparator(behind entry: SourceTree.Entry, before next: SourceTree.Entry?) -> Bool {
    guard let next else { return endsInSeparator }
    switch separator {
    case .none, .bar: return false
    case .comma: return true
    case .commaOrLine:
      return entry.hasSeparator || hasSeparators || indent == nil && !next.before.contains(UInt8(ascii: "\n"))
    }
  }
}
