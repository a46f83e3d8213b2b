import Diagnostics
import FileTrees
import YAMLReading

/// Brings together the files below `files/` and the rules about them.
struct FilesReader {
  let scope: Scope
  /// How the skeleton's folder is called in messages, with a slash at its end.
  let prefix: String
  let partials: Partials

  func files(of tree: FileTree, rules: [FileRule], noting faults: inout Faults) -> [SkeletonFile] {
    var used = Set<Int>()
    var collisions = PathCollisions()
    var files: [SkeletonFile] = []
    let globs = rules.map(\.source)
    for (path, entry) in tree.sorted {
      let place = Place(prefix + "files/" + path.description)
      check(path, &collisions, at: place, noting: &faults)
      guard case .file(let content, let isExecutable) = entry else {
        faults.note("a skeleton contains only files, and this is \(entry.kindWords)", at: place)
        continue
      }
      let matching = globs.indices.filter { globs[$0].matches(path) }
      used.formUnion(matching)
      files.append(
        file(
          path, content.worktree, isExecutable, rules: matching.map { rules[$0] }, at: place, noting: &faults)
      )
    }
    for (index, rule) in rules.enumerated() where !used.contains(index) {
      noteUnused(rule, among: tree, noting: &faults)
    }
    return files
  }

  private func file(
    _ path: RelativePath, _ bytes: [UInt8], _ isExecutable: Bool, rules: [FileRule], at place: Place,
    noting faults: inout Faults
  ) -> SkeletonFile {
    let each = rules.last { $0.each != nil }?.each
    let isVerbatim = rules.last { $0.verbatim != nil }?.verbatim ?? false
    let placed = rules.last { $0.path != nil }?.placing(path)
    return SkeletonFile(
      source: path, path: placed?.path, pathWords: placed?.words,
      each: each,
      body: body(bytes, isVerbatim: isVerbatim, item: each?.itemKind(in: scope), at: place, noting: &faults),
      conditions: rules.compactMap(\.condition), keep: rules.last { $0.keep != nil }?.keep ?? false,
      merging: rules.last { $0.merging != nil }?.merging ?? .byKey,
      isExecutable: rules.last { $0.executable != nil }?.executable ?? isExecutable)
  }

  private func body(
    _ bytes: [UInt8], isVerbatim: Bool, item: ItemKind?, at place: Place, noting faults: inout Faults
  ) -> SkeletonFile.Body {
    if bytes.count > SkeletonLimits.bytesOfFile {
      faults.note("it is \(bytes.count) bytes long (at most \(SkeletonLimits.bytesOfFile))", at: place)
      return .bytes(Content([]))
    }
    if isVerbatim || isBinary(bytes) { return .bytes(Content(bytes)) }
    return .template(
      Template(file: bytes, at: place.path, scope: scope, item: item, partials: partials, noting: &faults))
  }

  /// What is not text is not a template either.
  private func isBinary(_ bytes: [UInt8]) -> Bool {
    bytes.contains(0) || String(validating: bytes, as: UTF8.self) == nil
  }

  private func check(
    _ path: RelativePath, _ collisions: inout PathCollisions, at place: Place, noting faults: inout Faults
  ) {
    do throws(PathError) {
      try path.checkPortable()
      try collisions.insert(path)
    } catch {
      faults.note(error, at: place)
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
