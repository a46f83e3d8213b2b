import FileTrees

/// Conflicts come first, then each unit with what a person changed before what is generated, then the rest.
extension FileChange {
  func isRead(before other: FileChange) -> Bool {
    let (mine, others) = (place, other.place)
    return mine == others ? path.isRead(before: other.path) : mine < others
  }

  private var place: (section: Int, unit: String, origin: Int) {
    if isConflicting { return (0, unit ?? "", 0) }
    if path.isTenons { return (3, "", 0) }
    guard let unit else { return (2, "", 0) }
    return (1, unit, origin == .generated ? 1 : 0)
  }

  /// What it is read under: its unit and, if that is distinguished, how it came to be.
  func heading(withOrigin: Bool) -> String {
    if isConflicting { return "in conflict" }
    if path.isTenons { return "tenon's own files" }
    guard let unit else { return "files of no unit" }
    let isGenerated = origin == .generated
    return unit + (withOrigin && origin != nil ? isGenerated ? ": generated" : ": changed by hand" : "")
  }
}

extension Review {
  /// The files in their order under their headings; one heading only if nothing is to be distinguished.
  func groups(withOrigin: Bool) -> [(heading: String, files: [FileReview])] {
    var groups: [(heading: String, files: [FileReview])] = []
    for file in files {
      let heading = file.change.heading(withOrigin: withOrigin)
      if groups.last?.heading == heading {
        groups[groups.count - 1].files.append(file)
      } else {
        groups.append((heading, [file]))
      }
    }
    return groups
  }
}

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

  /// Whether it is below `.tenon`.
  var isTenons: Bool { components.first?.elementsEqual(".tenon".utf8) ?? false }

  private var rank: Int {
    if isTenons { return 2 }
    let tests = ["test", "tests", "molecule"]
    let isTest = components.dropLast().contains { part in tests.contains { part.elementsEqual($0.utf8) } }
    return isTest ? 1 : 0
  }

  /// The position of a component among its siblings: README, other files, folders.
  private func position(of component: ArraySlice<UInt8>) -> Int {
    guard component.endIndex == bytes.endIndex else { return 2 }
    return component.starts(with: "README".utf8) ? 0 : 1
  }
}
