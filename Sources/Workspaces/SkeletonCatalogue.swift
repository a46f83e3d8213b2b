import BuiltinSkeletons
package import Diagnostics
import Disk
package import FileTrees
import GitReading
package import Skeletons
import Texts
import Threading

/// Every skeleton within reach: the workspace's own, the user's and those of the executable, the nearer first.
package struct SkeletonCatalogue: Sendable {
  /// The workspace's root, which relative places are taken from; absolute.
  let root: String
  let sources: [SkeletonSource]
  let userFolder: String?
  let home: String?
  private let shelf = SkeletonCache()

  package init(root: String, sources: [SkeletonSource], userFolder: String?, home: String?) {
    self.root = root
    self.sources = sources
    self.userFolder = userFolder
    self.home = home
  }

  /// Name and place of each, in the order of precedence: the first of a name is the one that is used.
  package func listings() throws(Findings) -> [SkeletonListing] {
    var found: [SkeletonListing] = []
    for source in sources { found += try listings(of: source) }
    if let userFolder {
      found += try folderNames(in: userFolder).map { SkeletonListing(name: $0, origin: .user) }
    }
    return found + BuiltinSkeletons.names.map { SkeletonListing(name: $0, origin: .builtin) }
  }

  /// Finds a skeleton by its name in the catalogue, or at the place that `text` names.
  ///
  /// A relative place is taken from `directory`, where the person is, and kept relative to the root.
  package func find(_ text: String, from directory: String) throws(Findings) -> FoundSkeleton {
    if SkeletonOrigin.isPlace(text) {
      let origin = SkeletonOrigin(text).rebased(from: directory, to: root)
      return try load(SkeletonListing(name: origin.lastName, origin: origin))
    }
    let all = try listings()
    guard let listing = all.first(where: { $0.name == text }) else {
      throw Findings(Self.unknown(text, among: all.map(\.name)))
    }
    return try load(listing)
  }

  /// Loads the skeleton that a record came from, from where it came.
  ///
  /// One that is gone from a place of the workspace's is searched for by its name in the workspace's sources; another
  /// skeleton of that name, the user's or a built-in one, is not it.
  package func load(_ reference: SkeletonReference) throws(Findings) -> FoundSkeleton {
    let origin = SkeletonOrigin(reference.source)
    do throws(Findings) {
      let listing = SkeletonListing(name: reference.name, origin: origin)
      return isOutside(origin) ? try loadFromOutside(listing) : try load(listing)
    } catch {
      guard origin != .builtin, origin != .user, error.diagnostics.first?.kind == .missing else {
        throw error
      }
      for source in sources {
        for listing in try listings(of: source) {
          if listing.name == reference.name { return try load(listing) }
          if let found = try? load(listing), found.skeleton.name == reference.name { return found }
        }
      }
      throw error.hinted(
        "'skeletons:' in \(TenonFolder.workspaceFile) lists the workspace's skeleton directories")
    }
  }

  /// Reads and checks one skeleton, once.
  package func load(_ listing: SkeletonListing) throws(Findings) -> FoundSkeleton {
    try load(listing, isTrusted: true)
  }

  /// Of a place that is not trusted, only what a skeleton consists of is read.
  func load(_ listing: SkeletonListing, isTrusted: Bool) throws(Findings) -> FoundSkeleton {
    if let found = shelf[listing] { return found }
    let found = try read(listing, isTrusted: isTrusted)
    shelf[listing] = found
    return found
  }

  private func read(_ listing: SkeletonListing, isTrusted: Bool) throws(Findings) -> FoundSkeleton {
    if listing.origin == .builtin {
      return FoundSkeleton(skeleton: try EarlySkeleton.skeleton(listing.name), origin: .builtin)
    }
    let tree = try files(of: listing, isTrusted: isTrusted)
    let shared = try sharedPartials(of: listing, isTrusted: isTrusted)
    let skeleton = try coding(.invalidSkeleton) { () throws(Findings) in
      try Skeleton(reading: tree, at: listing.displayPath, shared: shared.tree, in: shared.folder)
    }
    return FoundSkeleton(skeleton: skeleton, origin: listing.origin)
  }

  /// Reads one that the executable carries.
  static func builtin(_ name: String) throws(Findings) -> Skeleton {
    let tree = try builtinFiles(of: name)
    return try coding(.invalidSkeleton) { () throws(Findings) in try Skeleton(reading: tree, at: name) }
  }

  static func unknown(_ name: String, among names: [String]) -> Diagnostic {
    let hint =
      nearest(to: name, among: names).map { "did you mean \($0)?" } ?? "list them with 'tenon skeleton list'"
    return Diagnostic(.noSkeleton, "there is no skeleton '\(quoted(name))'", hint: hint)
  }
}

/// A skeleton's name, and where it is.
package struct SkeletonListing: Hashable, Sendable {
  package let name: String
  package let origin: SkeletonOrigin

  package init(name: String, origin: SkeletonOrigin) {
    self.name = name
    self.origin = origin
  }

  /// The folder, as messages about its files begin.
  package var displayPath: String {
    switch origin {
    case .builtin, .user: name
    case .folder(let path): path
    case .revision: origin.text
    }
  }
}

/// A skeleton that was found, and where.
package struct FoundSkeleton: Sendable {
  package let skeleton: Skeleton
  package let origin: SkeletonOrigin
  private let laterDigest: Later<ObjectID>

  init(skeleton: Skeleton, origin: SkeletonOrigin) {
    self.skeleton = skeleton
    self.origin = origin
    laterDigest = Later { blobID(of: skeleton.canonicalBytes) }
  }

  /// The blob id of the skeleton's canonical bytes; it is worked out while the answers are read.
  package var digest: ObjectID { laterDigest.value }

  /// What a record keeps of it.
  package var reference: SkeletonReference {
    SkeletonReference(
      name: skeleton.name, version: skeleton.version.description, digest: digest.hex, source: origin.text)
  }
}
