/// A pattern over paths: `*` and `?` within one component, `**` over any number of them.
package struct Glob: Hashable, Sendable {
  package let text: String
  private let components: [[UInt8]]

  package init(_ text: String) {
    self.text = text
    components = Array(text.utf8).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(
      Array.init)
  }

  /// Whether it can match one path only.
  package var isExact: Bool { !text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") } }

  /// Whether it matches a path of these components.
  package func matches(_ path: [ArraySlice<UInt8>]) -> Bool {
    Self.matches(components, path) {
      $0.elementsEqual("**".utf8)
    } same: {
      Self.matches($0, component: $1)
    }
  }

  private static func matches(_ pattern: [UInt8], component: ArraySlice<UInt8>) -> Bool {
    matches(pattern, Array(component)) {
      $0 == UInt8(ascii: "*")
    } same: {
      $0 == UInt8(ascii: "?") || $0 == $1
    }
  }

  /// Matches greedily and goes back to the last star only: that is enough, and takes quadratic time at most.
  private static func matches<Piece, Element>(
    _ pattern: [Piece], _ elements: [Element], isStar: (Piece) -> Bool, same: (Piece, Element) -> Bool
  ) -> Bool {
    var (piece, element) = (0, 0)
    var star: (piece: Int, element: Int)?
    while element < elements.count {
      if piece < pattern.count, isStar(pattern[piece]) {
        star = (piece, element)
        piece += 1
      } else if piece < pattern.count, same(pattern[piece], elements[element]) {
        piece += 1
        element += 1
      } else if let last = star {
        star = (last.piece, last.element + 1)
        (piece, element) = (last.piece + 1, last.element + 1)
      } else {
        return false
      }
    }
    return pattern[min(piece, pattern.count)...].allSatisfy(isStar)
  }
}
