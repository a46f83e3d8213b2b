import CLinux

/// Runs `body` on parts of `0..<count` side by side, one per core, and returns the results in order.
///
/// A part has at least `least` numbers: less is not worth a thread. The caller does the first part itself.
package func inParallel<Result: Sendable>(
  _ count: Int, least: Int = 1, _ body: @escaping @Sendable (Range<Int>) -> Result
) -> [Result] {
  let parts = parts(of: count, least: least)
  guard parts.count > 1 else { return parts.map(body) }
  let others = parts.dropFirst().map { part in Worker { body(part) } }
  let first = body(parts[0])
  return [first] + others.map { $0.result() }
}

/// More threads than that only wait for each other in the kernel.
private let mostThreads = 8

private func parts(of count: Int, least: Int) -> [Range<Int>] {
  if count <= 0 { return [] }
  let number = max(1, min(Int(tenon_cores()), mostThreads, count / max(least, 1)))
  return (0..<number).map { count * $0 / number..<count * ($0 + 1) / number }
}
