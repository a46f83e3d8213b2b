internal import CLibgit2
package import FileTrees

/// Something that could not be read through git: what was attempted, and why not.
package struct GitError: Error, Hashable {
  package let operation: GitOperation
  package let reason: Reason

  package init(_ operation: GitOperation, _ reason: Reason) {
    self.operation = operation
    self.reason = reason
  }

  package enum Reason: Hashable, Sendable {
    case noRepository
    case isBare
    case insideGitDirectory
    case foreignOwner(String)
    /// An extension of the repository that libgit2 does not know, in lower case: `objectformat`, `refstorage` …
    case unsupportedExtension(String)
    case unsupportedVersion(String)
    case splitIndex
    case sparseIndex
    /// Git left the checksum at its end out (`index.skipHash`), or it is damaged.
    case uncheckedIndex
    case unknownRevision
    /// The revision is there, and has no such folder.
    case noSuchFolder(revision: String)
    case noSuchObject
    /// An object or an index that is not what git would have written.
    case malformed(String)
    case tooLarge(limit: Int)
    /// Too many files or too deep folders.
    case tooMany
    case tooManyDifferences(limit: Int)
    /// A sparse checkout leaves the file out.
    case notCheckedOut(RelativePath)
    case badPath(PathError)
    /// Anything else, in libgit2's own words.
    case failed(status: Int32, message: String)
  }
}

/// What was attempted.
package enum GitOperation: Hashable, Sendable {
  case start
  case open(String)
  case readConfiguration
  case readHead
  case readIndex
  case resolve(String)
  case readObject(String)
  case readTree(String)
  case filter(RelativePath)
  case readAttributes(RelativePath)
  case status
  case compareTrees
  case hash
  case mergeTexts
  case diffTexts
}

extension GitError {
  /// Takes libgit2's status, the class of its error and its message apart, as 1.5.1 gives them.
  ///
  /// It reads the index for attributes and filters too: where that fails, it is the index that could not be read.
  init(_ operation: GitOperation, status: Int32, kind: UInt32, message: String) {
    self.init(
      kind == GIT_ERROR_INDEX.rawValue ? .readIndex : operation,
      Self.reason(operation, status: status, kind: kind, message: message))
  }

  /// Whether libgit2 searched for something that is not there.
  package var isNotFound: Bool {
    switch reason {
    case .noSuchObject, .noRepository, .unknownRevision: true
    default: false
    }
  }

  private static func reason(
    _ operation: GitOperation, status: Int32, kind: UInt32, message: String
  ) -> Reason {
    if kind == GIT_ERROR_INDEX.rawValue, message.hasSuffix("'link'") { return .splitIndex }
    if kind == GIT_ERROR_INDEX.rawValue, message.hasSuffix("'sdir'") { return .sparseIndex }
    if kind == GIT_ERROR_INDEX.rawValue, message.contains("checksum does not match") {
      return .uncheckedIndex
    }
    if let name = message.dropping("unsupported extension name extensions.") {
      return .unsupportedExtension(name)
    }
    if let version = message.dropping("unsupported repository version ") {
      return .unsupportedVersion(version)
    }
    if status == GIT_ENOTFOUND.rawValue { return missing(operation) }
    if case .resolve = operation, unresolvable.contains(status) { return .unknownRevision }
    return .failed(status: status, message: message)
  }

  /// A name that git cannot read is as unknown as one that it does not find.
  private static let unresolvable = [
    GIT_EAMBIGUOUS.rawValue, GIT_EINVALIDSPEC.rawValue, GIT_EPEEL.rawValue,
  ]

  private static func missing(_ operation: GitOperation) -> Reason {
    switch operation {
    case .open: .noRepository
    case .resolve: .unknownRevision
    default: .noSuchObject
    }
  }
}

extension String {
  /// What follows the prefix, or nil if it does not start with it.
  fileprivate func dropping(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
