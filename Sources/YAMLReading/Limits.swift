/// How much of a document is read before it is refused: untrusted YAML must cost neither time nor memory.
package struct YAMLLimits: Hashable, Sendable {
  package let bytes: Int
  package let nodes: Int
  package let depth: Int

  package init(bytes: Int, nodes: Int, depth: Int) {
    self.bytes = bytes
    self.nodes = nodes
    self.depth = depth
  }

  /// Ample for hand-written files.
  package static let standard = YAMLLimits(bytes: 1 << 20, nodes: 100_000, depth: 64)
}
