import Foundation
import Testing
import TestSupport

@testable import Disk

@Suite struct TimestampTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (1_767_323_045, "2026-01-02T03:04:05Z"),
    (951_782_400, "2000-02-29T00:00:00Z"),
    (4_107_542_399, "2100-02-28T23:59:59Z"), (-1, "1969-12-31T23:59:59Z"),
  ])
  func `a moment is written as everybody writes it`(seconds: Int, text: String) {
    #expect(Timestamp(seconds: seconds).text == text)
  }

  @Test(arguments: seeds(300))
  func `any moment is written as Foundation writes it`(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    let seconds = Int.random(in: -10_000_000_000...100_000_000_000, using: &generator)
    let date = Date(timeIntervalSince1970: TimeInterval(seconds))
    #expect(Timestamp(seconds: seconds).text == date.formatted(.iso8601))
  }
}
