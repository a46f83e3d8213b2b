import FileTrees

/// The order in which a person reads: what it is for, what it does, how it is tested, and what only machines read.
///
/// Within a folder the README comes first, then files, then folders.
extension RelativePath {
  func isRead(before other: RelativePath) -> Bool {
    if rank != other.rank { return rank < other.rank }
    let pair = zip(components, other.components).first { $0 != $1 }
    guard let pair else { return bytes.count < other.bytes.count }
    let mine = position(of: pair.0)
    let others = other.position(of: pair.1)
    return mine == others ? pair.0.lexicographicallyPrecedes(pair.1) : mine < others
  }

  private var rank: Int {
    if components.first?.elementsEqual(".tenon".utf8) ?? false { return 2 }
    let tests = ["test", "tests", "molecule"]
    let isTest = components.dropLast().contains { part in tests.contains { part.elementsEqual($0.utf8) } }
    return isTest ? 1 : 0
  }

  /// Where a component stands among its siblings: README, other files, folders.
  private func position(of component: ArraySlice<UInt8>) -> Int {
    guard component.endIndex == bytes.endIndex else { return 2 }
    return component.starts(with: "README".utf8) ? 0 : 1
  }
}
