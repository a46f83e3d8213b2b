package import Diagnostics
package import Skeletons
package import Workspaces

/// One skeleton within reach, as `tenon skeleton list` tells it.
package struct ListedSkeleton: Sendable {
  package let name: String
  package let origin: SkeletonOrigin
  /// Where the skeleton of this name that is used instead comes from; nil for the one that is used.
  package let shadowedBy: SkeletonOrigin?
  package let content: Content

  package enum Content: Sendable {
    case skeleton(Skeleton)
    /// It cannot be used; `skeleton check` states all of why.
    case broken(Diagnostic)
  }
}

/// Every skeleton within reach, in the order of precedence; a broken one is listed as such.
package func listSkeletons(_ catalogue: SkeletonCatalogue) throws(Findings) -> [ListedSkeleton] {
  var used: [String: SkeletonOrigin] = [:]
  var listed: [ListedSkeleton] = []
  for listing in try catalogue.listings() {
    listed.append(
      ListedSkeleton(
        name: listing.name, origin: listing.origin, shadowedBy: used[listing.name],
        content: content(of: listing, in: catalogue)))
    if used[listing.name] == nil { used[listing.name] = listing.origin }
  }
  return listed
}

private func content(of listing: SkeletonListing, in catalogue: SkeletonCatalogue) -> ListedSkeleton.Content {
  do throws(Findings) {
    return .skeleton(try catalogue.load(listing).skeleton)
  } catch {
    return .broken(error.diagnostics[0])
  }
}
