import CLibgit2

extension TextDiff {
  /// Compares two texts as `git diff` does, with so many unchanged lines around each change.
  @available(*, noasync)
  package init(from old: [UInt8], to new: [UInt8], context: Int = 3) throws(GitError) {
    guard old != new else {
      self.init(hunks: [])
      return
    }
    self.init(
      hunks: try withTextPatch(
        from: old, to: new, flags: [GIT_DIFF_FORCE_TEXT, GIT_DIFF_INDENT_HEURISTIC], context: context
      ) { patch throws(GitError) in try patch.hunks() })
  }
}

/// The part of a patch that carries binary contents from `old` to `new`, from its line `GIT binary patch` on.
@available(*, noasync)
package func binaryPatch(from old: [UInt8], to new: [UInt8]) throws(GitError) -> [UInt8] {
  let text = try withTextPatch(
    from: old, to: new, flags: [GIT_DIFF_FORCE_BINARY, GIT_DIFF_SHOW_BINARY], context: 0
  ) { patch throws(GitError) in try patch.text() }
  let lines = TextLines(text)
  let start = lines.firstIndex { $0.elementsEqual("GIT binary patch\n".utf8) } ?? lines.endIndex
  return lines.text(start..<lines.endIndex)
}
