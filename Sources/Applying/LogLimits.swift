import Disk
import FileTrees

/// How much of what was done is kept.
struct LogLimits {
  let operations: Int
  let bytes: Int

  static let usual = LogLimits(operations: 50, bytes: 256 << 20)

  static func sizeText(_ bytes: Int) -> [UInt8] { Array("\(bytes)\n".utf8) }
}

/// Keeps the operation log within its limits.
struct LogTrimming {
  let session: ApplySession

  init(_ session: ApplySession) { self.session = session }

  /// Throws away what cannot be done again after something new, and the oldest operations beyond the limits.
  ///
  /// The newest one always stays. What cannot be removed now is removed another time.
  func trimLog(to limits: LogLimits = .usual) {
    do throws(DiskError) {
      let redoable = try session.folder.redoableNumbers()
      for number in try session.numbers(in: StateFolder.undone) where !redoable.contains(number) {
        try discard(number, in: StateFolder.undone)
      }
      for number in try numbersBeyond(limits) { try discard(number, in: StateFolder.log) }
    } catch {
      return
    }
  }

  /// The oldest first: where the power goes in between, no gap is left.
  private func numbersBeyond(_ limits: LogLimits) throws(DiskError) -> [Int] {
    let newestFirst = try Array(session.numbers(in: StateFolder.log).reversed())
    var bytes = 0
    for (rank, number) in newestFirst.enumerated() {
      bytes += size(of: StateFolder.entry(number, in: StateFolder.log))
      if rank > 0, rank >= limits.operations || bytes > limits.bytes {
        return newestFirst[rank...].reversed()
      }
    }
    return []
  }

  private func discard(_ number: Int, in shelf: RelativePath) throws(DiskError) {
    try session.perform(.makeFolder(StateFolder.done), unless: [.exists])
    let free = (try session.numbers(in: StateFolder.done).max() ?? 0) + 1
    try session.perform(
      .move(StateFolder.entry(number, in: shelf), to: StateFolder.entry(free, in: StateFolder.done)))
    try session.perform(.removeFolder(shelf), unless: StepExecution.notEmpty)
  }

  /// The recorded size; an entry without one counts as 0.
  private func size(of entry: RelativePath) -> Int {
    guard let bytes = try? session.folder.read(StateFolder.size(in: entry), limit: 64) else { return 0 }
    return max(0, Int(String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)) ?? 0)
  }
}
