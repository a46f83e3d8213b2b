package import Diagnostics
package import Disk
package import FileTrees

extension WorkspaceFolder {
  /// A file's bytes, or nil where nothing stands there.
  package func bytes(at path: RelativePath, limit: Int) throws(Findings) -> [UInt8]? {
    try saying { () throws(DiskError) in
      try kind(at: path) == nil ? nil : try read(path, limit: limit)
    }
  }

  /// The folders directly in a folder; none where there is no such folder.
  package func folders(in path: RelativePath?) throws(Findings) -> [RelativePath] {
    try saying { () throws(DiskError) in
      if let path, try kind(at: path) != .folder { return [] }
      return try list(path).filter { $0.kind == .folder }.map(\.path)
    }
  }
}
