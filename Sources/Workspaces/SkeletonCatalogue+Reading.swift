import BuiltinSkeletons
import Diagnostics
import Disk
import FileTrees
import GitReading
import Texts

extension SkeletonCatalogue {
  /// The files of one skeleton, with paths relative to its folder.
  func files(of listing: SkeletonListing, isTrusted: Bool) throws(Findings) -> FileTree {
    switch listing.origin {
    case .builtin: return try Self.builtinFiles(of: listing.name)
    case .user:
      guard let userFolder else { throw Findings(Self.unknown(listing.name, among: [])) }
      let folder = "\(userFolder)/\(listing.name)"
      return try files(inFolder: folder, named: folder)
    case .folder(let path) where isTrusted:
      return try files(inFolder: absolute(path), named: path)
    case .folder(let path):
      guard let parts = try skeletonParts(inFolder: absolute(path)) else {
        throw Findings(Self.nothing(at: path))
      }
      return parts
    case .revision(let repository, let revision, let folder):
      return try files(in: absolute(repository), at: revision, below: folder, isSkeleton: !isTrusted)
    }
  }

  static func builtinFiles(of name: String) throws(Findings) -> FileTree {
    let tree = try diagnosing { () throws(PathError) in try BuiltinSkeletons.tree(of: name) }
    guard let tree else { throw Findings(unknown(name, among: BuiltinSkeletons.names)) }
    return tree
  }

  func listings(of source: SkeletonSource) throws(Findings) -> [SkeletonListing] {
    switch source {
    case .folder(let path):
      return try folderNames(in: absolute(path)).map {
        SkeletonListing(name: $0, origin: .folder("\(path)/\($0)"))
      }
    case .repository(let repository, let revision, let folder):
      let tree = try files(in: absolute(repository), at: revision, below: folder)
      let names = Set(
        tree.paths.filter { $0.components.count == 2 && $0.name.elementsEqual("skeleton.yaml".utf8) }
          .compactMap { $0.parent?.text })
      return names.sorted().map { name in
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        return SkeletonListing(
          name: name, origin: .revision(repository: repository, revision: revision, folder: path))
      }
    }
  }

  /// The folders that hold a `skeleton.yaml`; none if the folder itself is not there.
  func folderNames(in path: String) throws(Findings) -> [String] {
    guard let folder = try openFolder(at: path) else { return [] }
    var names: [String] = []
    for name in try folder.folders(in: nil) where try folder.holdsSkeleton(name) {
      names.append(name.description)
    }
    return names.sorted()
  }

  /// Nil if there is no such folder.
  func openFolder(at path: String) throws(Findings) -> WorkspaceFolder? {
    try diagnosing { () throws(DiskError) in folderExists(at: path) ? try WorkspaceFolder(at: path) : nil }
  }

  /// `name` is how a person knows the folder.
  private func files(inFolder path: String, named name: String) throws(Findings) -> FileTree {
    guard let folder = try openFolder(at: path) else {
      throw Findings(Self.nothing(at: name))
    }
    do throws(DiskError) {
      return try folder.tree(limits: .skeleton)
    } catch {
      throw Findings(error).placed(at: Place(name))
    }
  }

  private static func nothing(at name: String) -> Diagnostic {
    let isMeantAsRevision = name.contains("@") || name.contains(":")
    return Diagnostic(
      .noSkeleton, "there is no skeleton at '\(quoted(name))'",
      hint: isMeantAsRevision ? "use REPOSITORY@REVISION:FOLDER for a directory at a revision" : nil)
  }

  /// With `isSkeleton`, a folder without a `skeleton.yaml` is as good as none.
  private func files(
    in repository: String, at revision: String, below folder: String, isSkeleton: Bool = false
  ) throws(Findings) -> FileTree {
    let below = try diagnosing { () throws(PathError) in folder.isEmpty ? nil : try RelativePath(folder) }
    return try diagnosing { () throws(GitError) in
      try RevisionFiles(
        at: revision, below: below, ofRepositoryAt: repository, requiring: isSkeleton ? "skeleton.yaml" : nil
      ).files
    }
  }

  func absolute(_ path: String) -> String {
    if path.hasPrefix("~/"), let home { return home + path.dropFirst() }
    return path.hasPrefix("/") ? path : "\(root)/\(path)"
  }
}
