import FileTrees
import Foundation
import Testing
import TestSupport

@testable import Reviewing

/// The page as a browser gets it: units, sides, handoffs, and nothing of what names and contents would do.
struct PageTests {
  private static func change(
    _ path: String, _ old: String, _ new: String, unit: String? = nil, origin: FileChange.Origin? = nil
  ) throws -> FileChange {
    FileChange(path: try RelativePath(path), old: .file(old), new: .file(new), unit: unit, origin: origin)
  }

  @Test func `conflicts, then each unit with what a person made first, then the rest, then tenon's own`()
    throws
  {
    let changes = [
      try Self.change(".tenon/workspace.yaml", "a\n", "b\n"),
      try Self.change("README.md", "a\n", "b\n", origin: .handWritten),
      try Self.change("roles/b/README.md", "a\n", "b\n", unit: "role/b", origin: .generated),
      try Self.change("roles/a/README.md", "a\n", "b\n", unit: "role/a", origin: .generated),
      try Self.change("roles/a/tasks/main.yml", "a\n", "b\n", unit: "role/a", origin: .edited),
      try Self.change("roles/b/tasks/main.yml", "a\n", "b\n", unit: "role/b", origin: .conflicting),
    ]
    let review = try Review(changes)
    #expect(
      review.changedPaths.map(\.description) == [
        "roles/b/tasks/main.yml", "roles/a/tasks/main.yml", "roles/a/README.md", "roles/b/README.md",
        "README.md", ".tenon/workspace.yaml",
      ])
    let text = try review.terminalText(colour: false)
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("# ") }
    #expect(
      headings == [
        "# in conflict", "# role/a: changed by hand", "# role/a: generated", "# role/b: generated",
        "# files of no unit", "# tenon's own files",
      ])
    #expect(!String(decoding: try review.patch(), as: UTF8.self).contains("# role"))
  }

  @Test func `every side of a conflict and every step of a handoff is on the page`() throws {
    let hunk = ReviewPage.Hunk(
      place: "line 3", base: Array("retries 3\n".utf8), ours: Array("retries <5>\n".utf8), theirs: nil)
    let step = ReviewPage.Item(
      "Apply", mark: "changes", place: "guest: ssh root@192.0.2.1", command: "apply 'a & b'\nthen\u{1B}")
    let page = ReviewPage(
      title: "x", review: try Review([FileChange]()), notes: ["a note"],
      conflicts: [
        .init(path: try RelativePath("a.conf"), unit: "role/a", words: "both changed it", hunks: [hunk])
      ],
      handoffs: [.init(title: "Handoff 1", state: "current", parts: [.init(name: "Steps", items: [step])])]
    ).html
    for text in [
      "<pre>retries 3\n</pre>", "retries &lt;5&gt;", "<p>no file</p>", "base, as last generated", "a note",
      "apply &#39;a &amp; b&#39;\nthen&lt;U+001B&gt;</pre>", "guest: ssh root@192.0.2.1", "tag changes",
      "href=\"#handoff-0\"",
      "href=\"#conflict-a.conf\"",
    ] {
      #expect(page.contains(text), "\(text)")
    }
  }

  @Test func `unchanged lines between hunks are on the page, folded, with both numbers`() throws {
    let old = (1...40).map { "line \($0)\n" }
    var new = old
    new[4] = "five\n"
    new.insert("more\n", at: 4)
    new[35] = "thirty-five\n"
    let page = try Review([try Self.change("a.txt", old.joined(), new.joined())]).htmlPage(title: "x")
    #expect(page.contains("23 unchanged lines</button>") && page.contains("1 unchanged line</button>"))
    #expect(page.contains("<tr><th>20</th><th>21</th><td><i> </i>line 20</td></tr>"), "\(page)")
  }

  /// Names and contents that would do something if a page took them for markup.
  private static func hostile() throws -> Review {
    let name = "<img src=x onerror=document.title=1>/\"'><script>document.title=2<\u{2F}script>\u{202E}\n.yml"
    let bytes = Array(name.utf8).map { $0 == UInt8(ascii: "/") ? UInt8(ascii: "|") : $0 }
    let path = try RelativePath(bytes: bytes)
    let text = "</pre></td><script>document.title='owned'</script><svg onload=document.title='owned'>\n"
    return try Review([
      FileChange(path: path, old: .file("a\n"), new: .file(text), unit: "<b>role</b>/x", origin: .edited)
    ])
  }

  @Test func `names and contents are shown and never taken for markup`() throws {
    let page = try Self.hostile().htmlPage(title: "</title><script>1</script>")
    #expect(
      page.components(separatedBy: "<script").count == 2 && !page.contains("<img") && !page.contains("<svg"))
    #expect(page.contains("&lt;b&gt;role&lt;/b&gt;/x") && !page.contains("\u{202E}"))
    let policy =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(pageScriptDigest)'; base-uri 'none'; form-action 'none'"
    #expect(page.contains("content=\"\(policy)\""))
    #expect(!page.contains("http://") && !page.contains("https://"))
  }
}

