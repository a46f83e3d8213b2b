import Disk
import Threading

/// Many steps of one stretch of an apply: none of them waits for another, and what a crash leaves is told step by step.
extension ApplySession {
  /// For fewer, a thread costs more than it saves.
  static var fewestForThread: Int { 256 }

  /// Does the same for each of some numbers, and throws what the first that fails throws; after it none is begun.
  ///
  /// Many are done side by side, each thread in a session of its own, unless a test comes between them.
  func forEach(
    _ numbers: Range<Int>, _ body: @escaping @Sendable (Int, ApplySession) throws(ApplyError) -> Void
  ) throws(ApplyError) {
    guard interrupt == nil, numbers.count >= 2 * Self.fewestForThread else {
      for number in numbers { try body(number, self) }
      return
    }
    let stretch = Stretch(folder: folder, undertaking: undertaking, body: body)
    let first = numbers.lowerBound
    let parts = inParallel(numbers.count, least: Self.fewestForThread) { part in
      stretch.carriedOut(part.lowerBound + first..<part.upperBound + first)
    }
    for part in parts { keptBytes += try part.get() }
  }
}

/// What is done for each number, whichever thread does it.
private struct Stretch: Sendable {
  let folder: WorkspaceFolder
  let undertaking: Undertaking
  let body: @Sendable (Int, ApplySession) throws(ApplyError) -> Void
  let stop = StopSign()

  /// The bytes that the thread's session has kept.
  func carriedOut(_ numbers: Range<Int>) -> Result<Int, ApplyError> {
    do throws(ApplyError) {
      let session = try onDisk { () throws(DiskError) in try ApplySession(in: folder, interrupt: nil) }
      session.undertaking = undertaking
      session.kept = try onDisk { () throws(DiskError) in
        try KeptFolder(StateFolder.slots(in: session.place)[0], in: session.folder)
      }
      for number in numbers where !stop.isSet { try body(number, session) }
      return .success(session.keptBytes)
    } catch {
      stop.set()
      return .failure(error)
    }
  }
}
