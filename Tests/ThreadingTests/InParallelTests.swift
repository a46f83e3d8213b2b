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

  @Test func `a worker leaves its result`() {
    let worker = Worker { 6 * 7 }
    #expect(worker.result() == 42)
  }
}
