import Diagnostics
import FileTrees
import Threading
import YAMLReading

/// Brings together the files below `files/` and the rules about them.
struct FilesReader: Sendable {
  let scope: Scope
  /// How the skeleton's folder is called in messages, with a slash at its end.
  let prefix: String
  let partials: Partials

  func files(of tree: FileTree, rules: [FileRule], noting faults: inout Faults) -> [SkeletonFile] {
    let sorted = tree.sorted
    var collisions = PathCollisions()
    for (path, _) in sorted { check(path, &collisions, noting: &faults) }
    let matching = RuleMatching(rules)
    let parts = inParallel(sorted.count, least: 24) { [sorted] in part(of: sorted[$0], matching) }
    for diagnostic in parts.flatMap(\.faults.found) { faults.note(diagnostic) }
    for (index, rule) in rules.enumerated() where !parts.contains(where: { $0.used[index] }) {
      noteUnused(rule, among: tree, noting: &faults)
    }
    return parts.flatMap(\.files)
  }

  /// What one thread reads of the files.
  private struct Part: Sendable {
    var files: [SkeletonFile] = []
    /// By the number of the rule: whether it matches a file.
    var used: [Bool]
    var faults = Faults()
  }

  private func part(
    of entries: some Sequence<(path: RelativePath, entry: Entry)>, _ rules: RuleMatching
  ) -> Part {
    var part = Part(used: rules.all.map { _ in false })
    let memory = TagMemory()
    for (path, entry) in entries {
      guard case .file(let content, let isExecutable) = entry else {
        part.faults.note(
          "a skeleton contains only files, and this is \(entry.kindWords)", at: place(of: path))
        continue
      }
      let matching = rules.numbers(for: path)
      for index in matching { part.used[index] = true }
      part.files.append(
        file(
          path, content.worktree, isExecutable, rules: matching.map { rules.all[$0] }, memory: memory,
          noting: &part.faults))
    }
    return part
  }

  private func place(of path: RelativePath) -> Place { Place(prefix + "files/" + path.description) }

  private func file(
    _ path: RelativePath, _ bytes: [UInt8], _ isExecutable: Bool, rules: [FileRule], memory: TagMemory,
    noting faults: inout Faults
  ) -> SkeletonFile {
    let place = place(of: path)
    let each = rules.last { $0.each != nil }?.each
    let isVerbatim = rules.last { $0.verbatim != nil }?.verbatim ?? false
    let placed = rules.last { $0.path != nil }?.placing(path)
    return SkeletonFile(
      source: path, path: placed?.path, pathWords: placed?.words,
      each: each,
      body: body(
        bytes, isVerbatim: isVerbatim, item: each?.itemKind(in: scope), memory: memory, at: place,
        noting: &faults),
      conditions: rules.compactMap(\.condition), keep: rules.last { $0.keep != nil }?.keep ?? false,
      merging: rules.last { $0.merging != nil }?.merging ?? .byKey,
      isExecutable: rules.last { $0.executable != nil }?.executable ?? isExecutable)
  }

  private func body(
    _ bytes: [UInt8], isVerbatim: Bool, item: ItemKind?, memory: TagMemory, at place: Place,
    noting faults: inout Faults
  ) -> SkeletonFile.Body {
    if bytes.count > SkeletonLimits.bytesOfFile {
      faults.note("it is \(bytes.count) bytes long (at most \(SkeletonLimits.bytesOfFile))", at: place)
      return .bytes(Content([]))
    }
    if isVerbatim || isBinary(bytes) { return .bytes(Content(bytes)) }
    return .template(
      Template(
        file: bytes, at: place.path, scope: scope, item: item, partials: partials, memory: memory,
        noting: &faults))
  }

  /// What is not text is not a template either.
  private func isBinary(_ bytes: [UInt8]) -> Bool {
    bytes.contains(0) || String(validating: bytes, as: UTF8.self) == nil
  }

  private func check(
    _ path: RelativePath, _ collisions: inout PathCollisions, noting faults: inout Faults
  ) {
    do throws(PathError) {
      try path.checkPortable()
      try collisions.insert(path)
    } catch {
      faults.note(error, at: place(of: path))
    }
  }

  private func noteUnused(_ rule: FileRule, among tree: FileTree, noting faults: inout Faults) {
    if rule.source.text.isEmpty { return }
    faults.note(
      "no file matches '\(quoted(rule.source.text))'", at: rule.place,
      hint: nearest(to: rule.source.text, among: tree.paths.prefix(1000).map(\.description)).map {
        "did you mean '\($0)'?"
      })
  }
}

/// The rules by what they match: most name one file.
private struct RuleMatching: Sendable {
  let all: [FileRule]
  private let exact: [[UInt8]: [Int]]
  private let patterns: [(number: Int, glob: Glob)]

  init(_ rules: [FileRule]) {
    all = rules
    exact = Dictionary(grouping: rules.indices.filter { rules[$0].source.isExact }) {
      Array(rules[$0].source.text.utf8)
    }
    patterns = rules.enumerated().compactMap { $1.source.isExact ? nil : ($0, $1.source) }
  }

  /// In their order.
  func numbers(for path: RelativePath) -> [Int] {
    (exact[path.bytes, default: []] + patterns.filter { $0.glob.matches(path) }.map(\.number))
      .sorted()
  }
}
