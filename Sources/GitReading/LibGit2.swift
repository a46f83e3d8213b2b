import CLibgit2

/// What was asked of libgit2 when it failed.
package enum GitOperation: String, Sendable {
  case start
  case open
  case readHead
  case readIndex
  case readObject
  case readConfiguration
  case filter
  case lookUpAttribute
  case checkIgnore
  case resolveRevision
  case listChanges
  case hash
  case mergeTexts
  case diffTexts
  case compareTexts
}

/// libgit2 is started once and never stopped: the process ends soon, and other threads may still use it.
private let started: Int32 = git_libgit2_init()

/// Starts libgit2 where nobody has yet.
func start() throws(GitError) {
  if started < 0 { throw GitError(.start, status: started) }
}

/// Runs a call of libgit2 and turns a negative status into an error; gives the status otherwise.
@discardableResult
func check(_ operation: GitOperation, _ call: () -> Int32) throws(GitError) -> Int32 {
  try start()
  let status = call()
  guard status >= 0 else { throw GitError(operation, status: status) }
  return status
}

/// Runs a call of libgit2 that makes a handle; the caller owns it.
func make(
  _ operation: GitOperation, _ call: (inout OpaquePointer?) -> Int32
) throws(GitError) -> OpaquePointer {
  var handle: OpaquePointer?
  try check(operation) { unsafe call(&handle) }
  guard let handle = unsafe handle else { throw GitError(operation, status: GIT_ERROR.rawValue) }
  return unsafe handle
}
