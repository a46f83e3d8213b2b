package import Diagnostics
import Glibc

/// How a program ended, and what it wrote where that was taken.
package struct ProcessEnd: Hashable, Sendable {
  /// Its exit status; nil if a signal ended it.
  package let status: Int32?
  package let signal: Int32?
  package internal(set) var output: [UInt8] = []
  /// Whether it was killed since its time was over.
  package internal(set) var isOverdue = false

  /// Takes apart what waitpid(2) gives.
  init(waitStatus: Int32) {
    let number = waitStatus & 0x7F
    signal = number == 0 ? nil : number
    status = number == 0 ? (waitStatus >> 8) & 0xFF : nil
  }

  package var isSuccess: Bool { status == 0 && !isOverdue }
}

/// A program that could not be started.
package struct ProcessError: Error, Hashable {
  package let program: String
  /// The value of errno.
  package let code: Int32
}

extension ProcessError: Diagnosable {
  package var diagnostics: [Diagnostic] {
    let reason = unsafe String(cString: strerror(code))
    return [Diagnostic(.programFailed, "could not run '\(quoted(program))': \(reason)")]
  }
}
