import Structures
import Texts

/// A merge by line, with what structure decided of it.
struct StructuredText {
  let text: TextMerge
  /// What was merged by key, as paths of keys.
  let paths: [String]

  /// Tries by structure what lines do not decide, and what they decide wrongly.
  ///
  /// First the hunks with all else as the lines have it, then the whole texts, then each hunk for itself. What stays
  /// undecided is the conflict that it was.
  @available(*, noasync)
  init(_ lines: TextMerge, _ texts: ThreeWay<[UInt8]>, rules: MergeRules) throws(GitError) {
    self = try Self.merged(lines, texts, rules) ?? StructuredText(text: lines, paths: [])
  }

  private static func merged(
    _ lines: TextMerge, _ texts: ThreeWay<[UInt8]>, _ rules: MergeRules
  ) throws(GitError) -> StructuredText? {
    guard let format = rules.format, texts.all.count == 3, texts.all.allSatisfy({ $0.count <= largestText })
    else {
      return nil
    }
    if texts.all.allSatisfy({ hasMark($0) == true }) {
      return try withMark(around: lines, texts.map(withoutMark), rules)
    }
    let merge = StructuralMerge(format: format, rules: rules)
    guard texts.all.contains(where: { $0.contains(carriageReturn) }) else {
      return try resolved(lines, texts, merge)
    }
    guard texts.all.allSatisfy({ [.carriageReturnLineFeed, .none].contains(LineEndings(of: $0)) }) else {
      return nil
    }
    return try resolved(lines.mapped(withLineFeeds), texts.map(withLineFeeds), merge).map { plain in
      StructuredText(
        text: plain.text.mapped { withEndings($0) { _ in .carriageReturnLineFeed } }, paths: plain.paths)
    }
  }

  /// Texts that have lost the byte order mark that all of them have.
  private static func withMark(
    around lines: TextMerge, _ texts: ThreeWay<[UInt8]>, _ rules: MergeRules
  ) throws(GitError) -> StructuredText? {
    guard let plain = lines.mappingStart(withoutMark), let merged = try merged(plain, texts, rules) else {
      return nil
    }
    return merged.text.mappingStart { byteOrderMark + $0 }.map {
      StructuredText(text: $0, paths: merged.paths)
    }
  }

  private init(text: TextMerge, paths: [String]) {
    self.text = text
    self.paths = paths
  }

  private static let largestText = 4 << 20

  /// Nil if lines have the last word.
  private static func resolved(
    _ lines: TextMerge, _ texts: ThreeWay<[UInt8]>, _ merge: StructuralMerge
  ) throws(GitError) -> StructuredText? {
    if lines.isClean { return try repaired(lines, texts, merge) }
    guard let base = texts.base.flatMap({ SourceTree($0, as: merge.format) }) else { return nil }
    if let part = ChangedPart(of: texts, base: base), let partOfLines = part.part(of: lines),
      let trees = merge.trees(part.parts(of: texts)), part.isApart(trees)
    {
      let decided = try decided(partOfLines, part.parts(of: texts), trees, merge)
      guard let decided, let text = part.whole(of: decided.text),
        !text.isClean || merge.isSound(text.favouring(.ours), beside: base)
      else { return nil }
      return StructuredText(text: text, paths: decided.paths)
    }
    guard let trees = merge.trees(texts, knowing: base) else { return nil }
    return try decided(lines, texts, trees, merge)
  }

  private static func decided(
    _ lines: TextMerge, _ texts: ThreeWay<[UInt8]>, _ trees: ThreeWay<SourceTree>, _ merge: StructuralMerge
  ) throws(GitError) -> StructuredText? {
    let all = lines.opening(Set(lines.hunks.indices))
    let focused = try merge.attempt(all.texts, knowing: (texts, trees))
    if let focused, focused.conflicts.isEmpty, try merge.isProven(focused.text, trees) {
      return StructuredText(text: TextMerge(pieces: [.agreed(focused.text)]), paths: focused.paths)
    }
    if all.texts.all != texts.all, let whole = try merge.proven(texts, trees) {
      return StructuredText(text: TextMerge(pieces: [.agreed(whole.text)]), paths: whole.paths)
    }
    guard lines.hunks.count > 1, var search = HunkSearch(lines, merge) else { return nil }
    try search.run(after: focused, of: all)
    guard search.text.hunks.count < lines.hunks.count, try isAcceptable(search.text, trees, merge) else {
      return nil
    }
    return StructuredText(text: search.text, paths: search.paths)
  }

