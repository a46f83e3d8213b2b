import TestSupport

/// Three versions of a text for a merge.
struct TextTriple: Sendable {
  let name: String
  let base: [UInt8]
  let ours: [UInt8]
  let theirs: [UInt8]

  init(_ name: String, base: String, ours: String, theirs: String) {
    self.name = name
    self.base = Array(base.utf8)
    self.ours = Array(ours.utf8)
    self.theirs = Array(theirs.utf8)
  }
}

extension TextTriple {
  /// Random edits of a random text; line endings and the final newline are the same in all three.
  init(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let ending = Int.random(in: 0..<4, using: &random) == 0 ? "\r\n" : "\n"
    let hasFinalNewline = Int.random(in: 0..<4, using: &random) != 0
    let base = (0..<Int.random(in: 0...24, using: &random)).map { _ in randomLine(&random) }
    func text(_ lines: [String]) -> String {
      let joined = lines.joined(separator: ending)
      return lines.isEmpty || lines.last == "" ? joined : joined + (hasFinalNewline ? ending : "")
    }
    let ours = edited(base, &random)
    let theirs = Int.random(in: 0..<12, using: &random) == 0 ? ours : edited(base, &random)
    self.init("seed \(seed)", base: text(base), ours: text(ours), theirs: text(theirs))
  }

  /// Whether all that are not empty end in the same way: else merging differs from git's on purpose.
  var agreesOnFinalNewline: Bool {
    Set([base, ours, theirs].compactMap { $0.last.map { $0 == 10 } }).count < 2
  }
}

/// Few words, so that lines repeat, blank ones among them.
private func randomLine(_ random: inout SeededGenerator) -> String {
  let words = ["", "", "a", "b", "c: 1", "  - x", "\ty", "end ", "}", "=======", "<<<<<<< x", "ü"]
  return words[Int.random(in: 0..<words.count, using: &random)]
}

private func edited(_ lines: [String], _ random: inout SeededGenerator) -> [String] {
  var lines = lines
  for _ in 0..<Int.random(in: 0...4, using: &random) {
    let place = Int.random(in: 0...lines.count, using: &random)
    let length = Int.random(in: 0...min(3, lines.count - place), using: &random)
    let fresh = (0..<Int.random(in: 0...2, using: &random)).map { _ in randomLine(&random) }
    lines.replaceSubrange(place..<place + length, with: fresh)
  }
  return lines
}
