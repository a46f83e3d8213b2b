package import Diagnostics
package import FileTrees
import Skeletons

extension SkeletonCatalogue {
  /// What is below a skeleton's `tests/`, and what messages call that folder; nothing of a built-in one.
  package func tests(of found: FoundSkeleton) throws(Findings) -> (files: FileTree, folder: String) {
    let listing = SkeletonListing(
      name: found.origin == .user ? found.skeleton.name : found.origin.lastName, origin: found.origin)
    guard found.origin != .builtin else { return (.empty, "") }
    let tree = try files(of: listing, isTrusted: true)
    let tests = try diagnosing { () throws(PathError) in try RelativePath("tests") }
    return (tree.below(tests), listing.displayPath + "/tests")
  }
}
