import FileTrees
import Foundation
import Testing
import TestSupport
import Texts

@testable import Reviewing

/// What only a person sees of a review: headings, columns, the page's script.
struct ReadingTests {
  private func review(_ path: String, _ old: String, _ new: String) throws -> Review {
    let path = try RelativePath(path)
    var (before, after) = (FileTree.empty, FileTree.empty)
    before[path] = .file(old)
    after[path] = .file(new)
    return try Review(from: before, to: after)
  }

  private static let tasks = """
    ---
    - name: Install the package
      ansible.builtin.apt:
        name: nginx
    - name: Write the site
      ansible.builtin.template:
        src: site.j2
        dest: /etc/nginx/site
        owner: root
        group: root
        mode: "0644"

    """

  @Test func `a hunk of tasks is headed by the task's name, and the patch stays git's`() throws {
    let review = try review("tasks/main.yml", Self.tasks, Self.tasks.replacing("0644", with: "0600"))
    #expect(try review.terminalText(colour: false).contains("@@ name: Write the site\n"))
    #expect(!String(decoding: try review.patch(), as: UTF8.self).contains("name: Write the site\n@"))
    #expect(review.htmlPage(title: "x").contains("@@ name: Write the site<"))
  }

  @Test func `a service of a stack is headed by its keys, a resource by its line`() throws {
    let stack =
      "services:\n  db:\n    image: a\n  web:\n    image: b\n    ports: [80]\n    tty: true\n    init: false\n    user: x\n"
    let services = try review("compose.yaml", stack, stack.replacing("user: x", with: "user: y"))
    let shown = try services.terminalText(colour: false)
    #expect(shown.contains("@@ services.web"), "\(shown)")
    let code = "resource \"a\" \"b\" {\n  x = 1\n\n  y = 2\n  z = 3\n  w = 4\n}\n"
    let resource = try review("main.tf", code, code.replacing("w = 4", with: "w = 5"))
    #expect(try resource.terminalText(colour: false).contains("@@ resource \"a\" \"b\"\n"))
  }

  @Test func `two columns fit the terminal, whatever a line holds`() throws {
    let long = String(repeating: "ü", count: 200)
    let text = try review("a.txt", "one\n\(long)\n\u{1B}[2J\n", "two\n\(long)x\n\u{1B}[3J\n").sideBySide(
      width: 80, colour: false)
    let lines = text.split(separator: "\n")
    #expect(
      lines.allSatisfy { $0.count <= 80 } && text.contains("   1 one") && text.contains("│    1 two"),
      "\(text)")
    #expect(!text.contains("\u{1B}") && text.contains("…"))
  }

  @Test func `conflicts are read first`() throws {
    let change = { (path: String, isConflicting: Bool) throws in
      FileChange(
        path: try RelativePath(path), old: .file("a\n"), new: .file("b\n"),
        origin: isConflicting ? .conflicting : .handWritten)
    }
    let review = try Review([try change("README.md", false), try change("z/deep.yml", true)])
    #expect(review.changedPaths.map(\.description) == ["z/deep.yml", "README.md"])
    #expect(review.htmlPage(title: "x").contains("in conflict"))
  }

  @Test func `the digest in the page is that of the script in it`() throws {
    let page = try review("a", "1\n", "2\n").htmlPage(title: "x")
    let start = try #require(page.firstRange(of: "<script>")?.upperBound)
    let end = try #require(page.firstRange(of: "</script>")?.lowerBound)
    let sandbox = try Sandbox()
    let program =
      "import sys,hashlib,base64;print(base64.b64encode(hashlib.sha256(sys.stdin.buffer.read()).digest()).decode())"
    let digest = try sandbox.run("python3", ["-c", program], input: Array(page[start..<end].utf8)).text
    #expect(page.contains("script-src 'sha256-\(digest.dropLast())'"), "\(digest)")
  }

  @Test func `two thousand files make one page of a few megabytes`() throws {
    var (before, after) = (FileTree.empty, FileTree.empty)
    for number in 0..<2000 {
      let path = try RelativePath("roles/r\(number / 20)/f\(number).yml")
      before[path] = .file("---\na: 1\nb: 2\n")
      after[path] = .file("---\na: 1\nb: \(number)\n")
    }
    let page = try Review(from: before, to: after).htmlPage(title: "many")
    // One of them is as it was; the first fifty are laid out at once.
    #expect(page.components(separatedBy: "<script type=\"text/plain\">").count == 1 + 1999 - 50)
    #expect(page.utf8.count < 8 << 20 && page.components(separatedBy: "class=\"unified\"").count > 1990)
  }
}
