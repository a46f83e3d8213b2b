package import Diagnostics
import FileTrees
import YAMLReading

extension WorkspaceSettings {
  /// Reads `.tenon/workspace.yaml`, finding every fault at once; `path` is where it is.
  package init(parsing bytes: [UInt8], at path: String) throws(Findings) {
    self = .none
    let document = try parseYAML(bytes, at: path)
    var faults = Faults()
    var reader = MappingReader(document, "the workspace file", noting: &faults)
    for pair in reader.pairs("layout", noting: &faults) { readLayout(pair, noting: &faults) }
    skeletonSources = reader.list("skeletons", noting: &faults).compactMap {
      SkeletonSource($0, noting: &faults)
    }
    for pair in reader.pairs("defaults", noting: &faults) { defaults[pair.name] = pair.value }
    allowed = reader.list("allow", noting: &faults).compactMap { AllowedFinding($0, noting: &faults) }
    if let node = reader.node("merge") { readMerge(node, noting: &faults) }
    reader.finish(noting: &faults)
    try faults.check()
  }

  private mutating func readLayout(_ pair: Node.Pair, noting faults: inout Faults) {
    let what = "the layout of '\(quoted(pair.name))'"
    guard pair.name != "yaml" else { return readExtension(pair.value, noting: &faults) }
    let folders = pair.value.items ?? [pair.value]
    if folders.isEmpty { faults.note("\(what) has no directory", at: pair.value.place) }
    layout[pair.name] = folders.filter { $0.text(what, noting: &faults) != nil }
  }

  private mutating func readMerge(_ node: Node, noting faults: inout Faults) {
    let text = node.scalar?.text
    if text != "lines" && text != "keys" {
      let given = text.map { "'\(quoted($0))'" } ?? node.kindWords
      faults.note("invalid value \(given) of 'merge' (expected one of: keys, lines)", at: node.place)
    }
    mergesByLine = text == "lines"
  }

  /// One extension for all, or one for each of some skeletons.
  private mutating func readExtension(_ node: Node, noting faults: inout Faults) {
    guard let pairs = node.pairs else {
      yamlExtension = Self.yamlExtension(node, noting: &faults)
      return
    }
    for pair in pairs where Self.yamlExtension(pair.value, noting: &faults) != nil {
      yamlExtensions[pair.name] = pair.value
    }
  }

  private static func yamlExtension(_ node: Node, noting faults: inout Faults) -> String? {
    let text = node.text("'yaml' of the layout", noting: &faults)
    if let text, text != ".yml" && text != ".yaml" {
      faults.note("invalid YAML extension '\(quoted(text))'", at: node.place, hint: ".yml or .yaml")
    }
    return text
  }
}

extension SkeletonSource {
  fileprivate init?(_ node: Node, noting faults: inout Faults) {
    var reader = MappingReader(node, "a skeleton source", noting: &faults)
    let path = reader.text("path", noting: &faults)
    let repository = reader.text("repository", noting: &faults)
    let revision = reader.text("revision", noting: &faults)
    let folder = reader.text("folder", noting: &faults)
    reader.finish(noting: &faults)
    switch (path, repository, revision) {
    case (let path?, nil, nil): self = .folder(path)
    case (nil, let repository?, let revision?):
      self = .repository(repository, revision: revision, folder: folder ?? "")
    default:
      faults.note(
        "a skeleton source is a path, or a repository with a revision", at: node.place,
        hint: "{ path: skeletons } or { repository: ../skels, revision: v1.2, folder: k }")
      return nil
    }
  }
}

extension AllowedFinding {
  fileprivate init?(_ node: Node, noting faults: inout Faults) {
    var reader = MappingReader(node, "an allowed finding", noting: &faults)
    let path = reader.requiredText("path", noting: &faults)
    if let line = reader.node("line") {
      faults.note(
        "findings are allowed by content, not by line", at: line.place,
        hint: "remove the entry and run: tenon secrets allow PATH:LINE --why …")
      return nil
    }
    let rule = reader.requiredText("rule", noting: &faults)
    let digest = reader.required("digest", noting: &faults).flatMap { Self.digest($0, noting: &faults) }
    let why = reader.requiredText("why", noting: &faults)
    reader.finish(noting: &faults)
    guard let path, let rule, let digest, let why else { return nil }
    do throws(PathError) {
      self.init(path: try RelativePath(path), rule: rule, digest: digest, why: why)
    } catch {
      faults.note(error, at: node.place)
      return nil
    }
  }

  private static func digest(_ node: Node, noting faults: inout Faults) -> ObjectID? {
    if let digest = node.scalar.flatMap({ ObjectID(hex: $0.text) }) { return digest }
    faults.note(
      "invalid digest of an allowed finding (expected 40 hexadecimal digits)", at: node.place,
      hint: "tenon secrets allow PATH:LINE --why … writes it")
    return nil
  }
}
