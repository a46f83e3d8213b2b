package import Diagnostics
package import FileTrees
import Secrets
import Threading
import YAMLReading

/// The rules that defaults are searched with, read while the declaration is.
private let credentialRules = Later { prepareCredentialRules() }

extension Skeleton {
  /// Reads a skeleton from the tree of its folder, or reports everything that is wrong with it.
  ///
  /// `folder` is how the folder is called in messages; empty for none. `shared` are the partials that its source has for
  /// all of its skeletons, in a folder that is called `sharedFolder`.
  package init(
    reading tree: FileTree, at folder: String, shared: FileTree = .empty, in sharedFolder: String = ""
  ) throws(Findings) {
    let prefix = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
    let place = Place(prefix + "skeleton.yaml")
    guard let declaration = tree.entry("skeleton.yaml") else {
      let hint = "a skeleton is a folder with skeleton.yaml and files/"
      throw Findings(Diagnostic(.noSkeleton, "there is no skeleton.yaml", at: place, hint: hint))
    }
    guard let bytes = declaration.content?.worktree else {
      throw Findings(Diagnostic(.data, "it is \(declaration.kindWords), not a file", at: place))
    }
    if let other = tree.entry("files") {
      throw Findings(
        Diagnostic(.data, "it is \(other.kindWords), not a folder", at: Place(prefix + "files")))
    }
    let partials = Partials(
      tree.part("partials"), at: prefix, shared: shared,
      at: sharedFolder.isEmpty || sharedFolder.hasSuffix("/") ? sharedFolder : sharedFolder + "/")
    var reader = SkeletonReader(prefix: prefix, files: tree.part("files"), partials: partials)
    self = try reader.skeleton(bytes, at: place.path)
  }
}

/// Reads `skeleton.yaml` and the files below `files/`.
private struct SkeletonReader {
  let prefix: String
  let files: FileTree
  let partials: Partials
  var faults = Faults()

  mutating func skeleton(_ bytes: [UInt8], at path: String) throws(Findings) -> Skeleton {
    _ = credentialRules
    var reader = MappingReader(try parseYAML(bytes, at: path), "the skeleton", noting: &faults)
    let heading = Heading(&reader, noting: &faults)
    let questions = VariableReader(
      reader.pairs("variables", noting: &faults),
      builtins: [.destination, .inventory] + (heading.yamlExtension == nil ? [] : [.yaml]), noting: &faults)
    let rules = reader.list("rules", noting: &faults).map {
      Rule($0, scope: questions.scope, noting: &faults)
    }
    let destinationWords = reader.node("destination")?.scalar?.text ?? ""
    let destination = destination(&reader, scope: questions.scope)
    let skeletonFiles = skeletonFiles(&reader, scope: questions.scope)
    let migration = Migration(&reader, variables: questions.variables, files: files, noting: &faults)
    let handoff = reader.node("handoff").map {
      HandoffReader(scope: questions.scope).declaration($0, noting: &faults)
    }
    reader.finish(noting: &faults)
    try faults.check()
    var skeleton = Skeleton(
      name: heading.name, version: heading.version, summary: heading.summary,
      description: heading.description,
      destination: destination, destinationWords: destinationWords, yamlExtension: heading.yamlExtension,
      variables: questions.variables,
      files: skeletonFiles, renamed: migration.renamed, renamedVariables: migration.renamedVariables,
      defaultsWhenMissing: migration.defaultsWhenMissing, changes: migration.changes,
      handoff: handoff ?? HandoffDeclaration(), rules: rules, scope: questions.scope,
      canonicalBytes: canonicalBytes(declaration: bytes, including: skeletonFiles))
    skeleton.usesInventory = SkeletonRemarks(skeleton).isNamed(Builtin.inventory.rawValue)
    skeleton.needs = VariableNeeds(of: questions.variables)
    return skeleton
  }

  /// The destination cannot be part of itself.
  private mutating func destination(_ reader: inout MappingReader, scope: Scope) -> Template {
    guard let node = reader.required("destination", noting: &faults) else { return Template(literal: "") }
    return Template(node, "'destination'", scope: scope.forDestinations, noting: &faults)
  }

