extension StructureFormat {
  /// The comments in bytes that hold nothing else but blanks, brackets, keys and the like, each without its blanks.
  package func comments(in bytes: ArraySlice<UInt8>) -> [String] {
    if !bytes.contains(where: mayStartComment) { return [] }
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

  /// After a blank or at the start of a line, as a `#` inside of a word begins nothing.
  private func commentStart(in line: ArraySlice<UInt8>) -> Int? {
    line.indices.first { index in
      guard startsComment(line[index], line.dropFirst(index + 1 - line.startIndex).first) else {
        return false
      }
      return index == line.startIndex || !line[index - 1].isWord && line[index - 1] != .quote
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

  /// Paths of keys that are in one container more than once, where the format lets them but hardly anyone means it.
  package var repetitions: Set<String> { Set(root.repetitions) }
}

extension SourceTree.Value {
  fileprivate var repetitions: [String] {
    guard let container else { return [] }
    return container.repetitions
      + container.entries.flatMap { entry in
        entry.value.repetitions.map { (entry.key ?? "-") + "/" + $0 }
      }
  }
}

extension SourceTree.Container {
  /// Of its own keys; those of entries that cannot be repeated were examined by the reader.
  fileprivate var repetitions: [String] {
    var found: [String] = []
    var seen: Set<String> = []
    var contents: Set<Datum> = []
    for entry in entries where entry.repetition != .never && entry.repetition != .element {
      guard let key = entry.key, !seen.insert(key).inserted || entry.repetition == .usual else { continue }
      if entry.repetition != .usual || !contents.insert(.labelled(key, entry.value.datum)).inserted {
        found.append(key)
      }
    }
    for name in ["name", "id"] {
      for (key, names) in identities(by: name) where Set(names).count < names.count {
        found.append(key + "*" + name)
      }
    }
    return found
  }
}

extension SourceTree.Container {
  /// The value of each element under a key, by the list's own key; lists with an element without one are left out.
  package func identities(by name: String) -> [String: [String]] {
    let elements = kind == .list ? entries : entries.filter { $0.repetition == .element }
    if elements.isEmpty { return [:] }
    return Dictionary(grouping: elements) { $0.key ?? "" }.compactMapValues { elements in
      let names = elements.map { $0.identity(by: name) }
      return names.contains(nil) ? nil : names.compactMap(\.self)
    }
  }
}

extension SourceTree.Entry {
  /// The value of an element under a key; nil if it has none, or is not a mapping.
  package func identity(by name: String) -> String? {
    value.container.flatMap { $0.kind == .map ? $0.meaning(under: name) : nil }
  }
}