  /// A clean merge that is not sound, though all three texts are: decided by structure, or a conflict.
  private static func repaired(
    _ lines: TextMerge, _ texts: ThreeWay<[UInt8]>, _ merge: StructuralMerge
  ) throws(GitError) -> StructuredText? {
    if merge.format == .markdown { return nil }
    if merge.rules.isStrict { return try proven(lines, texts, merge) }
    let result = SourceTree(lines.favouring(.ours), as: merge.format)
    if let result, result.repetitions.isEmpty { return nil }
    guard let trees = merge.trees(texts) else { return nil }
    if let result, merge.isSound(result, trees) { return nil }
    let whole = try merge.outcome(texts, trees)
    if whole.conflicts.isEmpty, try merge.isProven(whole.text, trees) {
      let paths = whole.agreed.isEmpty ? whole.paths : whole.agreed
      return StructuredText(text: TextMerge(pieces: [.agreed(whole.text)]), paths: paths)
    }
    if let values = try merge.conflictingValues(whole, texts) {
      return StructuredText(text: values, paths: whole.agreed)
    }
    return StructuredText(text: TextMerge(conflicting: texts), paths: [])
  }

  /// A clean merge by line that the data do not prove: decided by structure, or a conflict.
  private static func proven(
    _ lines: TextMerge, _ texts: ThreeWay<[UInt8]>, _ merge: StructuralMerge
  ) throws(GitError) -> StructuredText? {
    guard let trees = merge.trees(texts) else { return nil }
    if try merge.isProven(lines.favouring(.ours), trees) { return nil }
    guard let whole = try merge.proven(texts, trees) else {
      return StructuredText(text: TextMerge(conflicting: texts), paths: [])
    }
    return StructuredText(text: TextMerge(pieces: [.agreed(whole.text)]), paths: whole.paths)
  }

  private static func isAcceptable(
    _ text: TextMerge, _ trees: ThreeWay<SourceTree>, _ merge: StructuralMerge
  ) throws(GitError) -> Bool {
    if text.isClean { return try merge.isProven(text.favouring(.ours), trees) }
    return [TextMerge.Side.ours, .theirs].contains { side in
      SourceTree(text.favouring(side), as: merge.format).map { merge.isSound($0, trees) } ?? false
    }
  }
}

extension TextMerge.Piece {
  fileprivate func mapped(_ change: ([UInt8]) -> [UInt8]) -> Self {
    switch self {
    case .agreed(let bytes): .agreed(change(bytes))
    case .conflict(let hunk):
      .conflict(
        TextMerge.Hunk(
          base: change(hunk.base), ours: change(hunk.ours), theirs: change(hunk.theirs),
          endsInCRLF: hunk.endsInCRLF))
    }
  }
}

extension TextMerge {
  /// The same merge with all of its bytes changed alike.
  fileprivate func mapped(_ change: ([UInt8]) -> [UInt8]) -> TextMerge {
    TextMerge(pieces: pieces.map { $0.mapped(change) })
  }

  /// The same merge with the bytes changed that each side begins with; nil if a side has none.
  fileprivate func mappingStart(_ change: ([UInt8]) -> [UInt8]) -> TextMerge? {
    guard let first = pieces.first else { return nil }
    if case .conflict(let hunk) = first, [hunk.base, hunk.ours, hunk.theirs].contains([]) { return nil }
    return TextMerge(pieces: [first.mapped(change)] + pieces.dropFirst())
  }

  /// One conflict of all that is not the same in all three.
  fileprivate init(conflicting texts: ThreeWay<[UInt8]>) {
    let lines = texts.map { Array(TextLines($0)) }
    let all = [lines.base ?? [], lines.ours ?? [], lines.theirs ?? []]
    let shortest = all.map(\.count).min() ?? 0
    let start = (0..<shortest).first { index in all.contains { $0[index] != all[0][index] } } ?? shortest
    let end =
      (0..<shortest - start).first { index in
        all.contains { $0[$0.count - 1 - index] != all[0][all[0].count - 1 - index] }
      } ?? shortest - start
    func part(_ lines: [ArraySlice<UInt8>], _ range: Range<Int>) -> [UInt8] { Array(lines[range].joined()) }
    let middles = all.map { part($0, start..<$0.count - end) }
    self.init(
      pieces: [
        .agreed(part(all[0], 0..<start)),
        .conflict(Hunk(base: middles[0], ours: middles[1], theirs: middles[2])),
        .agreed(part(all[0], all[0].count - end..<all[0].count)),
      ].filter { $0 != .agreed([]) })
  }
}
