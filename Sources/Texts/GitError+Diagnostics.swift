package import Diagnostics
internal import FileTrees

extension GitError: Diagnosable {
  package var diagnostics: [Diagnostic] { [Diagnostic(code, message, hints: hints)] }

  private var code: Diagnostic.Code {
    switch reason {
    case .noRepository, .isBare, .insideGitDirectory: .noRepository
    case .unknownRevision, .noSuchFolder: .noRevision
    case .badPath: .invalidPath
    case .tooLarge, .tooMany, .tooManyDifferences: .tooLarge
    case .foreignOwner: .notPermitted
    case .unsupportedExtension, .unsupportedVersion, .splitIndex, .sparseIndex, .uncheckedIndex:
      .unsupportedRepository
    case .noSuchObject: .notInGit
    case .malformed, .notCheckedOut, .failed: .gitFailed
    }
  }

  private var message: String {
    switch reason {
    case .noRepository: "\(operation.subject) is not in a git repository"
    case .isBare: "\(operation.subject) is a bare git repository: it has no working tree"
    case .insideGitDirectory: "\(operation.subject) is inside a git directory, not a working tree"
    case .foreignOwner(let path): "the git repository '\(quoted(path))' has a different owner"
    case .unsupportedExtension(let name): unsupportedMessage(name)
    case .unsupportedVersion(let version): "the repository has a format that is not supported: \(version)"
    case .splitIndex: "git's index is split, which tenon cannot read"
    case .sparseIndex: "git's index is sparse, which tenon cannot read"
    case .uncheckedIndex:
      "git's index has no valid checksum: index.skipHash is set, or the index is damaged"
    case .unknownRevision: "no revision \(operation.subject) in the git repository"
    case .noSuchFolder(let revision): "no folder \(operation.subject) at the revision '\(quoted(revision))'"
    case .noSuchObject: "could not \(operation.words): it is not in the git repository"
    case .malformed(let what): "could not \(operation.words): \(what)"
    case .tooLarge(let limit): "could not \(operation.words): it is larger than \(limit) bytes"
    case .tooMany: "could not \(operation.words): there are too many files or folders"
    case .tooManyDifferences(let limit): "could not \(operation.words): more than \(limit) names differ"
    case .notCheckedOut(let path): "'\(path)' is left out by a sparse checkout"
    case .badPath(let error):
      "could not \(operation.words): \(error.diagnostics.map(\.message).joined(separator: "; "))"
    case .failed(let status, let message):
      "could not \(operation.words): \(message.isEmpty ? "libgit2 returned status \(status)" : message)"
    }
  }

  private func unsupportedMessage(_ name: String) -> String {
    switch name {
    case "objectformat": "the repository names its objects by SHA-256, which tenon cannot read"
    case "refstorage": "the repository keeps its refs in a reftable, which tenon cannot read"
    case "partialclone": "the repository is a partial clone, which tenon cannot read"
    case "worktreeconfig": "the repository has a configuration for each worktree, which tenon cannot read"
    default: "the repository uses git's extension '\(quoted(name))', which tenon cannot read"
    }
  }

  private var hints: [String] {
    switch reason {
    case .noRepository: ["run git init here, or use -C DIR"]
    case .isBare: ["create a working tree with git worktree add ../NAME and use -C DIR"]
    case .insideGitDirectory: ["use -C DIR with a directory of the working tree"]
    case .foreignOwner(let path): ["git config --global --add safe.directory \(shellQuoted(path))"]
    case .splitIndex: ["git update-index --no-split-index"]
    case .sparseIndex: ["git sparse-checkout init --no-sparse-index"]
    case .uncheckedIndex: ["git config index.skipHash false && git update-index --force-write-index"]
    case .unsupportedExtension(let name): unsupportedHints(name)
    case .notCheckedOut(let path): ["git sparse-checkout add \(shellQuoted(folderText(of: path)))"]
    case .unsupportedVersion, .unknownRevision, .noSuchFolder, .noSuchObject, .malformed, .tooLarge, .tooMany,
      .tooManyDifferences, .badPath,
      .failed:
      []
    }
  }

  private func unsupportedHints(_ name: String) -> [String] {
    switch name {
    case "objectformat":
      ["use a SHA-1 repository (git init --object-format=sha1) and copy the files"]
    case "refstorage": ["git refs migrate --ref-format=files"]
    case "partialclone": ["use a full clone (git clone without --filter)"]
    case "worktreeconfig":
      [
        "move the settings of .git/config.worktree to .git/config, then git config --unset extensions.worktreeConfig"
      ]
    default: ["git config --unset extensions.\(name) if nothing depends on it"]
    }
  }
}

extension GitOperation {
  /// What was examined, for a sentence about it.
  fileprivate var subject: String {
    switch self {
    case .open(let name), .resolve(let name), .readObject(let name), .readTree(let name): "'\(quoted(name))'"
    case .filter(let path), .readAttributes(let path): "'\(path)'"
    case .start, .readConfiguration, .readHead, .readIndex, .status, .compareTrees, .hash, .mergeTexts,
      .diffTexts:
      "it"
    }
  }

  /// What follows "could not".
  fileprivate var words: String {
    switch self {
    case .start: "start libgit2"
    case .open: "open the git repository at \(subject)"
    case .readConfiguration: "read git's configuration"
    case .readHead: "read HEAD"
    case .readIndex: "read git's index"
    case .resolve: "resolve the revision \(subject)"
    case .readObject: "read object \(subject)"
    case .readTree: "read the files at \(subject)"
    case .filter: "convert \(subject) as git does"
    case .readAttributes: "read the git attributes of \(subject)"
    case .status: "compare the working tree with git's index"
    case .compareTrees: "compare two trees"
    case .hash: "name an object"
    case .mergeTexts: "merge two texts"
    case .diffTexts: "compare two texts"
    }
  }
}

/// The folder of a path, which is what a sparse checkout names.
private func folderText(of path: RelativePath) -> String { (path.parent ?? path).text ?? path.description }

/// A word as a shell takes it: in single quotes where it needs them.
private func shellQuoted(_ word: String) -> String {
  let plain = word.utf8.allSatisfy { byte in
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || "/._-+,@%:".utf8.contains(byte)
  }
  if plain && !word.isEmpty { return word }
  return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
}
