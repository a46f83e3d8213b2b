package import FileTrees

/// A manifest compared with a state: no differences means that it is exactly what was handed off.
package struct Verification: Hashable, Sendable {
  package let differences: [Difference]
  /// Whether the commit before is another than the manifest's base.
  package let baseMoved: Bool

  package var isExact: Bool { differences.isEmpty }

  /// Compares: listed files first, in the order of the manifest, then additional ones.
  package init(of manifest: Manifest, against standing: CheckedTree) {
    baseMoved = standing.base != manifest.repository.base.commit
    var differences = manifest.files.flatMap { Self.differences(of: $0, in: standing) }
    let listed = Set(manifest.files.map(\.path))
    differences += standing.others.filter { !listed.contains($0.path) }.map(Difference.extra)
    if let tree = standing.tree, !baseMoved, tree != manifest.repository.expectedTree, differences.isEmpty {
      differences.append(.tree(expected: manifest.repository.expectedTree, found: tree))
    }
    self.differences = differences
  }

  private static func differences(of file: Manifest.File, in standing: CheckedTree) -> [Difference] {
    var differences: [Difference] = []
    let before = standing.before[file.path]
    let isDone = standing.mayBeCommitted && before == file.version
    if file.status == .added || file.was != nil, before != file.was, !isDone {
      differences.append(.before(file.path, expected: file.was, found: before))
    }
    switch (file.version, standing.found[file.path] ?? .nothing) {
    case (nil, .nothing): break
    case (nil, .version), (nil, .other): differences.append(.stillThere(file.path))
    case (.some, .nothing): differences.append(.missing(file.path))
    case (.some, .other(let words)): differences.append(.other(file.path, words))
    case (.some(let wanted), .version(let found)):
      if wanted.mode != found.mode {
        differences.append(.mode(file.path, expected: wanted.mode, found: found.mode))
      }
      if wanted.blob != found.blob {
        differences.append(.contents(file.path, expected: wanted.blob, found: found.blob))
      }
    }
    return differences
  }
}

/// The state that a manifest is compared with: the working tree, the index or a commit.
package struct CheckedTree: Sendable {
  /// The commit before: HEAD, or the parent of the commit that is checked.
  package var base: ObjectID?
  /// What was at the listed paths in that commit.
  package var before: [RelativePath: FileVersion]
  /// What is at the listed paths now.
  package var found: [RelativePath: Found]
  /// Every path that changed since the commit before, listed or not.
  package var others: [Extra]
  /// The whole tree, if there is one.
  package var tree: ObjectID?
  /// Whether the commit before may be the commit of the handoff itself: the working tree stays as it is when HEAD moves.
  package var mayBeCommitted: Bool

  package enum Found: Hashable, Sendable {
    case nothing
    case version(FileVersion)
    /// Something that git stores as no file, such as "a folder".
    case other(String)
  }

  package init(
    base: ObjectID?, before: [RelativePath: FileVersion], found: [RelativePath: Found], others: [Extra],
    tree: ObjectID? = nil, mayBeCommitted: Bool = false
  ) {
    self.base = base
    self.before = before
    self.found = found
    self.others = others
    self.tree = tree
    self.mayBeCommitted = mayBeCommitted
  }
}

/// A change that the manifest does not list.
package struct Extra: Hashable, Sendable {
  package let path: RelativePath
  package let status: Manifest.File.Status

  package init(path: RelativePath, status: Manifest.File.Status) {
    self.path = path
    self.status = status
  }
}
