import FileTrees
/// Where one skeleton came from, as a record keeps it, so that an update looks there again.
package enum SkeletonOrigin: Hashable, Sendable {
  /// Embedded in the executable.
  case builtin
  /// A folder below the user's configuration.
  case user
  /// A folder: from the workspace's root, absolute, or below `~/`.
  case folder(String)
  /// A folder in a local git repository at a revision.
  case revision(repository: String, revision: String, folder: String)

  /// Reads what `text` wrote, or what a person typed for a place.
  package init(_ text: String) {
    switch text {
    case "builtin": self = .builtin
    case "user": self = .user
    default: self = Self.place(text)
    }
  }

  /// Whether what a person typed names a place rather than a skeleton of the catalogue.
  package static func isPlace(_ text: String) -> Bool {
    text.contains("/") || text.hasPrefix(".")
  }

  private static func place(_ text: String) -> SkeletonOrigin {
    guard let at = text.lastIndex(of: "@"), let colon = text[at...].firstIndex(of: ":") else {
      return .folder(text)
    }
    return .revision(
      repository: String(text[..<at]), revision: String(text[text.index(after: at)..<colon]),
      folder: String(text[text.index(after: colon)...]))
  }

  /// The same place, kept relative to `root` unless it is absolute, for a person who typed it in `directory`.
  func rebased(from directory: String, to root: String) -> SkeletonOrigin {
    switch self {
    case .builtin, .user: self
    case .folder(let path): .folder(path.rebased(from: directory, to: root))
    case .revision(let repository, let revision, let folder):
      .revision(repository: repository.rebased(from: directory, to: root), revision: revision, folder: folder)
    }
  }

  /// The name of the folder itself, for messages.
  var lastName: String {
    switch self {
    case .builtin, .user: text
    case .folder(let path), .revision(_, _, let path):
      path.split(separator: "/").last.map(String.init) ?? path
    }
  }

  package var text: String {
    switch self {
    case .builtin: "builtin"
    case .user: "user"
    case .folder(let path): path
    case .revision(let repository, let revision, let folder): "\(repository)@\(revision):\(folder)"
    }
  }

  /// For a person: `built in`, `yours`, or the place.
  package var words: String {
    switch self {
    case .builtin: "built in"
    case .user: "yours"
    case .folder, .revision: text
    }
  }
}

extension String {
  /// A path typed in `directory`, relative to `root` where it is below it or was typed as relative; `~/` stays.
  ///
  /// What is kept holds in every clone that has the same neighbours.
  fileprivate func rebased(from directory: String, to root: String) -> String {
    if hasPrefix("~/") { return self }
    let absolute = (hasPrefix("/") ? self : directory + "/" + self).normalisedPath
    if absolute.hasPrefix(root + "/") { return String(absolute.dropFirst(root.count + 1)) }
    return hasPrefix("/") ? absolute : absolute.relative(to: root)
  }

  /// An absolute path relative to a folder that does not contain it.
  private func relative(to folder: String) -> String {
    let (own, other) = (split(separator: "/"), folder.split(separator: "/"))
    let common = zip(own, other).prefix { $0 == $1 }.count
    let parts = Array(repeating: "..", count: other.count - common) + own.dropFirst(common)
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }
}
