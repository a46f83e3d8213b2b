import FileTrees
import Merging
import Testing
import TestSupport
import Texts

/// What a merge by structure costs, held against itself: how fast the machine is does not count.
@Suite(.serialized) struct StructuralCostTests {
  /// Entries of which every `step`-th is changed by both sides; in every second one of these they contradict.
  private func texts(_ count: Int, step: Int, contradicting: Bool) -> [String] {
    (0..<3).map { side in
      let entries = (0..<count).map { index in
        let isChanged = index % step == 0
        let value =
          isChanged && (side == 1 || side == 2 && contradicting && index % (2 * step) == 0) ? side : 0
        return "  \"key\(index)\": {\n    \"a\": \(value),\n    \"b\": \(isChanged && side == 2 ? 1 : 0)\n  }"
      }
      return "{\n" + entries.joined(separator: ",\n") + "\n}\n"
    }
  }

  private func time(_ texts: [String]) throws -> Duration {
    var best = Duration.seconds(600)
    for _ in 0..<3 {
      best = min(
        best,
        try processorTime { () throws in _ = try merged("x.json", texts[0], texts[1], texts[2]) })
    }
    return best
  }

  @Test func `it grows as the text does`() throws {
    let small = try time(texts(300, step: 50, contradicting: false))
    let large = try time(texts(1200, step: 200, contradicting: false))
    #expect(large < small * 8, "\(small) for 300 entries, \(large) for 1,200")
  }

  @Test func `many hunks that contradict cost little more than few`() throws {
    let few = try time(texts(1200, step: 400, contradicting: true))
    let many = try time(texts(1200, step: 40, contradicting: true))
    #expect(many < few * 5, "\(few) for 3 hunks, \(many) for 30")
  }

  @Test func `what does not contradict is decided among thirty hunks`() throws {
    let texts = texts(1200, step: 40, contradicting: true)
    let merge = try merged("x.json", texts[0], texts[1], texts[2])
    #expect(merge.hunks.count == 15)
    let ours = String(decoding: try merge.favouring(.ours).stored, as: UTF8.self)
    #expect(ours.contains("\"key40\": {\n    \"a\": 1,\n    \"b\": 1\n"))
    #expect(ours.contains("\"key80\": {\n    \"a\": 1,\n    \"b\": 0\n"))
  }
}
