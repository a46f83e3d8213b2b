import CLinux
import Glibc

extension ChildProcess {
  /// Starts it with its streams as they are, or one of them a pipe.
  func spawn(input: Int32 = -1, output: Int32 = -1) throws(ProcessError) -> pid_t {
    let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let child = unsafe withCStrings(arguments) { words in
      unsafe withCStrings(variables) { variables in
        unsafe tenon_spawn(words, variables, directory, input, output)
      }
    }
    guard child > 0 else { throw ProcessError(program: arguments[0], code: errno) }
    return child
  }
}

/// Texts as a NULL-terminated array of C strings that lives as long as the call.
private func withCStrings<Result>(
  _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let copies = unsafe texts.map { unsafe strdup($0) } + [nil]
  defer { unsafe copies.forEach { unsafe free($0) } }
  return unsafe body(copies)
}

/// The first executable file of that name in the folders of a `PATH`, or the name itself if it has a slash.
///
/// Empty and relative entries are passed over: what a repository holds is never found by accident.
package func findProgram(_ name: String, in path: String) -> String? {
  if name.contains("/") { return unsafe access(name, X_OK) == 0 ? name : nil }
  for folder in path.split(separator: ":") where folder.hasPrefix("/") {
    let candidate = "\(folder)/\(name)"
    var status = stat()
    guard unsafe stat(candidate, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
    if unsafe access(candidate, X_OK) == 0 { return candidate }
  }
  return nil
}
