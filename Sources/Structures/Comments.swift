extension StructureFormat {
  /// The comments in bytes that hold nothing else but blanks, brackets, keys and the like, each without its blanks.
  package func comments(in bytes: ArraySlice<UInt8>) -> [String] {
    if bytes.isEmpty || bytes.isBlank { return [] }
    var comments: [String] = []
    var isInside = false
    for line in bytes.split(separator: .newline) {
      let start = isInside ? line.startIndex : commentStart(in: line)
      guard let start else { continue }
      let comment = line[start...].trimmed
      if comment.starts(with: [.slash, .star]) { isInside = true }
      if isInside, comment.contains([.star, .slash]) { isInside = false }
      if !comment.isEmpty { comments.append(comment.text) }
    }
    return comments
  }

  /// Behind a blank or at the start of a line, as a `#` inside of a word begins nothing.
  private func commentStart(in line: ArraySlice<UInt8>) -> Int? {
    line.indices.first { index in
      let isAtWord = index == line.startIndex || !line[index - 1].isWord && line[index - 1] != .quote
      return isAtWord && commentStarts.contains { line[index...].starts(with: $0) }
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func contains(_ pair: [UInt8]) -> Bool {
    indices.contains { self[$0...].starts(with: pair) }
  }
}

extension SourceTree.Entry {
  /// The comments of the entry and of all that it holds, in their order.
  package func comments(_ format: StructureFormat) -> [String] {
    format.comments(in: before) + format.comments(in: head) + value.comments(format)
      + format.comments(in: after)
  }
}

extension SourceTree.Value {
  /// The comments inside, in their order.
  package func comments(_ format: StructureFormat) -> [String] {
    switch self {
    case .atom(let atom): atom.comments
    case .container(let container):
      format.comments(in: container.open) + container.entries.flatMap { $0.comments(format) }
        + format.comments(in: container.close)
    }
  }
}

extension SourceTree {
  /// All comments of the text.
  package var comments: [String] { root.comments(format) }

  /// Paths of keys that stand in one container more than once, where the format lets them but hardly anybody means it.
  package var repetitions: Set<String> {
    var found: Set<String> = []
    root.collectRepetitions(below: "", into: &found)
    return found
  }
}

extension SourceTree.Value {
  fileprivate func collectRepetitions(below path: String, into found: inout Set<String>) {
    guard let container else { return }
    var seen: Set<String> = []
    var contents: Set<Datum> = []
    for entry in container.entries {
      let name = path + "/" + (entry.key ?? "-")
      entry.value.collectRepetitions(below: name, into: &found)
      guard entry.key != nil else { continue }
      let isSecond = !seen.insert(name).inserted
      let isSame = entry.repetition == .usual && !contents.insert(.labelled(name, entry.value.datum)).inserted
      if isSecond && entry.repetition != .usual || isSame { found.insert(name) }
    }
    for name in ["name", "id"] {
      guard let names = container.identities(by: name), Set(names).count < names.count else { continue }
      found.insert(path + "/*" + name)
    }
  }
}

extension SourceTree.Container {
  /// What each element of a list says under a key; nil where one says nothing, or is no mapping.
  package func identities(by key: String) -> [String]? {
    guard kind == .list, !entries.isEmpty else { return nil }
    let names = entries.map { $0.value.container.flatMap { $0.kind == .map ? $0.meaning(under: key) : nil } }
    return names.contains(nil) ? nil : names.compactMap(\.self)
  }
}
