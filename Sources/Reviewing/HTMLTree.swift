extension ReviewPage {
  /// What there is to decide, the files under their units, and the handoffs.
  var tree: String {
    var parts: [String] = []
    if !conflicts.isEmpty {
      parts.append(
        folder("to decide", conflicts.map { entry($0.path.anchor("conflict"), $0.path.shown, ["conflict"]) }))
    }
    parts += review.groups(withOrigin: false).map { group in
      folder(
        group.heading, group.files.map { entry($0.change.path.anchor("file"), $0.name, $0.marks) + $0.counts }
      )
    }
    if !handoffs.isEmpty {
      parts.append(
        folder(
          "handoffs",
          handoffs.enumerated().map { entry("handoff-\($0.offset)", $0.element.title, [$0.element.state]) }))
    }
    return parts.joined(separator: "\n")
  }

  private func folder(_ name: String, _ entries: [String]) -> String {
    """
    <details open><summary>\(escaped(name)) <span class="count">\(entries.count)</span></summary><ul>
    \(entries.map { "<li>\($0)</li>" }.joined(separator: "\n"))
    </ul></details>
    """
  }

  private func entry(_ anchor: String, _ name: String, _ marks: [String]) -> String {
    "<a href=\"#\(anchor)\">\(escaped(name))</a>" + tags(marks)
  }
}

/// Words about a file, each a small tag.
func tags(_ words: [String]) -> String {
  words.map { " <span class=\"tag \(escaped($0))\">\(escaped($0))</span>" }.joined()
}
