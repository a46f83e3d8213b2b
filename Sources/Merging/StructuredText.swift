import GitReading
import Structures

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

  private init(text: TextMerge, paths: [String]) {
    self.text = text
    self.paths = paths
  }

  private static let largestText = 4 << 20

  /// Nil where lines have the last word.
  private static func resolved(
    _ lines: TextMerge, _ texts: ThreeWay<[UInt8]>, _ merge: StructuralMerge
  ) throws(GitError) -> StructuredText? {
    guard let trees = merge.trees(texts) else { return nil }
    if lines.isClean { return try repaired(lines, texts, trees, merge) }
    let focused = try merge.attempt(lines.texts(open: Set(lines.hunks.indices)))
    if let focused, focused.conflicts.isEmpty, try merge.isProven(focused.text, trees) {
      return StructuredText(text: TextMerge(pieces: [.agreed(focused.text)]), paths: focused.paths)
    }
    if let whole = try merge.attempt(texts), whole.conflicts.isEmpty {
      return StructuredText(text: TextMerge(pieces: [.agreed(whole.text)]), paths: whole.paths)
    }
    return try hunkByHunk(lines, trees, merge)
  }

  /// A clean merge that is not sound, though all three texts are: decided by structure, or a conflict.
  private static func repaired(
    _ lines: TextMerge, _ texts: ThreeWay<[UInt8]>, _ trees: ThreeWay<SourceTree>, _ merge: StructuralMerge
  ) throws(GitError) -> StructuredText? {
    if merge.format == .markdown { return nil }
    let result = SourceTree(lines.favouring(.ours), as: merge.format)
    if let result, merge.isSound(result, trees) { return nil }
    if let whole = try merge.attempt(texts), whole.conflicts.isEmpty {
      return StructuredText(text: TextMerge(pieces: [.agreed(whole.text)]), paths: whole.paths)
    }
    return StructuredText(text: TextMerge(conflicting: texts), paths: [])
  }

  private static func hunkByHunk(
    _ lines: TextMerge, _ trees: ThreeWay<SourceTree>, _ merge: StructuralMerge
  ) throws(GitError) -> StructuredText? {
    var text = lines
    var paths: [String] = []
    guard lines.hunks.count > 1, lines.hunks.count <= mostHunks else { return nil }
    // Backwards, so that the numbers of the hunks before stay as they are.
    for number in lines.hunks.indices.reversed() {
      let texts = text.texts(open: [number])
      guard let outcome = try merge.attempt(texts), outcome.conflicts.isEmpty,
        let resolved = text.resolving(number, as: outcome.text)
      else { continue }
      text = resolved
      paths = outcome.paths + paths
    }
    guard text.hunks.count < lines.hunks.count, try isAcceptable(text, trees, merge) else { return nil }
    return StructuredText(text: text, paths: paths)
  }

  private static let mostHunks = 24

  private static func isAcceptable(
    _ text: TextMerge, _ trees: ThreeWay<SourceTree>, _ merge: StructuralMerge
  ) throws(GitError) -> Bool {
    if text.isClean { return try merge.isProven(text.favouring(.ours), trees) }
    return [TextMerge.Side.ours, .theirs].contains { side in
      SourceTree(text.favouring(side), as: merge.format).map { merge.isSound($0, trees) } ?? false
    }
  }
}

extension TextMerge {
  /// The three texts that differ in the open hunks only: everywhere else they are what lines made of them, with ours
  /// in the hunks that stay closed.
  fileprivate func texts(open: Set<Int>) -> ThreeWay<[UInt8]> {
    var (base, ours, theirs): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
    var number = 0
    for piece in pieces {
      switch piece {
      case .agreed(let bytes):
        base += bytes
        ours += bytes
        theirs += bytes
      case .conflict(let hunk):
        let isOpen = open.contains(number)
        base += isOpen ? hunk.base : hunk.ours
        ours += hunk.ours
        theirs += isOpen ? hunk.theirs : hunk.ours
        number += 1
      }
    }
    return ThreeWay(base, ours, theirs)
  }

  /// The merge with one hunk decided, where a text differs from ours in that hunk only.
  fileprivate func resolving(_ number: Int, as text: [UInt8]) -> TextMerge? {
    guard let index = self.pieces.indices.filter({ self.pieces[$0].isConflict }).dropFirst(number).first
    else { return nil }
    let before = TextMerge(pieces: Array(pieces[..<index])).favouring(.ours)
    let after = TextMerge(pieces: Array(pieces[(index + 1)...])).favouring(.ours)
    guard text.count >= before.count + after.count, text.starts(with: before),
      text.suffix(after.count).elementsEqual(after)
    else { return nil }
    var pieces = pieces
    pieces[index] = .agreed(Array(text[before.count..<text.count - after.count]))
    return TextMerge(pieces: pieces)
  }

  /// The same merge with all of its bytes changed alike.
  fileprivate func mapped(_ change: ([UInt8]) -> [UInt8]) -> TextMerge {
    TextMerge(
      pieces: pieces.map { piece in
        switch piece {
        case .agreed(let bytes): .agreed(change(bytes))
        case .conflict(let hunk):
          .conflict(
            Hunk(
              base: change(hunk.base), ours: change(hunk.ours), theirs: change(hunk.theirs),
              endsInCRLF: hunk.endsInCRLF))
        }
      })
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

extension TextMerge.Piece {
  fileprivate var isConflict: Bool {
    if case .conflict = self { true } else { false }
  }
}
