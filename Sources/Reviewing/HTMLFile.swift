import Diagnostics
import FileTrees
import Texts

extension FileReview {
  /// What only machines read is folded away.
  ///
  /// Sections that are rendered later are embedded as text, which the script inserts as
  /// markup; all contents of files are escaped in it.
  func section(showingGaps: Bool, later: Bool = false) -> String {
    let body = body(showingGaps: showingGaps)
    return """
      <details id="\(change.path.anchor("file"))" class="file \(kind.rawValue)"\(change.path.isTenons ? "" : " open")>
      <summary><h3>\(escaped(name))</h3> <span class="kind">\(escaped(remark))</span>\(tags(marks))\(counts)</summary>
      \(later ? "<script type=\"text/plain\">\(body)</script>" : body)
      </details>
      """
  }

  private func body(showingGaps: Bool) -> String {
    switch difference {
    case .binary:
      "<p>Binary: \(change.before?.bytes.count ?? 0) bytes before, \(change.after?.bytes.count ?? 0) after.</p>"
    case .lines(let diff) where diff.hunks.isEmpty: "<p>The lines are the same.</p>"
    case .lines(let diff):
      HTMLTables(diff, HunkHeading(of: change), whole: showingGaps ? change.after?.bytes : nil).text
    }
  }

  /// Where it was and is.
  var name: String { (change.oldPath.map { "\($0.shown) → " } ?? "") + change.path.shown }

  /// How it came to be as it is.
  var marks: [String] {
    guard let origin = change.origin else { return [] }
    return [origin == .conflicting ? "conflict" : origin.rawValue]
  }

  var counts: String {
    let plus = insertions > 0 ? " <ins>+\(insertions)</ins>" : ""
    let minus = deletions > 0 ? " <del>−\(deletions)</del>" : ""
    return plus + minus
  }

  private var remark: String {
    let word =
      switch kind {
      case .added: "new"
      case .deleted: "deleted"
      case .modified: "changed"
      case .renamed: "moved"
      case .retyped: "another kind of file"
      case .mode: "mode"
      }
    guard let old = change.before?.mode, let new = change.after?.mode, old != new else {
      return change.after?.mode == .executable ? "\(word), executable" : word
    }
    return "\(word), \(old.rawValue) → \(new.rawValue)"
  }
}

extension RelativePath {
  /// As git quotes it.
  var shown: String { quoted(bytes) }

  /// Letters, digits and `/._` as they are, every other byte as two digits after a `-`.
  func anchor(_ kind: String) -> String {
    "\(kind)-"
      + bytes.map { byte in
        let scalar = Unicode.Scalar(byte)
        let isPlain =
          byte < 0x80 && (scalar.properties.isAlphabetic || "0123456789/._".unicodeScalars.contains(scalar))
        if isPlain { return String(Character(scalar)) }
        return "-" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }.joined()
  }
}
