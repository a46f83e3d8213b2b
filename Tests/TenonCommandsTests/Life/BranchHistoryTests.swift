import Testing
import TestSupport

/// Branches of the same units, brought together by real git in each of its ways.
struct BranchHistoryTests {
  @Test(arguments: seeds(isNightly ? 200 : 6))
  func `no answer and no edit of any branch is lost, and the next update arrives everywhere`(seed: Int) throws
  {
    var history = try BranchHistory(seed: seed)
    try history.run()
    let story = history.story.joined(separator: "\n")
    let faults = try history.faults()
    #expect(faults == [], "\(faults.joined(separator: "\n"))\n\(story)")
    let unreached = try history.unreached()
    #expect(unreached == [], "\(unreached.joined(separator: "\n"))\n\(story)")
  }
}
