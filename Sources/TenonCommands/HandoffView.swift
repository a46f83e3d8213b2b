import Diagnostics
import FileTrees
import Handoffs

/// A handoff in a few lines.
enum HandoffView {
  static func heading(of manifest: Manifest, on console: Console) -> [String] {
    [
      "\(console.painted("handoff \(manifest.id)", .bold)): \(shown(manifest.summary))",
      "  \(counted(manifest.files.count)), \(base(of: manifest)), to tree \(manifest.repository.expectedTree.short)",
    ]
  }

  /// A text from a file that anyone may have written, without what moves a cursor.
  static func shown(_ text: String) -> String {
    let line = quoted(text)
    return line.dropFirst().dropLast() == text.replacing("\"", with: "\\\"") ? text : line
  }

  static func counted(_ count: Int) -> String { count == 1 ? "1 file" : "\(count) files" }

  private static func base(of manifest: Manifest) -> String {
    let branch = manifest.repository.base.branch.map { " (\(quoted($0)))" } ?? ""
    return manifest.repository.base.commit.map { "from \($0.short)\(branch)" }
      ?? "as the first commit\(branch)"
  }
}
