import Disk
import Glibc

/// A program to run, with all that it gets: it inherits nothing from this process that is not listed here.
package struct ChildProcess: Sendable {
  /// The program's path first, as `findProgram(_:in:)` gives it.
  package var arguments: [String]
  package var environment: [String: String]
  /// An absolute path.
  package var directory: String
  package var streams: Streams

  /// What its standard streams are.
  package enum Streams: Sendable {
    /// Those of this process: an editor's.
    case terminal
    /// Standard input is these bytes, the others are those of this process: a pager's.
    case fed([UInt8])
    /// Nothing to read; what it writes on both streams is taken, as much as `limit` bytes of it.
    ///
    /// It is the leader of a process group of its own, and after `seconds` the group is killed.
    case captured(limit: Int, seconds: Int)
  }

  package init(
    _ arguments: [String], environment: [String: String], directory: String, streams: Streams = .terminal
  ) {
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
    self.streams = streams
  }

  /// Starts it and waits for its end.
  package func run() throws(ProcessError) -> ProcessEnd {
    switch streams {
    case .terminal: return try whileTerminalSignalsAreItsOwn { () throws(ProcessError) in try wait(spawn()) }
    case .fed(let bytes):
      let pipe = try Pipe()
      return try whileTerminalSignalsAreItsOwn { () throws(ProcessError) in
        let child = try spawn(input: pipe.reader)
        pipe.closeReader()
        feed(bytes, to: pipe)
        return try wait(child)
      }
    case .captured(let limit, let seconds):
      let pipe = try Pipe()
      let child = try spawn(output: pipe.writer)
      pipe.closeWriter()
      return try collect(from: pipe, child, limit: limit, milliseconds: seconds * 1000)
    }
  }

  /// A reader that closed the pipe has seen enough.
  private func feed(_ bytes: [UInt8], to pipe: borrowing Pipe) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe write(pipe.writer, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      rest = rest.dropFirst(count)
    }
    pipe.closeWriter()
  }

  private func wait(_ child: pid_t) throws(ProcessError) -> ProcessEnd {
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0 {
      if errno != EINTR { throw ProcessError(program: arguments[0], code: errno) }
    }
    return ProcessEnd(waitStatus: status)
  }

  /// As git does while an editor or a pager has the terminal: ^C is for the program in front.
  private func whileTerminalSignalsAreItsOwn<Result>(
    _ body: () throws(ProcessError) -> Result
  ) throws(ProcessError) -> Result {
    let former = [SIGINT, SIGQUIT].map { (number: $0, handler: signal($0, SIG_IGN)) }
    defer { for each in former { signal(each.number, each.handler) } }
    return try body()
  }
}

extension ChildProcess {
  /// Reads until the program has closed its streams and ended, or its time is over.
  private func collect(
    from pipe: borrowing Pipe, _ child: pid_t, limit: Int, milliseconds: Int
  ) throws(ProcessError) -> ProcessEnd {
    let hold = SignalHold()
    let end = monotonicMilliseconds() + milliseconds
    var output: [UInt8] = []
    var isOpen = true
    var ended: ProcessEnd?
    while isOpen, ended == nil || monotonicMilliseconds() < end {
      if monotonicMilliseconds() >= end || hold.noted != nil { break }
      var event = pollfd(fd: pipe.reader, events: Int16(POLLIN), revents: 0)
      if unsafe poll(&event, 1, 100) > 0 {
        let piece = pipe.read()
        isOpen = !piece.isEmpty
        output += piece.prefix(max(0, limit - output.count))
      } else if ended == nil {
        ended = finished(child)
        // What it left running in the background keeps the pipe open, and is not waited for.
        if ended != nil { isOpen = false }
      }
    }
    let isOverdue = ended == nil && isOpen
    if isOverdue { kill(-child, SIGKILL) }
    var result: ProcessEnd
    if let ended { result = ended } else { result = try wait(child, until: end) }
    kill(-child, SIGKILL)
    result.output = output
    result.isOverdue = result.isOverdue || isOverdue
    return result
  }

  /// Nil while it runs.
  private func finished(_ child: pid_t) -> ProcessEnd? {
    var status: Int32 = 0
    return unsafe waitpid(child, &status, WNOHANG) == child ? ProcessEnd(waitStatus: status) : nil
  }

  /// A program that closed its streams and continues all the same is not waited for any longer than others.
  private func wait(_ child: pid_t, until end: Int) throws(ProcessError) -> ProcessEnd {
    while monotonicMilliseconds() < end {
      if let ended = finished(child) { return ended }
      ThisProcess.pause(milliseconds: 5)
    }
    kill(-child, SIGKILL)
    var ended = try wait(child)
    ended.isOverdue = true
    return ended
  }
}

/// Milliseconds of a clock that no one sets.
private func monotonicMilliseconds() -> Int {
  var now = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &now)
  return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
}
