package import Diagnostics
package import Disk
package import FileTrees

extension WorkspaceFolder {
  /// A file's bytes, or nil if nothing is there.
  package func bytes(at path: RelativePath, limit: Int) throws(Findings) -> [UInt8]? {
    try diagnosing { () throws(DiskError) in
      try kind(at: path) == nil ? nil : try read(path, limit: limit)
    }
  }

  /// Whether a folder is a skeleton's; its files are much like those of its units, and belong to none of them.
  package func holdsSkeleton(_ path: RelativePath) throws(Findings) -> Bool {
    let declaration = try path.adding("skeleton.yaml")
    return try diagnosing { () throws(DiskError) in try kind(at: declaration) } != nil
  }

  /// The folders directly in a folder; none if there is no such folder.
  ///
  /// A symbolic link in its place is an error, and one among them is not a folder.
  package func folders(in path: RelativePath?) throws(Findings) -> [RelativePath] {
    try diagnosing { () throws(DiskError) in
      if let path {
        switch try kind(at: path) {
        case .folder: break
        case .symlink: throw DiskError(.list, path, .symlink(path))
        case nil, .file, .special: return []
        }
      }
      return try list(path).filter { $0.kind == .folder }.map(\.path)
    }
  }
}
