import Testing
import TestSupport

/// Twenty versions of a skeleton, a person's edits between them, and every history that git can make of both.
///
/// After each update every line that the person wrote is where it was written, or was in a conflict that was reported.
struct LifeOfARepositoryTests {
  @Test(arguments: seeds(isNightly ? 60 : 3))
  func `no line that a person wrote is ever lost`(seed: Int) throws {
    var life = try Life(seed: seed)
    for _ in 0..<20 {
      try life.goOn()
      // Some versions are let pass.
      if Int.random(in: 0...5, using: &life.random) == 0 { continue }
      try life.update()
      try life.commitSomehow()
    }
  }
}
