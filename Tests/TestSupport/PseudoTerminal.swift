import CTestSupport
import Glibc

/// A process whose controlling terminal and standard streams are a pseudo-terminal that we hold the other end of.
struct PseudoTerminal: ~Copyable {
  private let master: Int32
  private let child: pid_t

  init(program: String, arguments: [String], folder: String, environment: [String: String]) throws {
    var master: Int32 = -1
    child = unsafe withCStrings([program] + arguments) { words in
      unsafe withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
        unsafe start_on_terminal(&master, folder, words, variables)
      }
    }
    guard child > 0 else { throw TerminalFailure(code: errno) }
    self.master = master
  }

  deinit { close(master) }

  /// What has appeared within a tenth of a second, or nil once the program's side is closed.
  func readSome() -> [UInt8]? {
    var event = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&event, 1, 100) > 0 else { return [] }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(master, $0.baseAddress, $0.count) }
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  func type(_ text: String) {
    var bytes = Array(text.utf8)
    _ = unsafe bytes.withUnsafeMutableBytes { unsafe write(master, $0.baseAddress, $0.count) }
  }

  func kill() {
    _ = Glibc.kill(child, SIGKILL)
    _ = wait()
  }

  /// The exit status; a death by signal counts as 128 and the signal's number.
  func wait() -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
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

/// No terminal to be had.
struct TerminalFailure: Error, CustomStringConvertible {
  let code: Int32

  var description: String {
    unsafe "could not start on a pseudo-terminal: \(String(cString: strerror(code)))"
  }
}
