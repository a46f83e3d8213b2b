import Synchronization
import Testing
import Threading

struct LaterTests {
  @Test func `a value is worked out once, however many ask for it`() {
    let asked = Counter()
    let later = Later { asked.count() }
    let seen = inParallel(4) { part in part.map { _ in later.value } }
    #expect(seen.flatMap(\.self) == [1, 1, 1, 1])
    #expect(asked.count() == 2)
  }

  @Test func `what nobody asks for is worked out all the same`() {
    let asked = Counter()
    do { _ = Later { asked.count() } }
    #expect(asked.count() == 2)
  }
}

private final class Counter: Sendable {
  private let number = Mutex(0)

  /// Counts on, and returns the new number.
  func count() -> Int {
    number.withLock {
      $0 += 1
      return $0
    }
  }
}
