import Structures
import Texts

/// Merges three source trees into a text that is put together from their bytes.
struct TreeMerge {
  let trees: ThreeWay<SourceTree>
  let texts: ThreeWay<[UInt8]>
  let rules: MergeRules
  let format: StructureFormat
  /// The merged text; with ours where something is in conflict.
  var output: [UInt8] = []
  /// Where structure cannot decide, by the bytes of each side.
  var conflicts: [[ContainerPlan.PlannedSide]] = []
  /// Those of the conflicts that are about a value which both sides added.
  private(set) var twofold: [TwofoldValue] = []
  /// What both sides added alike, as paths of keys.
  private(set) var agreed: [String] = []
  /// What one side changed, as paths of keys.
  private(set) var changed: [String] = []

  init(_ texts: ThreeWay<[UInt8]>, _ trees: ThreeWay<SourceTree>, rules: MergeRules, format: StructureFormat)
  {
    self.texts = texts
    self.trees = trees
    self.rules = rules
    self.format = format
  }

  mutating func run() throws(GitError) {
    guard let ours = trees.ours?.root, let theirs = trees.theirs?.root else { return }
    try value(ThreeWay(trees.base?.root, ours, theirs), Indents(ThreeWay([], [], []), result: []), at: [])
  }

  /// What the entries of a container are indented by, on each side and in the result.
  struct Indents {
    let sides: ThreeWay<[UInt8]>
    let result: [UInt8]?
    /// How much deeper the next level is on each side, if that is known.
    let steps: ThreeWay<Int>

    init(
      _ sides: ThreeWay<[UInt8]>, result: [UInt8]?, steps: ThreeWay<Int> = ThreeWay(nil, nil, nil)
    ) {
      self.sides = sides
      self.result = result
      self.steps = steps
    }

  }
}

extension TreeMerge {
  private mutating func value(
    _ sides: ThreeWay<SourceTree.Value>, _ indents: Indents, at path: [String]
  ) throws(GitError) {
    guard let ours = sides.ours, let theirs = sides.theirs else { return }
    let bytes = ThreeWay(
      sides.base.map { self.bytes($0, of: .base) }, self.bytes(ours, of: .ours),
      self.bytes(theirs, of: .theirs))
    if bytes.ours == bytes.base || bytes.theirs == bytes.base || bytes.ours == bytes.theirs {
      if bytes.theirs != bytes.ours { note(path) } else if sides.base == nil { noteAgreed(path) }
      return put(
        bytes.ours == bytes.base ? theirs : ours, of: bytes.ours == bytes.base ? .theirs : .ours, indents)
    }
    // Both added the same, each in its own formatting.
    if sides.base == nil, Meaning(ours, format) == Meaning(theirs, format) {
      note(path)
      return put(ours, of: .ours, indents)
    }
    if let mine = ours.container, let other = theirs.container, canMerge(sides.base?.container, mine, other) {
      return try container(ThreeWay(sides.base?.container, mine, other), indents, at: path)
    }
    try whole(sides, indents, at: path)
  }

  /// Containers of one kind and label; a base of another kind counts as empty only if it is empty.
  private func canMerge(
    _ base: SourceTree.Container?, _ ours: SourceTree.Container, _ theirs: SourceTree.Container
  ) -> Bool {
    guard ours.kind == theirs.kind, ours.label == theirs.label, ours.separator == theirs.separator else {
      return false
    }
    guard let base else { return true }
    return base.kind == ours.kind && base.label == ours.label
      && (base.separator == ours.separator || base.entries.isEmpty)
  }

  /// A value that one side changed, or lines of a block of text.
  private mutating func whole(
    _ sides: ThreeWay<SourceTree.Value>, _ indents: Indents, at path: [String]
  ) throws(GitError) {
    guard let ours = sides.ours, let theirs = sides.theirs else { return }
    let data = sides.map { Meaning($0, format) }
    if data.ours == data.theirs || data.theirs == data.base {
      if data.ours != data.base { note(path) }
      put(ours, of: .ours, indents)
    } else if data.ours == data.base {
      note(path)
      put(theirs, of: .theirs, indents)
    } else if let text = try block(sides.flatMap(\.atom), indents) {
      note(path)
      output += text
    } else {
      conflicts.append(
        Version.allCases.compactMap { version in
          sides[version].map { ContainerPlan.PlannedSide(version: version, range: $0.start..<$0.end) }
        })
      if sides.base == nil, let mine = ours.atom?.bytes, let other = theirs.atom?.bytes {
        twofold.append(TwofoldValue(place: output.count, ours: mine, theirs: other))
      }
      put(ours, of: .ours, indents)
    }
  }

  private struct Meaning: Equatable {
    let datum: Datum
    let comments: [String]

    init(_ value: SourceTree.Value, _ format: StructureFormat) {
      datum = value.datum
      comments = value.comments(format)
    }
  }

  /// Lines within a block of text; nil if they conflict, or if it is not a block on every side.
  private func block(_ atoms: ThreeWay<SourceTree.Atom>, _ indents: Indents) throws(GitError) -> [UInt8]? {
    guard atoms.all.count == 3, atoms.all.allSatisfy(\.isBlock) else { return nil }
    let texts = Version.allCases.map { version -> [UInt8] in
      guard let atom = atoms[version] else { return [] }
      return reindented(atom.bytes, atom, from: indents.sides[version], to: indents.result) + [lineFeed]
    }
    let merge = try TextMerge(base: texts[0], ours: texts[1], theirs: texts[2])
    return merge.isClean ? merge.favouring(.ours).dropLast() : nil
  }

  /// What is before the first section of a file belongs to no section.
  private func name(of path: [String]) -> [String] {
    let steps = path.drop(while: \.isEmpty)
    return steps.isEmpty ? [] : [steps.joined(separator: ".")]
  }

