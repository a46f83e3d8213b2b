import FileTrees
import Texts

/// What a hunk is part of, in the words of its format: the task, the resource, the service.
///
/// Git shows the last line that begins with a letter, which in YAML is mostly the document's first key.
struct HunkHeading {
  private let lines: TextLines
  private let form: Form

  private enum Form {
    case yaml, terraform
  }

  /// Nil for a format of which git knows as much.
  init?(of change: FileChange) {
    let name = String(decoding: change.path.name, as: UTF8.self)
    if name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
      form = .yaml
    } else if name.hasSuffix(".tf") || name.hasSuffix(".hcl") {
      form = .terraform
    } else {
      return nil
    }
    guard let bytes = change.after?.bytes ?? change.before?.bytes, bytes.count < 1 << 20 else { return nil }
    lines = TextLines(bytes)
    isNew = change.after != nil
  }

  /// Whether the lines are those of the text after the change.
  private let isNew: Bool

  /// The heading of a hunk, or nil if nothing above states what it is part of.
  func text(of hunk: TextDiff.Hunk) -> String? {
    let changed = hunk.lines.first { $0.kind != .context }
    let context = hunk.lines.prefix { $0.kind == .context }.count
    let start = (isNew ? hunk.newStart : hunk.oldStart) + context
    guard changed != nil, !lines.isEmpty else { return nil }
    let first = min(max(start, 1), lines.count)
    return switch form {
    case .yaml: yaml(above: first)
    case .terraform: terraform(above: first)
    }
  }

  /// The nearest `- name:` that is not deeper than what changed, else the path of keys above it.
  private func yaml(above number: Int) -> String? {
    var keys: [String] = []
    var limit = indent(ofFirstTextFrom: number)
    for line in stride(from: number - 1, through: max(0, number - 2000), by: -1) {
      let text = self.text(line)
      let words = text.drop { $0 == " " }
      if words.isEmpty || words.first == "#" { continue }
      let indent = text.count - words.count
      if words.hasPrefix("- name:"), indent <= limit { return String(words.dropFirst(2)) }
      guard indent < limit || keys.isEmpty && indent == limit, let colon = words.firstIndex(of: ":") else {
        continue
      }
      keys.insert(words[..<colon].filter { $0 != "-" && $0 != " " && $0 != "\"" }, at: 0)
      limit = indent
      if indent == 0 { break }
    }
    return keys.isEmpty ? nil : keys.joined(separator: ".")
  }

  private func indent(ofFirstTextFrom number: Int) -> Int {
    let text = self.text(number - 1)
    let words = text.drop { $0 == " " }
    return words.isEmpty ? 0 : text.count - words.count
  }

  /// The block that begins at the start of a line: `resource "aws_s3_bucket" "logs"`.
  private func terraform(above number: Int) -> String? {
    for line in stride(from: number - 1, through: max(0, number - 5000), by: -1) {
      let text = self.text(line)
      if text.first?.isLetter == true, text.hasSuffix("{") {
        return text.dropLast().split(separator: " ").joined(separator: " ")
      }
    }
    return nil
  }

  private func text(_ index: Int) -> String {
    let line = lines[index]
    return String(decoding: line.last == lineFeed ? line.dropLast() : line, as: UTF8.self)
  }
}
