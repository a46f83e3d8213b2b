package import FileTrees
import Structures
package import Texts

/// What a skeleton changed, brought to a file that a person had before the skeleton knew of it.
///
/// Where the file differed from what was generated at its adoption, that part is the person's: what the skeleton changes
/// in its own version of the part does not apply, and is left out. All else is brought, change by change.
package struct AdoptedChanges: Hashable, Sendable {
  /// The adopted file with every change of a part that it has.
  package let result: Content
  /// Changes of parts that the file never had, as lines that begin with `-` and `+`.
  package let leftOut: [String]
  /// What the skeleton makes, but for what was left out.
  package let wanted: Content
  /// Whether a change is of lines of which the file has only some: a person has to decide.
  package let isContested: Bool

  /// `base` is what was generated when the person's file was `adopted`, or when it last got changes.
  @available(*, noasync)
  package init(
    base: Content, adopted: Content, theirs: Content, by rules: MergeRules
  ) throws(GitError) {
    if base.isSame(as: theirs) {
      self.init(adopted, leftOut: [], wanted: theirs, isContested: false)
      return
    }
    guard [base, adopted, theirs].allSatisfy({ isText($0.stored) }) else {
      self.init(adopted, leftOut: ["binary"], wanted: base, isContested: false)
      return
    }
    let texts = try TextProperties(base: base.stored, ours: adopted.stored, theirs: theirs.stored)
    guard var search = AdoptedSearch(texts, rules) else {
      self.init(adopted, leftOut: [], wanted: theirs, isContested: true)
      return
    }
    try search.run()
    let text = try texts.restored(search.result, isMarked: false)
    self.init(
      search.result == texts.ours ? adopted : try Content(stored: text, replacing: adopted, orAs: theirs),
      leftOut: search.leftOut.map(search.words),
      wanted: search.leftOut.isEmpty ? theirs : Content(search.wanted), isContested: search.isContested)
  }

  private init(_ result: Content, leftOut: [String], wanted: Content, isContested: Bool) {
    self.result = result
    self.leftOut = leftOut
    self.wanted = wanted
    self.isContested = isContested
  }
}

/// Looks at the changes of a skeleton one by one.
struct AdoptedSearch {
  /// The adopted file with what was brought so far.
  private(set) var result: [UInt8]
  private(set) var leftOut: [LineChange] = []
  private(set) var isContested = false

  private let base: [ArraySlice<UInt8>]
  private let theirs: [UInt8]
  private let changes: [LineChange]
  private let rules: MergeRules

  /// Beyond this size, changes are not considered one by one.
  private static let mostChanges = 200

  /// Nil if there is too much to compare.
  init?(_ texts: TextProperties, _ rules: MergeRules) {
    base = Array(TextLines(texts.base))
    theirs = texts.theirs
    result = texts.ours
    self.rules = rules.strict
    guard let changes = LineChange.all(from: base, to: Array(TextLines(texts.theirs))),
      changes.count <= Self.mostChanges
    else { return nil }
    self.changes = changes
  }

  /// What the skeleton makes, without what was left out.
  var wanted: [UInt8] {
    base.applying(
      changes.flatMap { change in
        if leftOut.contains(change) { return [] as [LineChange] }
        let parts = change.parts(of: base)
        return parts.contains(where: leftOut.contains) ? parts.filter { !leftOut.contains($0) } : [change]
      })
  }

  func words(of change: LineChange) -> String {
    let lines =
      base[change.old].map { "-" + String(decoding: $0, as: UTF8.self) }
      + change.new.map { "+" + String(decoding: $0, as: UTF8.self) }
    return lines.joined()
  }

  mutating func run() throws(GitError) {
    let texts = [Array(base.joined()), result, theirs]
    let isStructured = rules.format.map { format in
      format != .markdown && texts.allSatisfy { SourceTree($0, as: format) != nil }
    }
    if isStructured == true {
      try runByStructure()
    } else {
      runByLines()
    }
  }
}

