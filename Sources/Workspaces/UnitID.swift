package import Diagnostics
import FileTrees

/// The name of a unit, `SKELETON/NAME`: which skeleton it was laid out from, and which of its units it is.
package struct UnitID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let skeleton: String
  package let name: String

  /// Takes two names that can be folders in every checkout.
  package init(skeleton: String, name: String) throws(Findings) {
    for part in [skeleton, name] {
      guard Self.isName(part) else { throw Findings(Self.malformed("\(skeleton)/\(name)")) }
    }
    self.skeleton = skeleton
    self.name = name
  }

  /// Reads `SKELETON/NAME`.
  package init(_ text: String) throws(Findings) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { throw Findings(Self.malformed(text)) }
    try self.init(skeleton: parts[0], name: parts[1])
  }

  package var description: String { "\(skeleton)/\(name)" }

  package static func < (left: Self, right: Self) -> Bool {
    (left.skeleton, left.name) < (right.skeleton, right.name)
  }

  /// Letters, digits, `-`, `_` and `.`, beginning with a letter, a digit or `_`; a name that every file system takes.
  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, isWord(first), text.utf8.count <= 100 else { return false }
    guard text.utf8.allSatisfy({ isWord($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }) else {
      return false
    }
    do {
      try RelativePath(text).checkPortable()
      return true
    } catch {
      return false
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func malformed(_ text: String) -> Diagnostic {
    Diagnostic(
      .invalidName, "invalid unit '\(quoted(text))'",
      hint: "a unit is SKELETON/NAME, such as ansible-role/nginx: letters, digits, - _ ."
    )
  }
}

extension UnitID: Codable {
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    try self.init(text)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
