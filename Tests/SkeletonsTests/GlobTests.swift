import FileTrees
import Skeletons
import Testing
import TestSupport

@Suite struct GlobTests {
  @Test(arguments: seeds(40))
  func `a random glob matches as its definition says`(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let glob = Self.text(["a", "b", "*", "?", "**", "a*", "*b", "?a", "***", "ab"], &random)
      let path = Self.text(["a", "b", "ab", "ba", "aab", "*"], &random)
      let wanted = isMatch(glob.split(separator: "/")[...], path.split(separator: "/")[...])
      #expect(Glob(glob).matches(try RelativePath(path)) == wanted, "\(glob) \(path)")
    }
  }

  private static func text(_ parts: [String], _ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...5, using: &random))
      .compactMap { _ in parts.randomElement(using: &random) }.joined(separator: "/")
  }
}

/// The definition, without a thought of what it costs: `**` is any number of components.
private func isMatch(_ glob: ArraySlice<Substring>, _ path: ArraySlice<Substring>) -> Bool {
  guard let first = glob.first else { return path.isEmpty }
  if first == "**" {
    return isMatch(glob.dropFirst(), path) || (!path.isEmpty && isMatch(glob, path.dropFirst()))
  }
  guard let component = path.first, isMatch(first, component) else { return false }
  return isMatch(glob.dropFirst(), path.dropFirst())
}

/// Within a component, `*` is any number of characters and `?` one.
private func isMatch(_ glob: Substring, _ name: Substring) -> Bool {
  guard let first = glob.first else { return name.isEmpty }
  if first == "*" {
    return isMatch(glob.dropFirst(), name) || (!name.isEmpty && isMatch(glob, name.dropFirst()))
  }
  guard let character = name.first, first == "?" || first == character else { return false }
  return isMatch(glob.dropFirst(), name.dropFirst())
}
