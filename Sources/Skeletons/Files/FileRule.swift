import Diagnostics
import FileTrees
import YAMLReading

/// What `files:` states about the files that a glob matches; later rules add to earlier ones.
struct FileRule {
  let source: Glob
  let path: Template?
  let pathWords: String?
  /// What the file is written for, once for each item.
  let each: SkeletonFile.Each?
  let condition: Condition?
  let keep: Bool?
  let verbatim: Bool?
  let executable: Bool?
  let merging: MergeDeclaration?
  let place: Place

  init(_ node: Node, scope: Scope, noting faults: inout Faults) {
    var reader = MappingReader(node, "the file rule", noting: &faults)
    let source = reader.required("source", noting: &faults)
    self.source = Glob(source?.text("'source'", noting: &faults) ?? "")
    place = source?.place ?? node.place
    let list = reader.node("each")
    each = list.flatMap { Self.list($0, scope: scope, noting: &faults) }
    // If the iterated collection is unknown, the path cannot be checked: one fault is enough.
    let isReadable = list == nil || each != nil
    let item = each?.itemKind(in: scope)
    let path = reader.node("path")
    pathWords = path?.scalar?.text
    self.path =
      !isReadable ? nil : path.map { Template($0, "'path'", scope: scope, item: item, noting: &faults) }
    condition = reader.node("when").map { ConditionReader(scope: scope).condition($0, noting: &faults) }
    keep = reader.boolean("keep", noting: &faults)
    verbatim = reader.boolean("verbatim", noting: &faults)
    executable = reader.node("mode").flatMap { Self.isExecutable($0, noting: &faults) }
    merging = reader.node("merge").map { MergeDeclaration($0, noting: &faults) }
    reader.finish(noting: &faults)
    if each != nil, self.path == nil {
      faults.note("'each' needs a 'path' that differs for each item", at: place, hint: "path: conf/<% . %>")
    }
    if path != nil, !self.source.isExact, each == nil || self.source.wholeFolder == nil {
      faults.note(
        "'path' needs one exact source, not '\(self.source.text)'", at: place,
        hint: each == nil ? nil : "with 'each', a whole folder: hosts/**")
    }
  }

  /// What `each` names, checked against what is declared.
  static func list(_ node: Node, scope: Scope, noting faults: inout Faults) -> SkeletonFile.Each? {
    guard let name = node.text("'each'", noting: &faults) else { return nil }
    if scope.isInventory(name) {
      return scope.collection(name, at: node, noting: &faults).map { .inventory($0) }
    }
    if !scope.knows(name) {
      faults.note("unknown variable '\(quoted(name))'", at: node.place, hint: scope.hint(for: name))
    } else if let shape = scope.shape(of: name), ItemKind(shape) == nil {
      faults.note("'\(name)' is a \(shape.kind.rawValue), not a list", at: node.place)
    }
    return .variable(name)
  }

  /// Where a file that it matches goes: its path, or below it where a whole folder is written for each item.
  func placing(_ source: RelativePath) -> (path: Template, words: String)? {
    guard let path, let words = pathWords else { return nil }
    guard let folder = self.source.wholeFolder else { return (path, words) }
    let inside =
      (try? RelativePath(folder)).flatMap { source.relative(to: $0) }?.description ?? source.description
    return (Template(parts: path.parts + [.text(Array("/\(inside)".utf8))]), "\(words)/\(inside)")
  }

  /// Only what git keeps of a mode counts: whether it can be executed.
  private static func isExecutable(_ node: Node, noting faults: inout Faults) -> Bool? {
    switch node.scalar?.text {
    case "0755", "755": return true
    case "0644", "644": return false
    default:
      faults.note("'mode' is neither \"0644\" nor \"0755\": git stores no other modes", at: node.place)
      return nil
    }
  }
}
