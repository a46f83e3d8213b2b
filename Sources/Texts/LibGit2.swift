package import CLibgit2
internal import Glibc

/// The version of libgit2 that is loaded, such as `1.5.1`.
@available(*, noasync)
package func libgit2Version() throws(GitError) -> String {
  var (major, minor, revision): (Int32, Int32, Int32) = (0, 0, 0)
  try check(.start) { unsafe git_libgit2_version(&major, &minor, &revision) }
  return "\(major).\(minor).\(revision)"
}

/// Runs a libgit2 call that answers with a status, and returns the status where it is not an error.
///
/// The only place beside `make` that looks at a status; the call runs after libgit2 has been started.
@discardableResult
package func check(_ operation: GitOperation, _ call: () -> Int32) throws(GitError) -> Int32 {
  try start()
  let status = call()
  guard status >= 0 else { throw lastError(operation, status: status) }
  return status
}

/// Runs a libgit2 call that makes an object; who asked owns it.
package func make(
  _ operation: GitOperation, _ call: (inout OpaquePointer?) -> Int32
) throws(GitError) -> OpaquePointer {
  try start()
  var object: OpaquePointer?
  let status = unsafe call(&object)
  guard status >= 0, let made = unsafe object else { throw lastError(operation, status: status) }
  return unsafe made
}

/// As `make`, or nil if libgit2 finds nothing.
package func find(
  _ operation: GitOperation, _ call: (inout OpaquePointer?) -> Int32
) throws(GitError) -> OpaquePointer? {
  var object: OpaquePointer?
  return unsafe try checkFound(operation) { unsafe call(&object) } ? object : nil
}

/// As `check`, but answers whether libgit2 found what it searched for.
package func checkFound(_ operation: GitOperation, _ call: () -> Int32) throws(GitError) -> Bool {
  do throws(GitError) {
    try check(operation, call)
    return true
  } catch {
    if error.isNotFound { return false }
    throw error
  }
}

/// Runs a call that fills a buffer of libgit2's, and returns a copy of what it holds.
package func fill(
  _ operation: GitOperation, _ call: (UnsafeMutablePointer<git_buf>) -> Int32
) throws(GitError) -> [UInt8] {
  var buffer = unsafe git_buf()
  defer { unsafe git_buf_dispose(&buffer) }
  try check(operation) { unsafe call(&buffer) }
  return unsafe Array(UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size))
}

/// Libgit2 keeps its last error for each thread: it is read at once, and cleared.
private func lastError(_ operation: GitOperation, status: Int32) -> GitError {
  defer { git_error_clear() }
  guard let error = unsafe git_error_last()?.pointee else {
    return GitError(operation, status: status, kind: 0, message: "")
  }
  let message = unsafe error.message.map { unsafe String(cString: $0) } ?? ""
  return GitError(operation, status: status, kind: UInt32(bitPattern: unsafe error.klass), message: message)
}

/// Starts libgit2 at the first call; it is never shut down, since the process ends soon.
///
/// Its check of the owner is switched off: `GitRepository` makes git's own, which knows `safe.directory = *`. Like git,
/// and unlike libgit2 by itself, it leaves the machine's configuration out where `GIT_CONFIG_NOSYSTEM` states it.
private let startStatus: Int32 = {
  var status = git_libgit2_init()
  if status >= 0 { status = tenon_git_set_owner_validation(0) }
  if status >= 0, isSet("GIT_CONFIG_NOSYSTEM") {
    status = unsafe tenon_git_set_search_path(GIT_CONFIG_LEVEL_SYSTEM.rawValue, "")
  }
  return status
}()

/// Whether a variable of the environment is set to what git takes for true.
package func isSet(_ variable: String) -> Bool {
  guard let value = unsafe getenv(variable) else { return false }
  return unsafe ["1", "true", "yes", "on"].contains(String(cString: value).lowercased())
}

private func start() throws(GitError) {
  guard startStatus >= 0 else { throw lastError(.start, status: startStatus) }
}
