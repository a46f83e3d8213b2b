package import FileTrees

extension FileVersion: Codable {
  private enum CodingKeys: String, CodingKey {
    case mode
    case blob = "gitBlob"
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      mode: try container.decode(FileMode.self, forKey: .mode),
      blob: try container.decode(ObjectID.self, forKey: .blob))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(mode, forKey: .mode)
    try container.encode(blob, forKey: .blob)
  }
}

extension Manifest {
  /// The commit that the work starts from and the tree that it ends with.
  package struct Repository: Codable, Hashable, Sendable {
    package var base: Base
    package var expectedTree: ObjectID
    package var objectFormat = "sha1"

    enum CodingKeys: String, CodingKey {
      case base
      case expectedTree = "expected_tree"
      case objectFormat = "object_format"
    }

    package init(base: Base, expectedTree: ObjectID) {
      self.base = base
      self.expectedTree = expectedTree
    }
  }

  /// Where HEAD was: no commit on an unborn branch, no branch where HEAD is detached.
  package struct Base: Codable, Hashable, Sendable {
    package var commit: ObjectID?
    package var branch: String?

    package init(commit: ObjectID?, branch: String?) {
      self.commit = commit
      self.branch = branch
    }

    /// Writes null for what is absent: the schema wants to be told.
    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(commit, forKey: .commit)
      try container.encode(branch, forKey: .branch)
    }
  }

  /// One path of the commit-to-be.
  package struct File: Codable, Hashable, Sendable {
    package var path: RelativePath
    package var status: Status
    /// Nil for a deleted file, as `digest` is.
    package var mode: FileMode?
    package var digest: Digest?
    /// What was there at the base; nil for an added file.
    package var was: FileVersion?
    package var purpose: String?
    package var origin: Origin?
    /// SKELETON/NAME; nil for a hand-written file.
    package var unit: String?

    package enum Status: String, Codable, Hashable, Sendable, CaseIterable {
      case added, modified, deleted
    }

    package enum Origin: String, Codable, Hashable, Sendable, CaseIterable {
      /// As the skeleton made it.
      case generated
      /// The skeleton's, with a person's edits.
      case merged
      case handWritten = "hand-written"
    }

    package struct Digest: Codable, Hashable, Sendable {
      package var gitBlob: ObjectID
      package var sha256: String?

      package init(gitBlob: ObjectID, sha256: String? = nil) {
        self.gitBlob = gitBlob
        self.sha256 = sha256
      }
    }

    /// A file that was as `before` at the base and is to be as `after`; nil if both are the same.
    package init?(
      _ path: RelativePath, before: FileVersion?, after: FileVersion?, origin: Origin? = nil,
      unit: String? = nil
    ) {
      switch (before, after) {
      case (nil, nil): return nil
      case (nil, .some): status = .added
      case (.some, nil): status = .deleted
      case (.some(let old), .some(let new)):
        if old == new { return nil }
        status = .modified
      }
      self.path = path
      mode = after?.mode
      digest = after.map { Digest(gitBlob: $0.blob) }
      was = before
      self.origin = origin
      self.unit = unit
    }

    /// What is to be at the path; nil for a deleted file.
    package var version: FileVersion? {
      guard status != .deleted, let mode, let digest else { return nil }
      return FileVersion(mode: mode, blob: digest.gitBlob)
    }
  }
}
