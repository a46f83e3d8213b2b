package import Diagnostics
package import GitReading
import Synchronization
import Texts

/// What a look at all tracked files found, once for an open workspace.
final class SightShelf: Sendable {
  private let known = Mutex<[WorktreeSight]?>(nil)

  func sights(look: () throws(Findings) -> [WorktreeSight]) throws(Findings) -> [WorktreeSight] {
    if let sights = known.withLock({ $0 }) { return sights }
    let sights = try look()
    known.withLock { $0 = sights }
    return sights
  }

  var hasLooked: Bool { known.withLock { $0 != nil } }
}

extension Workspace {
  /// The state of some entries of the index in the working tree.
  package func sights(at positions: [Int]) throws(Findings) -> [WorktreeSight] {
    let count = try diagnosing { () throws(GitError) in try git.indexTable().count }
    if looks.hasLooked || positions.count == count {
      let all = try sights()
      return positions.map { all[$0] }
    }
    return try diagnosing { () throws(GitError) in try git.sights(at: positions) }
  }

  /// The state of every entry of the index in the working tree, in the index's order.
  package func sights() throws(Findings) -> [WorktreeSight] {
    try looks.sights { () throws(Findings) in
      try diagnosing { () throws(GitError) in try git.sights(at: Array(0..<git.indexTable().count)) }
    }
  }
}
