import FileTrees
import SystemPackage

extension RelativePath {
  /// A name that the kernel listed; it holds the form of a path by nature, so nil never comes.
  init?(name: [UInt8], in folder: RelativePath? = nil) {
    guard let path = try? RelativePath(bytes: name) else { return nil }
    self = folder.map { $0.appending(path) } ?? path
  }
}
