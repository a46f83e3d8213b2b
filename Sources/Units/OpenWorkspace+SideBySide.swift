package import Diagnostics
import Threading
import Workspaces

extension OpenWorkspace {
  /// Does the same for many units side by side, and returns the results in order.
  ///
  /// The first is done here and finds out what all others need, such as a place; further threads have a repository of
  /// their own. `subject` is what is told of each.
  package func sideBySide<Value: Sendable>(
    _ count: Int, telling subject: @escaping @Sendable (Int) -> ProcessEnvironment.Progress.Subject,
    _ body: @escaping @Sendable (Int, OpenWorkspace) throws(Findings) -> Value
  ) -> [Result<Value, Findings>] {
    if count == 0 { return [] }
    let task = UnitTask(count: count, subject: subject, body: body)
    let first = task.results(0..<1, in: self)
    let shared = shared
    let others = inParallel(count - 1, least: 32) { part in
      task.results(part.lowerBound + 1..<part.upperBound + 1, in: shared)
    }
    return first + others.joined()
  }
}

/// What is done for each of many units, whichever thread does it.
private struct UnitTask<Value: Sendable>: Sendable {
  let count: Int
  let subject: @Sendable (Int) -> ProcessEnvironment.Progress.Subject
  let body: @Sendable (Int, OpenWorkspace) throws(Findings) -> Value

  func results(_ part: Range<Int>, in shared: OpenWorkspace.Shared) -> [Result<Value, Findings>] {
    do throws(Findings) {
      return results(part, in: try OpenWorkspace(sharing: shared))
    } catch {
      return part.map { _ in .failure(error) }
    }
  }

  func results(_ part: Range<Int>, in opened: OpenWorkspace) -> [Result<Value, Findings>] {
    var results: [Result<Value, Findings>] = []
    for index in part {
      if part.lowerBound <= 1 { tell(index, of: part, in: opened) }
      do throws(Findings) {
        results.append(.success(try body(index, opened)))
      } catch {
        results.append(.failure(error))
      }
    }
    return results
  }

  /// How far the first thread is tells how far all are.
  private func tell(_ index: Int, of part: Range<Int>, in opened: OpenWorkspace) {
    let share = part.upperBound > 1 ? max((count - 1) / part.count, 1) : 1
    let done = min(index * share, count - 1)
    opened.process.tellProgress(subject(done), done, of: count)
  }
}
