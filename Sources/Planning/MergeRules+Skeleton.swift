import FileTrees
import Merging
import Skeletons
import Structures

extension MergeRules {
  /// The rules for a file at this path, as its skeleton declares them.
  init(_ declaration: MergeDeclaration, at path: RelativePath) {
    guard !declaration.isByLine else {
      self = .lines
      return
    }
    self.init(
      format: StructureFormat(
        fileName: path.components.last.map { String(decoding: $0, as: UTF8.self) } ?? ""),
      declared: declaration.lists.map { list in
        Declaration(
          path: list.path, identity: list.identity, isUnordered: list.isUnordered, isSet: list.isSet)
      })
  }
}
