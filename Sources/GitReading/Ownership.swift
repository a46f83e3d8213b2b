internal import Glibc
import Texts

/// Refuses another user's repository that `safe.directory` does not name.
///
/// Git's rule (`ensure_valid_ownership` in setup.c): a hostile repository's configuration can run programs, so only the
/// person's own configuration may call it safe. Libgit2's check does not know `*`.
func checkOwner(workingDirectory: String?, gitDirectory: String) throws(GitError) {
  let parts = [workingDirectory, workingDirectory.map { "\($0)/.git" }, gitDirectory].compactMap(\.self)
  if parts.allSatisfy(isOwn) { return }
  let name = workingDirectory ?? gitDirectory
  guard try isNamedSafe(name) else { throw GitError(.open(name), .foreignOwner(name)) }
}

/// Whether it belongs to who runs this, to root under root, or to who called sudo; what is not there is no one's.
private func isOwn(_ path: String) -> Bool {
  var status = stat()
  guard unsafe lstat(path, &status) == 0 else { return true }
  let me = geteuid()
  if status.st_uid == me { return true }
  guard me == 0, let sudoer = unsafe getenv("SUDO_UID") else { return false }
  return unsafe uid_t(String(cString: sudoer)) == status.st_uid
}

/// An empty value rolls back all that came before.
private func isNamedSafe(_ path: String) throws(GitError) -> Bool {
  var isSafe = false
  for value in try Configuration().strings("safe.directory") {
    if value.isEmpty { isSafe = false } else if try isSafeName(value, for: path) { isSafe = true }
  }
  return isSafe
}

/// `*` is everything, and `PATH/*` everything below a path.
private func isSafeName(_ value: String, for path: String) throws(GitError) -> Bool {
  if value == "*" { return true }
  let named = try expandedPath(value)
  return named.hasSuffix("/*") ? path.utf8.starts(with: named.utf8.dropLast()) : named == path
}
