package import Diagnostics
package import FileTrees
package import SystemPackage

/// What could not be done on disk, to which path, and why.
package struct DiskError: Error, Hashable {
  package let attempt: Attempt
  /// Relative to the workspace; of the workspace itself as it was given.
  package let path: [UInt8]
  package let reason: Reason

  package init(_ attempt: Attempt, _ path: RelativePath?, _ reason: Reason) {
    self.init(attempt, bytes: path?.bytes ?? Array(".".utf8), reason)
  }

  init(_ attempt: Attempt, bytes: [UInt8], _ reason: Reason) {
    self.attempt = attempt
    self.path = bytes
    self.reason = reason
  }

  /// What was being done, as a verb in a sentence.
  package enum Attempt: String, Hashable, Sendable {
    case open
    case read
    case list
    case look = "look at"
    case write
    case makeFolder = "create the directory"
    case move
    case exchange
    case remove
    case sync = "sync"
    case lock
  }

  /// Why it did not work.
  package enum Reason: Hashable, Sendable {
    /// Symbolic links are never followed: this component of the path is one.
    case symlink(RelativePath)
    /// This component of the path is not a folder.
    case notAFolder(RelativePath)
    case folder
    /// A pipe, socket or device.
    case special
    /// A pipe without a writer.
    case unwritten
    case tooLarge(limit: Int)
    case tooMany(limit: Int)
    case tooDeep(limit: Int)
    /// The file system has no way to do it.
    case notSupported
    case failed(Errno)
  }

  /// Whether nothing is at the path, as reading sees it.
  package var isAbsence: Bool {
    switch reason {
    case .failed(.noSuchFileOrDirectory), .notAFolder: true
    default: false
    }
  }

  /// Whether the place cannot be written to at all: a read-only file system, or one that has a different owner.
  package var isReadOnly: Bool {
    [.failed(.readOnlyFileSystem), .failed(.permissionDenied), .failed(.notPermitted)].contains(reason)
  }
}

extension DiskError.Reason {
  /// Nothing is there.
  package static let absent = Self.failed(.noSuchFileOrDirectory)
  /// Something is there already.
  package static let exists = Self.failed(.fileExists)
  /// A folder that is to be removed holds something.
  package static let notEmpty = Self.failed(.directoryNotEmpty)
  /// A folder that is to be removed is a mount, or someone's root.
  package static let inUse = Self.failed(.resourceBusy)
  /// What is to be removed as a folder is none.
  package static let noFolder = Self.failed(.notDirectory)
  /// The disk itself failed.
  package static let broken = Self.failed(.ioError)
}

extension DiskError: Diagnosable {
  package var diagnostics: [Diagnostic] {
    [Diagnostic(code, "could not \(attempt.rawValue) '\(quoted(path))': \(words)", hint: hint)]
  }

  private var code: Diagnostic.Code {
    switch reason {
    case .folder where attempt == .read, .special where attempt == .read: .data
    case .symlink, .notAFolder, .folder, .special: .inTheWay
    case .tooLarge, .tooMany, .tooDeep: .tooLarge
    case .unwritten: .data
    case .failed(.noSuchFileOrDirectory): .noFile
    case .failed(.noSpace), .failed(.diskQuotaExceeded): .diskFull
    case .failed where isReadOnly: .notPermitted
    case .failed, .notSupported: .io
    }
  }

  private var words: String {
    switch reason {
    case .symlink(let component):
      component.bytes == path ? "it is a symbolic link" : "'\(component)' is a symbolic link"
    case .notAFolder(let component):
      component.bytes == path ? "not a directory" : "'\(component)' is not a directory"
    case .folder: "it is a directory"
    case .special: "it is a pipe, a socket or a device"
    case .unwritten: "it is a pipe that has no writer"
    case .tooLarge(let limit): "it is larger than \(limit) bytes"
    case .tooMany(let limit): "it contains more than \(limit) files"
    case .tooDeep(let limit): "it is nested more than \(limit) directories deep"
    case .notSupported: "not supported by the file system"
    case .failed(let error): "\(error)"
    }
  }

  private var hint: String? {
    switch reason {
    case .symlink: "tenon does not follow symbolic links; replace it with the directory or file"
    case .failed(.noSpace), .failed(.diskQuotaExceeded): "free some disk space, then run the command again"
    case .failed(.improperLink): "directories on different file systems cannot be changed together"
    default: nil
    }
  }
}