/// What a real browser makes of the page.
@Suite(.enabled(if: Chromium.path != nil, "Chromium is not installed"), .serialized)
struct PageInBrowserTests {
  @Test func `the page's own script runs, and no other`() throws {
    let path = try RelativePath("a<script>document.title='owned'<\u{7C}script>.yml")
    let change = FileChange(
      path: path, old: .file("a\n"), new: .file("</td><script>document.title='owned'</script>\n"))
    let page = try Review([change]).htmlPage(title: "untouched").replacing(
      "</main>",
      with: "</main><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">")
    let dom = try #require(try Chromium.open(page).dom)
    #expect(dom.contains("<title>untouched</title>") && !dom.contains("<title>owned"))
  }

  @Test func `two thousand files open within three seconds`() throws {
    var changes: [FileChange] = []
    for number in 0..<2000 {
      let text = (1...12).map { "key\($0): value \($0)\n" }.joined()
      let new = text.replacing("value 6", with: "value \(number)")
      changes.append(
        FileChange(
          path: try RelativePath("roles/r\(number / 20)/tasks/f\(number).yml"), old: .file(text),
          new: .file(new),
          unit: "ansible-role/r\(number / 20)", origin: number % 3 == 0 ? .edited : .generated))
    }
    let page = try Review(changes).htmlPage(title: "many")
    // What the browser itself needs to start is not the page's.
    let empty = try (0..<2).map { _ in try Chromium.open("<!doctype html><title>x</title>").seconds }.min()
    let full = try (0..<3).map { _ in try Chromium.open(page).seconds }.min()
    let spent = try #require(full) - (try #require(empty))
    #expect(spent < 3, "\(spent) s for \(page.utf8.count >> 10) KiB")
  }
}

/// A browser without a window.
private enum Chromium {
  static let path = ["chromium", "chromium-headless-shell", "google-chrome"].flatMap { name in
    ["/usr/bin/\(name)", "/usr/local/bin/\(name)"]
  }.first { FileManager.default.isExecutableFile(atPath: $0) }

  /// Opens a page to its end; what the document is then, and the processor's seconds from start to exit.
  ///
  /// On a busy machine the clock tells of other work too.
  static func open(_ page: String) throws -> (dom: String?, seconds: Double) {
    let sandbox = try Sandbox()
    try sandbox.write("page.html", page)
    let words = [
      "--headless", "--no-sandbox", "--single-process", "--no-zygote", "--disable-gpu",
      "--user-data-dir=\(sandbox.path("profile"))", "--dump-dom", "file://\(sandbox.path("page.html"))",
    ]
    let script = "TIMEFORMAT='%U %S'; { time \"$@\" 2>/dev/null; } 2>\(sandbox.path("spent"))"
    let finished = try sandbox.run("bash", ["-c", script, "bash", try #require(path)] + words)
    let spent = try sandbox.text("spent").split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    return (finished.status == 0 ? finished.text : nil, spent.reduce(0, +))
  }
}
