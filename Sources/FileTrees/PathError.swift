package import Diagnostics

/// A path that cannot be used, and why.
package struct PathError: Error, Hashable {
  package let path: [UInt8]
  package let reason: Reason

  package init(path: [UInt8], reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// The rule that the path breaks; `Portability` holds those beyond mere form.
  package enum Reason: Hashable, Sendable {
    case empty
    case absolute
    case leavesTheRoot
    case notNormal
    case holdsNUL
    case notUTF8
    case tooLong
    case reserved(String)
    case collides(with: String)

    var words: String {
      switch self {
      case .empty: "is empty"
      case .absolute: "is absolute"
      case .leavesTheRoot: "leaves its folder through '..'"
      case .notNormal: "has an empty or '.' component"
      case .holdsNUL: "contains a NUL byte"
      case .notUTF8: "is not UTF-8"
      case .tooLong: "has a component over 255 bytes or is over 4095 bytes long"
      case .reserved(let why): "is refused: \(why)"
      case .collides(let other): "is the same as '\(other)' if case and Unicode form are ignored"
      }
    }
  }
}

extension PathError: Diagnosable {
  package var diagnostics: [Diagnostic] {
    [Diagnostic(.invalidPath, "path '\(quoted(path))' \(reason.words)")]
  }
}
