import CLibgit2
package import Diagnostics

/// A call of libgit2 that failed: what was asked, and libgit2's own status, class and words.
package struct GitError: Error, Hashable {
  package let operation: GitOperation
  package let status: Int32
  package let errorClass: Int32
  package let reason: String
  /// What it was about, for a person: a path or a revision.
  package let subject: String?

  /// Takes libgit2's last error, which is kept for one thread only, and clears it.
  @available(*, noasync)
  init(_ operation: GitOperation, status: Int32, about subject: String? = nil) {
    self.operation = operation
    self.status = status
    self.subject = subject
    if let last = unsafe git_error_last() {
      errorClass = unsafe last.pointee.klass
      reason = unsafe String(cString: last.pointee.message)
    } else {
      errorClass = 0
      reason = "libgit2 gives no reason"
    }
    git_error_clear()
  }
}

extension GitError: Diagnosable {
  package var diagnostics: [Diagnostic] { [Diagnostic(.io, "git could not \(words): \(reason)")] }

  private var words: String {
    switch operation {
    case .start: "start"
    case .open: "open the repository"
    case .readHead: "read HEAD"
    case .readIndex: "read the index"
    case .readObject: "read an object"
    case .readConfiguration: "read its configuration"
    case .filter: "run its filters"
    case .lookUpAttribute: "look up an attribute"
    case .checkIgnore: "look up its ignore rules"
    case .resolveRevision: "resolve a revision"
    case .listChanges: "list the changes"
    case .hash: "hash an object"
    case .mergeTexts: "merge the texts"
    case .diffTexts, .compareTexts: "compare the texts"
    }
  }
}
