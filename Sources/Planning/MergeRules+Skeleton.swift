package import FileTrees
package import Merging
import Skeletons
import Structures

extension MergeRules {
  /// The rules for a file at this path, as its skeleton declares them.
  init(_ declaration: MergeDeclaration, at path: RelativePath) {
    guard !declaration.isByLine else {
      self = .lines
      return
    }
    let name = String(decoding: path.name, as: UTF8.self)
    self.init(
      format: StructureFormat(fileName: name),
      declared: declaration.lists.map { list in
        Declaration(
          path: list.path, identity: list.identity, isUnordered: list.isUnordered, isSet: list.isSet)
      }, isListOfLines: name.hasPrefix(".") && name.hasSuffix("ignore"))
  }
}

extension MergeRules {
  /// The default rules for a file at this path.
  package init(undeclared path: RelativePath) { self.init(.byKey, at: path) }
}

extension TargetFile {
  /// How the file is merged if neither the person nor the workspace states otherwise.
  package var rules: MergeRules { MergeRules(merging, at: path) }
}
