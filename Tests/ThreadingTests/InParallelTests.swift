import Synchronization
import Testing
import Threading

struct InParallelTests {
  @Test(arguments: [0, 1, 2, 3, 7, 1000])
  func `every number is worked on once, and the results come in order`(count: Int) {
    let parts = inParallel(count) { Array($0) }
    #expect(parts.flatMap(\.self) == Array(0..<count))
  }

  @Test func `what is not worth a thread is one part`() {
    #expect(inParallel(99, least: 100) { $0 } == [0..<99])
  }

  @Test func `the first part that fails is thrown, and all are worked on`() {
    let begun = Mutex(0)
    #expect(throws: Broken(part: 0..<1)) {
      try inParallel(8) { part throws(Broken) -> Int in
        begun.withLock { $0 += part.count }
        throw Broken(part: part.lowerBound..<part.lowerBound + 1)
      }
    }
    #expect(begun.withLock { $0 } > 1)
  }

  @Test func `a worker leaves its result`() {
    let worker = Worker { 6 * 7 }
    #expect(worker.result() == 42)
  }
}

private struct Broken: Error, Equatable {
  let part: Range<Int>
}
