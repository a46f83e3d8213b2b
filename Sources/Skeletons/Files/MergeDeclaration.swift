import Diagnostics
import YAMLReading

/// What a skeleton states of how a file is merged where its lines conflict: `merge:` of a file rule.
package struct MergeDeclaration: Hashable, Sendable {
  /// Whether lines have the last word.
  package let isByLine: Bool
  package let lists: [List]

  /// By key, with nothing declared.
  package static let byKey = MergeDeclaration(isByLine: false, lists: [])

  /// What tells the elements of the lists at a path apart, and whether their order means anything.
  package struct List: Hashable, Sendable {
    /// Keys from the top of the file; `*` is any one, `**` any number of them.
    package let path: [String]
    /// The key whose value names an element.
    package let identity: String?
    package let isUnordered: Bool
    /// Whether an element is there or not is all that counts.
    package let isSet: Bool
  }
}

extension MergeDeclaration {
  /// Reads `lines`, or a mapping of paths to what their lists are.
  init(_ node: Node, noting faults: inout Faults) {
    if let text = node.scalar?.text {
      if text != "lines" {
        faults.note("invalid merge '\(quoted(text))' (expected lines, or paths of lists)", at: node.place)
      }
      self.init(isByLine: true, lists: [])
      return
    }
    if node.pairs == nil { faults.note("'merge' is \(node.kindWords), not a mapping", at: node.place) }
    var lists: [List] = []
    for pair in node.pairs ?? [] {
      if let list = List(pair, noting: &faults) { lists.append(list) }
    }
    self.init(isByLine: false, lists: lists)
  }
}

extension MergeDeclaration.List {
  fileprivate init?(_ pair: Node.Pair, noting faults: inout Faults) {
    let path = pair.name.split(separator: ".").map(String.init)
    if path.isEmpty || path.count > 32 {
      faults.note(
        "invalid path '\(quoted(pair.name))' (expected keys with dots between them)", at: pair.key.place)
      return nil
    }
    switch pair.value.scalar?.text {
    case "set": self.init(path: path, identity: nil, isUnordered: true, isSet: true)
    case "unordered": self.init(path: path, identity: nil, isUnordered: true, isSet: false)
    case let text?:
      faults.note(
        "invalid merge of a list '\(quoted(text))' (expected one of: set, unordered, { identity: KEY })",
        at: pair.value.place)
      return nil
    case nil:
      var reader = MappingReader(pair.value, "the merge of '\(pair.name)'", noting: &faults)
      let identity = reader.requiredText("identity", noting: &faults)
      let isUnordered = reader.boolean("unordered", noting: &faults) ?? false
      reader.finish(noting: &faults)
      self.init(path: path, identity: identity, isUnordered: isUnordered, isSet: false)
    }
  }
}
