/// A line that git writes around the parts of a conflict: `<<<<<<< ours`, `||||||| base`, `=======`, `>>>>>>> theirs`.
package struct ConflictMarker: Hashable, Sendable {
  package let kind: Kind
  /// How often its character is repeated: seven, or more where the content has such lines itself.
  package let size: Int
  package let hasLabel: Bool

  package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    case ours = 0x3C
    case base = 0x7C
    case separator = 0x3D
    case theirs = 0x3E
  }

  /// Nil unless the line has the shape that git's `is_conflict_marker` (diff.c) asks for: a run, then a blank or the end.
  package init?(_ line: ArraySlice<UInt8>) {
    guard let first = line.first, let kind = Kind(rawValue: first) else { return nil }
    let rest = line.drop { $0 == first }
    guard rest.first.map(Self.isBlank) ?? true else { return nil }
    self.kind = kind
    size = line.count - rest.count
    hasLabel = rest.contains { !Self.isBlank($0) }
  }

  /// What `git merge-file` uses.
  package static let usualSize = 7

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

/// The sizes of all lines of a text that look like markers of these kinds.
package func markerSizes(in text: [UInt8], of kinds: Set<ConflictMarker.Kind> = everyMarker) -> Set<Int> {
  Set(TextLines(text).compactMap(ConflictMarker.init).filter { kinds.contains($0.kind) }.map(\.size))
}

/// The smallest marker size, from git's own on, that is not taken.
package func freeMarkerSize(beside taken: Set<Int>) -> Int {
  var size = ConflictMarker.usualSize
  while taken.contains(size) { size += 1 }
  return size
}

package let everyMarker = Set(ConflictMarker.Kind.allCases)
