package import FileTrees

extension Content {
  /// The blob id of the bytes as git stores them.
  package var storedID: ObjectID { storedID { blobID(of: $0) } }

  /// The blob id of the bytes as they are in the working tree.
  package var worktreeID: ObjectID { worktreeID { blobID(of: $0) } }
}
