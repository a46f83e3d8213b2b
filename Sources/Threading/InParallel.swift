import CLinux

/// Runs `body` on parts of `0..<count` side by side, one per core, and returns the results in order.
///
/// A part has at least `least` numbers: less is not worth a thread. The caller does the first part itself. Throws what the
/// first part that fails throws, once all have ended.
package func inParallel<Value: Sendable, Failure>(
  _ count: Int, least: Int = 1, _ body: @escaping @Sendable (Range<Int>) throws(Failure) -> Value
) throws(Failure) -> [Value] {
  let parts = parts(of: count, least: least)
  guard parts.count > 1 else { return try parts.map(body) }
  let attempt = { @Sendable part in Result<Value, Failure> { () throws(Failure) in try body(part) } }
  let others = parts.dropFirst().map { part in Worker { attempt(part) } }
  let first = attempt(parts[0])
  return try ([first] + others.map { $0.result() }).map { result throws(Failure) in try result.get() }
}

/// More threads than that only wait for each other in the kernel.
private let mostThreads = 8

private func parts(of count: Int, least: Int) -> [Range<Int>] {
  if count <= 0 { return [] }
  let number = max(1, min(Int(tenon_cores()), mostThreads, count / max(least, 1)))
  return (0..<number).map { count * $0 / number..<count * ($0 + 1) / number }
}
