extension ReviewPage {
  /// A handoff's anchor is its place among the page's.
  func section(of handoff: Handoff, at index: Int) -> String {
    """
    <details id="handoff-\(index)" class="file handoff" open>
    <summary><h3>\(escaped(handoff.title))</h3>\(tags([handoff.state]))</summary>
    \(handoff.parts.map(\.list).joined(separator: "\n"))
    </details>
    """
  }
}

extension ReviewPage.Part {
  fileprivate var list: String {
    if items.isEmpty { return "" }
    return "<h4>\(escaped(name))</h4><ol>\n\(items.map(\.line).joined(separator: "\n"))\n</ol>"
  }
}

extension ReviewPage.Item {
  fileprivate var line: String {
    let place = place.map { " <span class=\"kind\">\(escaped($0))</span>" } ?? ""
    // Lines of a message stay lines; any other control character is spelled out.
    let lines = command?.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }
    let command = lines.map { "<pre>\($0.joined(separator: "\n"))</pre>" } ?? ""
    return "<li>\(escaped(words))\(tags([mark].compactMap(\.self)))\(place)\(command)</li>"
  }
}
