import Synchronization

/// The skeletons that were read already: many units come from one.
final class SkeletonCache: Sendable {
  private let found = Mutex<[SkeletonListing: FoundSkeleton]>([:])

  subscript(listing: SkeletonListing) -> FoundSkeleton? {
    get { found.withLock { $0[listing] } }
    set { found.withLock { $0[listing] = newValue } }
  }
}