  private mutating func skeletonFiles(_ reader: inout MappingReader, scope: Scope) -> [SkeletonFile] {
    let rules = reader.list("files", noting: &faults).map { FileRule($0, scope: scope, noting: &faults) }
    let size = files.sorted.reduce(0) { $0 + ($1.entry.content?.worktree.count ?? 0) }
    if files.count > SkeletonLimits.files || size > SkeletonLimits.bytes {
      faults.note(
        "it has \(files.count) files of \(size) bytes (at most \(SkeletonLimits.files) files and \(SkeletonLimits.bytes) bytes)",
        at: Place(prefix + "files"))
      return []
    }
    return FilesReader(scope: scope, prefix: prefix, partials: partials).files(
      of: files, rules: rules, noting: &faults)
  }

  /// Each file's path, mode and contents in order, with lengths, so that no two skeletons have the same.
  private func canonicalBytes(declaration: [UInt8], including files: [SkeletonFile]) -> [UInt8] {
    let sorted = self.files.sorted
    var bytes: [UInt8] = []
    bytes.reserveCapacity(
      sorted.reduce(declaration.count + 64) {
        $0 + $1.path.bytes.count + ($1.entry.content?.worktree.count ?? 0) + 16
      })
    bytes += "skeleton.yaml \(declaration.count)\n".utf8
    bytes += declaration
    for (path, entry) in sorted {
      let content = entry.content?.worktree ?? []
      bytes += path.bytes
      bytes += "\0\(entry.isExecutable ? "x" : "-") \(content.count)\n".utf8
      bytes += content
    }
    let included: Set<String> = files.reduce(into: []) { names, file in
      if case .template(let template) = file.body { names.formUnion(template.partials) }
    }
    for name in included.sorted() {
      let content = partials.all[name]?.bytes ?? []
      bytes += Array("partials/\(name)".utf8) + [0] + "- \(content.count)\n".utf8 + content
    }
    return bytes
  }
}

/// What a skeleton states about itself.
private struct Heading {
  let name: String
  let version: SemanticVersion
  let summary: String
  let description: String
  let yamlExtension: String?

  init(_ reader: inout MappingReader, noting faults: inout Faults) {
    name = Self.name(&reader, noting: &faults)
    version = Self.version(&reader, noting: &faults)
    summary = reader.requiredText("summary", noting: &faults) ?? ""
    description = reader.text("description", noting: &faults) ?? ""
    yamlExtension = Self.yamlExtension(&reader, noting: &faults)
  }

  private static func name(_ reader: inout MappingReader, noting faults: inout Faults) -> String {
    guard let node = reader.required("name", noting: &faults), let text = node.text("'name'", noting: &faults)
    else {
      return ""
    }
    if !Skeleton.isName(text) {
      faults.note(
        "invalid skeleton name '\(quoted(text))'", at: node.place,
        hint: "lower-case letters, digits and -, a letter first, 64 at most")
    }
    return text
  }

  private static func version(_ reader: inout MappingReader, noting faults: inout Faults) -> SemanticVersion {
    let node = reader.required("version", noting: &faults)
    let text = node?.text("'version'", noting: &faults)
    if let version = text.flatMap(SemanticVersion.init) { return version }
    if let text {
      faults.note("invalid version '\(quoted(text))'", at: node?.place, hint: "three numbers, such as 1.0.0")
    }
    return SemanticVersion.none
  }

  private static func yamlExtension(_ reader: inout MappingReader, noting faults: inout Faults) -> String? {
    guard let node = reader.node("yaml") else { return nil }
    if let text = node.scalar?.text, [".yml", ".yaml"].contains(text) { return text }
    faults.note("'yaml' is neither .yml nor .yaml", at: node.place)
    return ".yml"
  }
}

extension Skeleton {
  /// Whether a text may name a skeleton: it becomes a component of paths.
  package static func isName(_ text: String) -> Bool {
    text.utf8.first.map(isLower) == true && text.utf8.count <= 64
      && text.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
  }
}

extension FileTree {
  fileprivate func entry(_ path: String) -> Entry? { (try? RelativePath(path)).flatMap { self[$0] } }

  fileprivate func part(_ folder: String) -> FileTree { (try? RelativePath(folder)).map(below) ?? .empty }
}