  private mutating func noteAgreed(_ path: [String]) {
    agreed += name(of: path)
  }

  private mutating func note(_ path: [String]) {
    changed += name(of: path)
  }
}

extension TreeMerge {
  private mutating func container(
    _ sides: ThreeWay<SourceTree.Container>, _ outer: Indents, at path: [String]
  ) throws(GitError) {
    let indents = Indents(
      ThreeWay(sides.base?.indent, sides.ours?.indent, sides.theirs?.indent),
      result: indent(of: sides, in: outer), steps: outer.steps(in: sides))
    let start = output.count
    putTrivia(sides.map(\.open), indents)
    let opening = output[start...]
    let plan = plan(sides, at: path)
    conflicts += plan.conflicts
    let shape = ContainerShape(sides, indent: indents.result, opening: opening)
    for (index, entry) in plan.entries.enumerated() {
      let next = index + 1 < plan.entries.count ? plan.entries[index + 1] : nil
      let isOnly = sides.ours?.kind == .documents && plan.entries.count == 1
      try put(
        entry, isFirst: index == 0, next: next, shape, indents, at: isOnly ? path : path + [entry.name])
    }
    notePresence(plan, sides, at: path)
    if shape.separator == .none, shape.indent != nil, !plan.entries.isEmpty {
      endLine(before: sides.ours?.close)
    }
    putTrivia(sides.map(\.close), indents)
  }

  private func indent(of sides: ThreeWay<SourceTree.Container>, in outer: Indents) -> [UInt8]? {
    guard let ours = sides.ours, let theirs = sides.theirs else { return nil }
    if ours.entries.isEmpty { return theirs.indent }
    if theirs.entries.isEmpty { return ours.indent }
    return sides.base.map { !$0.entries.isEmpty && $0.indent == ours.indent } ?? false
      ? theirs.indent : ours.indent
  }

  /// Reports which entries came and went.
  private mutating func notePresence(
    _ plan: ContainerPlan, _ sides: ThreeWay<SourceTree.Container>, at path: [String]
  ) {
    for entry in plan.entries {
      if case .take = entry.action { note(path + [entry.name]) }
    }
    guard let base = sides.base, plan.entries.count != base.entries.count || !plan.isMergeOfAll else {
      return
    }
    let left = sides.flatMap { Set($0.entries.compactMap(\.key)) }
    for key in base.entries.compactMap(\.key)
    where left.ours?.contains(key) == false || left.theirs?.contains(key) == false {
      note(path + [key])
    }
  }

  private func plan(_ sides: ThreeWay<SourceTree.Container>, at path: [String]) -> ContainerPlan {
    var plan = ContainerPlan(format: format)
    let entries = sides.map(\.entries)
    if let identities = Identities(sides, rules.declaration(at: path), isTop: path.isEmpty) {
      for conflict in identities.conflicts { plan.conflict(conflict) }
      plan.planKeyed(identities.entries, isOrdered: identities.isOrdered)
    } else if Identities.areRepeated(in: entries, by: rules.declaration(at: path)?.identity) {
      plan.conflictOfAll(entries)
    } else {
      plan.planList(entries)
    }
    return plan
  }
}

extension TreeMerge {
  private mutating func put(
    _ entry: ContainerPlan.Planned, isFirst: Bool, next: ContainerPlan.Planned?, _ shape: ContainerShape,
    _ indents: Indents, at path: [String]
  ) throws(GitError) {
    let sides = entry.sides
    if !isFirst, let common = common(entry, next, shape, indents) {
      if shape.separator == .none { endLine() }
      output += common
      return
    }
    switch entry.action {
    case .take(let version):
      guard let only = sides[version] else { return }
      putBefore(
        ThreeWay(nil, version == .ours ? only : nil, version == .theirs ? only : nil), isFirst, shape, indents
      )
      output += only.head
      put(only.value, of: version, indents, steps: indents.steps(from: version))
      putSeparator(only, next, shape, isFirst: isFirst)
      output += reindented(only.after, from: indents.sides[version], to: indents.result)
    case .merge:
      guard let ours = sides.ours else { return }
      putBefore(sides, isFirst, shape, indents)
      if let rest = commonRest(sides, shape, indents) {
        output += rest
        return
      }
      putTrivia(sides.map(\.head), indents)
      try value(sides.map(\.value), indents, at: path)
      putSeparator(ours, next, shape, isFirst: isFirst)
      putTrivia(sides.map(\.after), indents)
    }
  }

  /// Comments, blanks and the indentation before an entry, adapted to its new place.
  private mutating func putBefore(
    _ sides: ThreeWay<SourceTree.Entry>, _ isFirst: Bool, _ shape: ContainerShape, _ indents: Indents
  ) {
    let start = output.count
    if shape.separator == .none, !(isFirst && shape.startsInline) { endLine() }
    let line = output.count
    putTrivia(sides.map(\.before), indents)
    let before = output[line...]
    guard format.comments(in: before).isEmpty else {
      if shape.needsOneLine(isFirst: isFirst) {
        conflicts.append(ContainerPlan.sides(of: sides))
      }
      return
    }
    let wanted = shape.before(Array(before), isFirst: isFirst)
    if wanted != Array(before) { output.replaceSubrange(max(start, line)..., with: wanted) }
  }

  private mutating func putSeparator(
    _ entry: SourceTree.Entry, _ next: ContainerPlan.Planned?, _ shape: ContainerShape, isFirst: Bool
  ) {
    if shape.separator == .bar {
      if next != nil { output.append(UInt8(ascii: "|")) }
      return
    }
    if needsSeparator(entry, next, shape) { output.append(UInt8(ascii: ",")) }
  }
}
