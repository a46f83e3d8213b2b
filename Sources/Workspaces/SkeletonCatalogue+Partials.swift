import Diagnostics
import Disk
import FileTrees
import GitReading

extension SkeletonCatalogue {
  /// The `partials/` beside a skeleton's folder, which all skeletons of its source may include, and what the folder that
  /// holds them is called; nothing of a place that is not trusted.
  func sharedPartials(
    of listing: SkeletonListing, isTrusted: Bool
  ) throws(Findings) -> (tree: FileTree, folder: String) {
    guard isTrusted else { return (.empty, "") }
    switch listing.origin {
    case .builtin: return (.empty, "")
    case .user: return (try partials(inFolder: userFolder ?? ""), userFolder ?? "")
    case .folder(let path):
      let parent = Self.parent(of: path)
      return (try partials(inFolder: absolute(parent)), parent)
    case .revision(let repository, let revision, let folder):
      let parent = folder.contains("/") ? Self.parent(of: folder) + "/" : ""
      let below = try diagnosing { () throws(PathError) in try RelativePath(parent + "partials") }
      // A source without such a folder is not a fault.
      let tree = try? RevisionFiles(
        at: revision, below: below, ofRepositoryAt: absolute(repository), requiring: nil
      ).files
      return (tree ?? .empty, "\(repository)@\(revision):\(parent)")
    }
  }

  private static func parent(of path: String) -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  private func partials(inFolder path: String) throws(Findings) -> FileTree {
    guard let folder = try openFolder(at: path + "/partials") else { return .empty }
    return try diagnosing { () throws(DiskError) in try folder.tree(limits: .skeleton) }
  }
}
