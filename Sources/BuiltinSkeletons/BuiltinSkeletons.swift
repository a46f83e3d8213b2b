package import FileTrees

/// The skeletons that the executable carries: the folders of `Skeletons/`, embedded by the build.
package enum BuiltinSkeletons {
  /// The folders' names, in order.
  package static var names: [String] { Set(EmbeddedFile.all.map(\.skeleton.description)).sorted() }

  /// The files of one skeleton, with paths relative to its folder; nil if there is none of that name.
  package static func tree(of name: String) throws(PathError) -> FileTree? {
    var tree = FileTree()
    for file in EmbeddedFile.all where file.skeleton.description == name {
      tree[try RelativePath(bytes: bytes(of: file.path))] =
        .file(Content(bytes(of: file.text)), executable: file.isExecutable)
    }
    return tree.isEmpty ? nil : tree
  }

  private static func bytes(of literal: StaticString) -> [UInt8] {
    let text = literal.description
    if literal.isASCII { return Array(text.utf8) }
    return text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }
}

/// One embedded file, as `PackSkeletons` writes it: each byte as the Unicode scalar of the same number.
struct EmbeddedFile: Sendable {
  let skeleton: StaticString
  let path: StaticString
  let isExecutable: Bool
  let text: StaticString
}
