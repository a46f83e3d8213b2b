import Diagnostics
import Skeletons
import Synchronization
import Threading

/// A built-in skeleton that another thread reads while the command line is parsed and git's index is loaded.
///
/// Nothing depends on it: where the guess is wrong, the skeleton that is needed is read when it is needed.
package enum EarlySkeleton {
  private static let begun = Mutex<[String: Later<Result<Skeleton, Findings>>]>([:])

  /// Begins with the one that a command line names: `new ansible-role nginx`.
  package static func begin(for arguments: [String]) {
    guard arguments.count > 1, arguments[0] == "new" else { return }
    let name = arguments[1]
    let later = Later { Result { () throws(Findings) in try SkeletonCatalogue.builtin(name) } }
    begun.withLock { $0[name] = later }
  }

  /// The built-in skeleton of this name, whether it was begun or not.
  static func skeleton(_ name: String) throws(Findings) -> Skeleton {
    guard let later = begun.withLock({ $0[name] }) else { return try SkeletonCatalogue.builtin(name) }
    return try later.value.get()
  }
}
