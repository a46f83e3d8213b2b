import CLinux
import Glibc

/// Two ends of a pipe, neither of which a program that is started inherits by accident.
struct Pipe: ~Copyable {
  let reader: Int32
  let writer: Int32
  /// Which ends are open still; a descriptor that is closed twice may be another file's by then.
  private let open: Ends

  private final class Ends {
    var reader = true
    var writer = true
  }

  init() throws(ProcessError) {
    var ends: [Int32] = [-1, -1]
    guard unsafe tenon_pipe(&ends) == 0 else { throw ProcessError(program: "pipe", code: errno) }
    (reader, writer) = (ends[0], ends[1])
    open = Ends()
  }

  func closeReader() {
    if open.reader { close(reader) }
    open.reader = false
  }

  func closeWriter() {
    if open.writer { close(writer) }
    open.writer = false
  }

  /// What is there; nothing at the end.
  func read() -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(reader, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      return count > 0 ? Array(buffer.prefix(count)) : []
    }
  }

  deinit {
    if open.reader { close(reader) }
    if open.writer { close(writer) }
  }
}
