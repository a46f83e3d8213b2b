/// A version after semver.org: three numbers, and perhaps what comes before the release.
package struct SemanticVersion: Hashable, Sendable {
  package let major: Int
  package let minor: Int
  package let patch: Int
  /// The identifiers after `-`, such as `rc.1`; empty for a release.
  package let prerelease: [String]

  /// Nil if the text is not a semantic version; build metadata after `+` is not supported.
  package init?(_ text: String) {
    let halves = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = (halves.first ?? "").split(separator: ".", omittingEmptySubsequences: false).map(
      Self.number)
    guard numbers.count == 3, let major = numbers[0], let minor = numbers[1], let patch = numbers[2] else {
      return nil
    }
    let rest = halves.count == 2 ? halves[1].split(separator: ".", omittingEmptySubsequences: false) : []
    guard rest.allSatisfy(Self.isIdentifier) else { return nil }
    (self.major, self.minor, self.patch) = (major, minor, patch)
    prerelease = rest.map(String.init)
  }

  /// What represents a version that could not be read.
  static let none = SemanticVersion()

  private init() {
    (major, minor, patch, prerelease) = (0, 0, 0, [])
  }

  private static func number(_ text: Substring) -> Int? {
    guard let first = text.utf8.first, text.utf8.allSatisfy(isDigit) else { return nil }
    return first == 0x30 && text.utf8.count > 1 ? nil : Int(text)
  }

  private static func isIdentifier(_ text: Substring) -> Bool {
    let isNumber = !text.isEmpty && text.utf8.allSatisfy(isDigit)
    return isNumber
      ? number(text) != nil : !text.isEmpty && text.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x2D }
  }
}

extension SemanticVersion: Comparable {
  /// The precedence of semver.org, section 11: a release comes after its pre-releases.
  package static func < (left: Self, right: Self) -> Bool {
    let numbers = ((left.major, left.minor, left.patch), (right.major, right.minor, right.patch))
    if numbers.0 != numbers.1 { return numbers.0 < numbers.1 }
    if left.prerelease.isEmpty || right.prerelease.isEmpty {
      return !left.prerelease.isEmpty && right.prerelease.isEmpty
    }
    for (one, other) in zip(left.prerelease, right.prerelease) where one != other {
      switch (Int(one), Int(other)) {
      case (let one?, let other?): return one < other
      case (_?, nil): return true
      case (nil, _?): return false
      case (nil, nil): return Array(one.utf8).lexicographicallyPrecedes(Array(other.utf8))
      }
    }
    return left.prerelease.count < right.prerelease.count
  }
}

extension SemanticVersion: CustomStringConvertible {
  package var description: String {
    "\(major).\(minor).\(patch)" + (prerelease.isEmpty ? "" : "-\(prerelease.joined(separator: "."))")
  }
}
