import Structures
import Texts

extension TreeMerge {
  /// Blanks and comments: of the side that changed them, else ours; both changed, line by line.
  mutating func putTrivia(_ sides: ThreeWay<ArraySlice<UInt8>>, _ indents: Indents) {
    let comments = sides.map { format.comments(in: $0) }
    let choice = Self.choice(sides, comments)
    guard let slice = sides[choice.version] else { return }
    if choice.isConflict {
      conflicts.append(
        Version.allCases.compactMap { version in
          sides[version].map {
            ContainerPlan.PlannedSide(version: version, range: $0.startIndex..<$0.endIndex)
          }
        })
    }
    output += reindented(slice, from: indents.sides[choice.version], to: indents.result)
  }

  private static func choice(
    _ sides: ThreeWay<ArraySlice<UInt8>>, _ comments: ThreeWay<[String]>
  ) -> (version: Version, isConflict: Bool) {
    guard let ours = sides.ours else { return (.theirs, false) }
    guard sides.theirs != nil else { return (.ours, false) }
    let base = comments.base ?? []
    if comments.theirs == base {
      return (comments.ours == base && sides.base == ours ? .theirs : .ours, false)
    }
    if comments.ours == base { return (.theirs, false) }
    // Both added comments: the side that has all of the other's has the last word.
    if let mine = comments.ours, let other = comments.theirs, base.isWithin(mine), base.isWithin(other) {
      if other.isWithin(mine) { return (.ours, false) }
      if mine.isWithin(other) { return (.theirs, false) }
    }
    return (.ours, comments.ours != comments.theirs)
  }

  /// A value as one side has it, where the result indents it.
  mutating func put(
    _ value: SourceTree.Value, of version: Version, _ indents: Indents, steps: (old: Int, new: Int)? = nil
  ) {
    output += reindented(
      bytes(value, of: version), value.atom, from: indents.sides[version], to: indents.result,
      steps: value.isFreelyIndented ? steps : nil)
  }

  func bytes(_ value: SourceTree.Value, of version: Version) -> ArraySlice<UInt8> {
    texts[version]?[value.start..<value.end] ?? []
  }

  /// A line ends before what is to begin one.
  mutating func endLine(before slice: ArraySlice<UInt8>? = nil) {
    if let slice, slice.isEmpty { return }
    if let last = output.last, last != lineFeed { output.append(lineFeed) }
  }

  /// Bytes with each of their lines indented otherwise; the first line too where `bytes` begins with it.
  func reindented(
    _ bytes: ArraySlice<UInt8>, _ atom: SourceTree.Atom? = nil, from old: [UInt8]?, to new: [UInt8]?,
    steps: (old: Int, new: Int)? = nil
  ) -> [UInt8] {
    guard let old, let new, old != new || steps != nil, atom?.isIndentable ?? true else {
      return Array(bytes)
    }
    return Indentation(from: old, to: new, steps: steps).applied(
      to: bytes, startsLine: output.last ?? lineFeed == lineFeed)
  }
}

extension TreeMerge {
  /// A whole entry, where all sides have the same bytes and it is as it was.
  func common(
    _ entry: ContainerPlan.Planned, _ next: ContainerPlan.Planned?, _ shape: ContainerShape,
    _ indents: Indents
  ) -> ArraySlice<UInt8>? {
    guard let base = entry.sides.base, let ours = entry.sides.ours, let theirs = entry.sides.theirs,
      indents.sides.ours == indents.result, shape.separator != .bar,
      shape.separator == .none || ours.hasSeparator == needsSeparator(ours, next, shape),
      let bytes = texts.ours?[ours.range]
    else { return nil }
    return texts.base?[base.range] == bytes && texts.theirs?[theirs.range] == bytes ? bytes : nil
  }

  /// An entry from its key on, where all sides have the same bytes and nothing around it changes them.
  func commonRest(
    _ sides: ThreeWay<SourceTree.Entry>, _ shape: ContainerShape, _ indents: Indents
  ) -> ArraySlice<UInt8>? {
    guard shape.separator == .none, indents.sides.ours == indents.result, sides.all.count == 3 else {
      return nil
    }
    func rest(_ version: Version) -> ArraySlice<UInt8>? {
      sides[version].flatMap { entry in texts[version]?[entry.head.startIndex..<entry.range.upperBound] }
    }
    let ours = rest(.ours)
    return rest(.base) == ours && rest(.theirs) == ours ? ours : nil
  }

  func needsSeparator(
    _ entry: SourceTree.Entry, _ next: ContainerPlan.Planned?, _ shape: ContainerShape
  ) -> Bool {
    shape.needsSeparator(behind: entry, before: next.flatMap { $0.sides.ours ?? $0.sides.theirs })
  }
}

extension [String] {
  /// Whether all of these are in another list, in the same order.
  fileprivate func isWithin(_ other: [String]) -> Bool {
    var rest = self[...]
    for text in other where text == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }
}
