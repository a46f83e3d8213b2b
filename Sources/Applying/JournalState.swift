import Disk
import FileTrees
import GitReading
import Texts

/// What a step expects or leaves at a path, as a journal keeps it: git's mode and the id of the bytes.
struct JournalState: Codable, Hashable, Sendable {
  let mode: FileMode
  /// Of the bytes as they are in the working tree; of a symbolic link's target.
  let id: ObjectID
}

extension JournalState {
  init(_ bytes: [UInt8], executable: Bool) {
    self.init(mode: executable ? .executable : .regular, id: blobID(of: bytes))
  }

  init(linkTo target: [UInt8]) { self.init(mode: .symlink, id: blobID(of: target)) }

  /// Nil if nothing of a file's kind is expected.
  init?(_ state: FileState) {
    switch state {
    case .file(let id, let executable): self.init(mode: executable ? .executable : .regular, id: id)
    case .symlink(let target): self.init(linkTo: target)
    case .absent, .folder, .other: return nil
    }
  }

  /// Nil for absence.
  init?(_ outcome: Change.Outcome) {
    guard case .file(let content, let executable) = outcome else { return nil }
    self.init(mode: executable ? .executable : .regular, id: content.worktreeID)
  }
}

/// What is found at a path now.
enum ObservedState: Hashable {
  case nothing
  case standing(JournalState)
  case folder
  /// A special file, one that is too large, or one behind a symbolic link: not written by tenon.
  case other

  init(_ standing: JournalState?) { self = standing.map(ObservedState.standing) ?? .nothing }

  /// Nil for what nothing that is found will do for.
  init?(expecting state: FileState) {
    switch state {
    case .absent: self = .nothing
    case .folder: self = .folder
    case .other: return nil
    case .file, .symlink: self.init(JournalState(state))
    }
  }
}

extension WorkspaceFolder {
  /// tenon writes no larger files, so a larger one is not its own.
  private static var sizeLimit: Int { 256 << 20 }

  func sight(at path: RelativePath) throws(DiskError) -> ObservedState { try closeSight(at: path).state }

  /// The same, with the attributes of a file.
  func closeSight(
    at path: RelativePath
  ) throws(DiskError) -> (state: ObservedState, attributes: FileAttributes?) {
    try Self.sight { limit throws(DiskError) in try look(at: path, limit: limit) }
  }

  /// What a look means that reads no more than so many bytes.
  static func sight(
    _ look: (Int) throws(DiskError) -> DiskLook?
  ) throws(DiskError) -> (state: ObservedState, attributes: FileAttributes?) {
    do throws(DiskError) {
      guard let look = try look(sizeLimit) else { return (.nothing, nil) }
      switch look.kind {
      case .folder: return (.folder, nil)
      case .special: return (.other, nil)
      case .symlink(let target): return (.standing(JournalState(linkTo: target)), nil)
      case .file(let executable, _):
        return (.standing(JournalState(look.bytes, executable: executable)), look.attributes)
      }
    } catch {
      switch error.reason {
      case .symlink, .notAFolder, .folder, .special, .tooLarge: return (.other, nil)
      case .failed, .notSupported, .tooMany, .tooDeep, .unwritten: throw error
      }
    }
  }

  func stands(at path: RelativePath) throws(DiskError) -> Bool { try identity(at: path) != nil }

  /// Whether two names are one file, as they are half-way through a move made of a link and a removal.
  func isSameFile(_ path: RelativePath, _ other: RelativePath) throws(DiskError) -> Bool {
    do throws(DiskError) {
      guard let identity = try identity(at: path) else { return false }
      return try self.identity(at: other) == identity
    } catch {
      if case .symlink = error.reason { return false }
      throw error
    }
  }
}
