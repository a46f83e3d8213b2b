/// Files that one unit leaves out permanently: kept among its answers, a line each, so that branches merge them as such.
package enum SkippedFiles {
  /// No variable's name has a colon.
  private static let prefix = "skip:"

  /// The path under which the answers keep a source, or a folder of sources, which ends in `/`.
  package static func path(of source: String) -> String { prefix + source }

  /// The source or folder that a path of the answers leaves out; nil for any other answer.
  package static func source(of path: String) -> String? {
    path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : nil
  }

  /// Whether answers leave a file out, by its source, which may have the item after it that it is written for.
  package static func cover(_ source: String, in answers: [String: Answer]) -> Bool {
    answers.keys.contains { path in
      guard let skipped = self.source(of: path) else { return false }
      return source == skipped || source.hasPrefix(skipped + "#")
        || skipped.hasSuffix("/") && source.hasPrefix(skipped)
    }
  }
}
