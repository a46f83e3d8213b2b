import FileTrees

/// The folders of commits that were taken apart already: those near the root are asked for with every file.
final class TreeCache {
  private var trees: [ObjectID: Tree] = [:]
  private var names = 0
  /// The root of the commit that was asked about last.
  var root: (commit: ObjectID, tree: ObjectID)?

  /// Begins anew where more names are kept than memory is spent on.
  subscript(id: ObjectID) -> Tree? {
    get { trees[id] }
    set {
      guard let newValue else { return }
      if names + newValue.entries.count > Self.limit { (trees, names) = ([:], 0) }
      trees[id] = newValue
      names += newValue.entries.count
    }
  }

  private static let limit = 500_000
}
