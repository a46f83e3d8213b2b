import Diagnostics
import FileTrees
package import Texts

extension Review {
  /// A unified patch that `git apply` takes, byte for byte.
  @available(*, noasync)
  package func patch() throws(GitError) -> [UInt8] { try patchLines().flatMap(\.bytes) }

  /// The lines of the patch of all files, each with what it is.
  ///
  /// For a person the headings of hunks name the task, resource or service; git's own are kept for programs.
  func patchLines(forPerson: Bool = false) throws(GitError) -> [PatchLine] {
    var lines: [PatchLine] = []
    for file in files { lines += try file.patchLines(forPerson: forPerson) }
    return lines
  }
}

/// A line of a patch, its line feed included.
struct PatchLine: Hashable, Sendable {
  let kind: Kind
  let bytes: [UInt8]

  enum Kind: Hashable, Sendable {
    case header, hunk, context, removed, added, remark, binary
  }

  init(_ kind: Kind, _ bytes: [UInt8]) {
    self.kind = kind
    self.bytes = bytes
  }

  init(header text: String) { self.init(.header, Array((text + "\n").utf8)) }
}

extension FileReview {
  /// A file that became a symbolic link is deleted and added: git has no other representation.
  func patchLines(forPerson: Bool = false) throws(GitError) -> [PatchLine] {
    guard kind == .retyped else { return try wholePatch(HunkHeading(of: change), forPerson: forPerson) }
    let path = change.path
    let halves = [
      FileChange(path: path, old: change.old, new: nil), FileChange(path: path, old: nil, new: change.new),
    ]
    var lines: [PatchLine] = []
    for half in halves {
      if let kind = half.kind { lines += try FileReview(half, kind: kind).wholePatch() }
    }
    return lines
  }

  private func wholePatch(
    _ heading: HunkHeading? = nil, forPerson: Bool = false
  ) throws(GitError) -> [PatchLine] {
    let header = patchHeader()
    switch difference {
    case .lines(let diff):
      return header + (diff.hunks.isEmpty ? [] : sideLines)
        + diff.hunks.flatMap { hunk in
          hunkLines(hunk, heading: forPerson ? heading?.text(of: hunk) : nil)
        }
    case .binary where change.before?.bytes == change.after?.bytes: return header
    case .binary:
      return header + [
        PatchLine(
          .binary, try binaryPatch(from: change.before?.bytes ?? [], to: change.after?.bytes ?? []))
      ]
    }
  }

  /// The lines `---` and `+++`; a name with a blank ends in a tab, or its end could not be told.
  private var sideLines: [PatchLine] {
    func side(_ mark: String, _ prefix: String, _ path: RelativePath, isThere: Bool) -> PatchLine {
      guard isThere else { return PatchLine(header: "\(mark) /dev/null") }
      let name = patchName(prefix, path)
      return PatchLine(header: "\(mark) \(name)\(name.contains(" ") ? "\t" : "")")
    }
    return [
      side("---", "a/", change.oldPath ?? change.path, isThere: change.before != nil),
      side("+++", "b/", change.path, isThere: change.after != nil),
    ]
  }

  private func hunkLines(_ hunk: TextDiff.Hunk, heading words: String?) -> [PatchLine] {
    let text = words.map { Array($0.utf8) } ?? hunk.heading
    let heading = text.isEmpty ? [] : [UInt8(ascii: " ")] + text
    return [PatchLine(.hunk, Array(hunk.ranges.utf8) + heading + [lineFeed])] + hunk.lines.flatMap(patchLines)
  }

  private func patchLines(_ line: TextDiff.Line) -> [PatchLine] {
    let text =
      switch line.kind {
      case .context: PatchLine(.context, [UInt8(ascii: " ")] + line.bytes)
      case .removed: PatchLine(.removed, [UInt8(ascii: "-")] + line.bytes)
      case .added: PatchLine(.added, [UInt8(ascii: "+")] + line.bytes)
      }
    if line.bytes.last == lineFeed { return [text] }
    return [
      PatchLine(text.kind, text.bytes + [lineFeed]),
      PatchLine(.remark, Array("\\ No newline at end of file\n".utf8)),
    ]
  }
}

extension TextDiff.Hunk {
  /// `@@ -1,3 +1,4 @@`; a count of one is left out.
  var ranges: String {
    func range(_ start: Int, _ count: Int) -> String { count == 1 ? "\(start)" : "\(start),\(count)" }
    return "@@ -\(range(oldStart, oldCount)) +\(range(newStart, newCount)) @@"
  }
}

/// A path in a patch, quoted as git does where it must be.
func patchName(_ prefix: String, _ path: RelativePath) -> String { quoted(Array(prefix.utf8) + path.bytes) }
