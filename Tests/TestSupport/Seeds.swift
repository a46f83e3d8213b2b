/// A repeatable source of randomness (SplitMix64): one seed, one sequence, on every machine.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// The seeds of a law: 1 to `count`, or `TENON_SEEDS` of them in a longer run.
package func seeds(_ count: Int) -> ClosedRange<Int> {
  1...max(1, environment("TENON_SEEDS").flatMap { Int($0) } ?? count)
}
