import Diagnostics
import Disk
import FileTrees
import GitReading

/// A place outside of the workspace in a record is not trusted: it may name any folder of the machine.
extension SkeletonCatalogue {
  /// Whether a place is not in the workspace, symbolic links resolved.
  func isOutside(_ origin: SkeletonOrigin) -> Bool {
    switch origin {
    case .builtin, .user: false
    case .folder(let path): !isInside(absolute(path))
    case .revision(let repository, _, _): !isInside(absolute(repository))
    }
  }

  private func isInside(_ path: String) -> Bool {
    // What is not there is inside or outside by its name; nothing is read of it.
    let folder = canonicalFolder(path) ?? path
    let parts = folder.split(separator: "/")
    return folder == root || (folder.hasPrefix(root + "/") && !parts.contains(".."))
  }

  /// A skeleton that only a record names: if it is not a skeleton, nothing is read and no name is printed.
  func loadFromOutside(_ listing: SkeletonListing) throws(Findings) -> FoundSkeleton {
    do throws(Findings) {
      return try load(listing, isTrusted: false)
    } catch {
      if error.diagnostics.allSatisfy({ $0.kind == .missing }) { throw error }
      let place = quoted(listing.origin.text)
      throw Findings(
        Diagnostic(
          error.diagnostics.first?.code ?? .data,
          "the skeleton at '\(place)', outside of the workspace, cannot be used",
          hint: "see tenon skeleton check \(place)"))
    }
  }

  /// The parts of a skeleton alone, in a folder that has a `skeleton.yaml`; nil of any other.
  func skeletonParts(inFolder path: String) throws(Findings) -> FileTree? {
    guard let folder = try openFolder(at: path) else { return nil }
    let (declaration, parts) = try diagnosing { () throws(PathError) in
      (try RelativePath("skeleton.yaml"), [try RelativePath("files"), try RelativePath("partials")])
    }
    return try diagnosing { () throws(DiskError) in
      guard try folder.kind(at: declaration)?.isFile == true else { return nil }
      var tree = FileTree.empty
      for part in parts where try folder.kind(at: part) == .folder {
        for (path, entry) in try folder.tree(below: part, limits: .skeleton).sorted { tree[path] = entry }
      }
      let bytes = try folder.read(declaration, limit: TreeLimits.skeleton.size)
      tree[declaration] = .file(Content(bytes), executable: false)
      return tree
    }
  }
}