extension AdoptedSearch {
  /// Lines alone tell whether the file has what changes.
  private mutating func runByLines() {
    let lines = Array(TextLines(result))
    guard let alignment = LineAlignment(base: base, other: lines) else {
      isContested = true
      return
    }
    var edits: [LineChange] = []
    var rest: [LineChange] = []
    for change in changes {
      if let place = place(of: change, alignment) {
        edits.append(LineChange(old: place, new: change.new))
      } else if change.old.contains(where: { alignment.isAnchored[$0] }) {
        isContested = true
      } else {
        rest.append(change)
      }
    }
    result = lines.applying(edits)
    for change in rest {
      if let text = withBlocks(of: change) { result = text } else { leftOut.append(change) }
    }
  }

  private func place(of change: LineChange, _ alignment: LineAlignment) -> Range<Int>? {
    guard change.isInsertion else { return alignment.place(of: change.old) }
    return alignment.places(ofInsertionAt: change.old.lowerBound).first.map { $0..<$0 }
  }
}

extension AdoptedSearch {
  /// The result with what is new at the top of the text, such as a task or a section; nil if the change is another.
  private func withBlocks(of change: LineChange) -> [UInt8]? {
    guard change.isInsertion, let old = TopLevelBlocks(Array(base.joined()), rules),
      let changed = TopLevelBlocks(base.applying([change]), rules), let blocks = TopLevelBlocks(result, rules)
    else { return nil }
    return blocks.taking(newOf: changed, since: old)
  }
}

extension AdoptedSearch {
  /// Every change is merged for itself, and taken where the data prove it.
  private mutating func runByStructure() throws(GitError) {
    if let whole = try merged(theirs) {
      result = whole
      return
    }
    var group: [LineChange] = []
    for change in changes {
      group.append(change)
      let changed = base.applying(group)
      guard let format = rules.format, SourceTree(changed, as: format) != nil else { continue }
      try bring(group)
      group = []
    }
    // What is sound only with a change before it cannot be examined for itself.
    if !group.isEmpty { isContested = true }
  }

  private mutating func bring(_ group: [LineChange]) throws(GitError) {
    if try take(group) { return }
    let parts = group.flatMap { $0.parts(of: base) }
    guard parts.count > 1 else {
      leftOut += group
      return
    }
    for part in parts where try !take([part]) { leftOut.append(part) }
  }

  private mutating func take(_ group: [LineChange]) throws(GitError) -> Bool {
    let changed = base.applying(group)
    guard let format = rules.format, SourceTree(changed, as: format) != nil else { return false }
    if let merged = try merged(changed) {
      result = merged
      return true
    }
    guard group.count == 1, group[0].isInsertion else { return false }
    guard let text = try inserted(group[0], changed) ?? withBlocks(of: group[0]) else { return false }
    result = text
    return true
  }

  /// The result with what changed between the base and `changed`; nil if that is in conflict.
  private func merged(_ changed: [UInt8]) throws(GitError) -> [UInt8]? {
    let old = Array(base.joined())
    let lines = try TextMerge(base: old, ours: result, theirs: changed)
    let merge = try StructuredText(lines, ThreeWay(old, result, changed), rules: rules)
    return merge.text.isClean ? merge.text.favouring(.ours) : nil
  }

  /// The result with new lines next to a line that is next to them in the skeleton too.
  private func inserted(_ change: LineChange, _ changed: [UInt8]) throws(GitError) -> [UInt8]? {
    let lines = Array(TextLines(result))
    guard let format = rules.format, let alignment = LineAlignment(base: base, other: lines) else {
      return nil
    }
    let merge = StructuralMerge(format: format, rules: rules)
    guard let trees = merge.trees(ThreeWay(Array(base.joined()), result, changed)) else { return nil }
    for place in alignment.places(ofInsertionAt: change.old.lowerBound) {
      let text = lines.applying([LineChange(old: place..<place, new: change.new)])
      if try merge.isProven(text, trees) { return text }
    }
    return nil
  }
}
