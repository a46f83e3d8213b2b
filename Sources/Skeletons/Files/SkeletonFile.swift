package import FileTrees

/// One file of a skeleton: where it comes from, where it goes, and what it holds.
package struct SkeletonFile: Hashable, Sendable {
  /// Below `files/`; the identity of everything rendered from it.
  package let source: RelativePath
  /// Below the destination; nil if it is the source itself.
  package let path: Template?
  /// The path as it is written in `skeleton.yaml`, for people.
  package let pathWords: String?
  /// What the file is written for, once for each item; once at all if there is nothing.
  package let each: Each?
  package let body: Body
  package let conditions: [Condition]
  /// Written once, then yours.
  package let keep: Bool
  /// How an update merges it.
  package let merging: MergeDeclaration
  package let isExecutable: Bool

  package enum Each: Hashable, Sendable {
    /// The items of a list.
    case variable(String)
    case inventory(InventoryCollection)

    /// As `skeleton.yaml` writes it.
    package var words: String {
      switch self {
      case .variable(let name): name
      case .inventory(let collection): collection.words
      }
    }

    /// In the order of iteration; empty if the answer is not a collection.
    package func items(_ values: Values) -> [ListItem] {
      switch self {
      case .variable(let name): ListItem.all(of: values[name]) ?? []
      case .inventory(let collection): ListItem.all(of: collection, in: values.inventory)
      }
    }
  }

  package enum Body: Hashable, Sendable {
    case template(Template)
    /// Copied unchanged: binary, or declared `verbatim`.
    case bytes(Content)
  }
}

extension SkeletonFile.Each {
  /// The variable, or `inventory`.
  var name: String {
    switch self {
    case .variable(let name): name
    case .inventory: Builtin.inventory.rawValue
    }
  }

  func itemKind(in scope: Scope) -> ItemKind {
    switch self {
    case .variable(let name): scope.shape(of: name).flatMap(ItemKind.init) ?? .text
    case .inventory(let collection): collection.itemKind
    }
  }
}
