internal import CLibgit2
package import FileTrees
package import Texts

/// What a commit states about its place in history.
package struct Commit: Hashable, Sendable {
  package let id: ObjectID
  package let tree: ObjectID
  /// Of a shallow clone's oldest commits, parents are named that are not there.
  package let parents: [ObjectID]
  /// Subject, body and trailers as they were written.
  package let message: [UInt8]
}

extension GitRepository {
  /// The contents of a blob, or nil if this clone does not have it.
  ///
  /// Throws if it is larger than `limit` bytes: its size is known before it is read.
  @available(*, noasync)
  package func blob(_ id: ObjectID, limit: Int) throws(GitError) -> [UInt8]? {
    try object(id, type: GIT_OBJECT_BLOB, limit: limit)
  }

  /// The commit that a revision names, such as `HEAD~1`, a branch, a tag or the first digits of an id.
  @available(*, noasync)
  package func resolve(_ revision: String) throws(GitError) -> ObjectID {
    try unsafe GitObject(revision, in: handle).commit(revision)
  }

  /// Takes a commit apart.
  @available(*, noasync)
  package func commit(_ id: ObjectID) throws(GitError) -> Commit {
    guard let bytes = try object(id, type: GIT_OBJECT_COMMIT, limit: objectLimit) else {
      throw GitError(.readObject(id.hex), .noSuchObject)
    }
    return try Commit(parsing: bytes, of: id)
  }

  func tree(_ id: ObjectID) throws(GitError) -> Tree {
    if id == emptyTree { return Tree() }
    if let known = trees[id] { return known }
    guard let bytes = try object(id, type: GIT_OBJECT_TREE, limit: objectLimit) else {
      throw GitError(.readTree(id.hex), .noSuchObject)
    }
    let tree = try Tree(parsing: bytes, of: id)
    trees[id] = tree
    return tree
  }

  func treeOrEmpty(_ id: ObjectID?) throws(GitError) -> Tree {
    if let id { try tree(id) } else { Tree() }
  }

  private func object(_ id: ObjectID, type: git_object_t, limit: Int) throws(GitError) -> [UInt8]? {
    let store = try unsafe ObjectStore(of: handle)
    guard let header = try store.header(of: id) else { return nil }
    if header.type != type {
      throw GitError(.readObject(id.hex), .malformed("it is an object of another type"))
    }
    if header.size > limit { throw GitError(.readObject(id.hex), .tooLarge(limit: limit)) }
    return try store.read(id)
  }
}

/// Git knows the empty tree by heart, and so do we: no repository need hold it.
let emptyTree = Tree().id

/// Commits and trees are read whole; no genuine one is larger.
private let objectLimit = 16 << 20

/// The objects of a repository.
@safe private struct ObjectStore: ~Copyable {
  private let handle: OpaquePointer

  init(of repository: OpaquePointer) throws(GitError) {
    unsafe handle = try make(.open("objects")) { unsafe git_repository_odb(&$0, repository) }
  }

  deinit { unsafe git_odb_free(handle) }

  func header(of id: ObjectID) throws(GitError) -> (type: git_object_t, size: Int)? {
    var oid = id.oid
    var type = GIT_OBJECT_INVALID
    var size = 0
    let isThere = try checkFound(.readObject(id.hex)) {
      unsafe git_odb_read_header(&size, &type, handle, &oid)
    }
    return isThere ? (type, size) : nil
  }

  func read(_ id: ObjectID) throws(GitError) -> [UInt8]? {
    var oid = id.oid
    let store = unsafe handle
    guard let object = unsafe try find(.readObject(id.hex), { unsafe git_odb_read(&$0, store, &oid) }) else {
      return nil
    }
    defer { unsafe git_odb_object_free(object) }
    return unsafe Array(
      UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
  }
}

/// An object that a revision named.
@safe private struct GitObject: ~Copyable {
  private let handle: OpaquePointer

  init(_ revision: String, in repository: OpaquePointer) throws(GitError) {
    unsafe handle = try make(.resolve(revision)) { unsafe git_revparse_single(&$0, repository, revision) }
  }

  deinit { unsafe git_object_free(handle) }

  func commit(_ revision: String) throws(GitError) -> ObjectID {
    let object = unsafe handle
    let commit = unsafe try make(.resolve(revision)) {
      unsafe git_object_peel(&$0, object, GIT_OBJECT_COMMIT)
    }
    defer { unsafe git_object_free(commit) }
    return unsafe ObjectID(git_object_id(commit).pointee)
  }
}

extension Commit {
  /// Header lines come in a fixed order: the tree, then the parents.
  init(parsing bytes: [UInt8], of id: ObjectID) throws(GitError) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let header = lines.prefix { !$0.isEmpty }
    guard let first = header.first, let tree = Self.id(in: first, after: "tree ") else {
      throw GitError(.readObject(id.hex), .malformed("not a git commit"))
    }
    self.id = id
    self.tree = tree
    parents = header.dropFirst().prefix { $0.starts(with: "parent ".utf8) }
      .compactMap { Self.id(in: $0, after: "parent ") }
    message = Array(bytes.dropFirst(header.reduce(1) { $0 + $1.count + 1 }))
  }

  private static func id(in line: ArraySlice<UInt8>, after word: String) -> ObjectID? {
    guard line.starts(with: word.utf8) else { return nil }
    return ObjectID(hex: String(decoding: line.dropFirst(word.utf8.count), as: UTF8.self))
  }
}
