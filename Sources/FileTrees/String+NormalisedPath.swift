extension String {
  /// An absolute path without `.` and `..` components and doubled slashes; nothing is looked up, links are not followed.
  package var normalisedPath: String {
    var parts: [Substring] = []
    for part in split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
