/// Where in the structure of a file a key is: `spec.users[1].password`.
///
/// By indentation in YAML, by brackets in JSON, by section in files of settings; elsewhere the key is all there is.
struct KeyPaths {
  private let prefixes: [String]

  /// `offsets` are where the keys begin, in any order.
  init(of bytes: [UInt8], kind: FileKind, at offsets: [Int]) {
    let sorted = offsets.enumerated().sorted { $0.element < $1.element }
    let found: [String] =
      switch kind {
      case .yaml: YAMLOutline.prefixes(of: bytes, at: sorted.map(\.element))
      case .json: JSONOutline.prefixes(of: bytes, at: sorted.map(\.element))
      case .settings: SectionOutline.prefixes(of: bytes, at: sorted.map(\.element))
      case .shell, .code, .prose, .unknown: []
      }
    var prefixes = [String](repeating: "", count: offsets.count)
    for (place, prefix) in zip(sorted, found) { prefixes[place.offset] = prefix }
    self.prefixes = prefixes
  }

  func path(_ index: Int, endingWith key: ArraySlice<UInt8>) -> String {
    let prefix = prefixes[index]
    if key.isEmpty { return prefix }
    return prefix.isEmpty ? key.text : "\(prefix).\(key.text)"
  }
}

/// Keys above a place, by how far they are indented.
private enum YAMLOutline {
  struct Level {
    let indent: Int
    var name: String
    /// The number of the item below it, where it holds a list.
    var item: Int?
  }

  static func prefixes(of bytes: [UInt8], at offsets: [Int]) -> [String] {
    var prefixes: [String] = []
    var levels: [Level] = []
    var start = 0
    while prefixes.count < offsets.count, start <= bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      let isHere = offsets[prefixes.count] < end || end == bytes.count
      let name = read(bytes[start..<end], into: &levels)
      while isHere, prefixes.count < offsets.count, offsets[prefixes.count] <= end {
        let own =
          levels.last.map {
            $0.name == name && name != nil
              && contains(bytes[start..<end], offsets[prefixes.count], name ?? "")
          } ?? false
        prefixes.append(text(own ? levels.dropLast() : levels[...]))
      }
      start = end + 1
    }
    return prefixes
  }

  /// Whether the key at the offset is the line's own and no other in its value.
  private static func contains(_ line: ArraySlice<UInt8>, _ offset: Int, _ name: String) -> Bool {
    line.indices.contains(offset) && line[offset...].starts(with: name.utf8)
  }

  private static func text(_ levels: ArraySlice<Level>) -> String {
    levels.map { level in level.item.map { "\(level.name)[\($0)]" } ?? level.name }
      .filter { !$0.isEmpty }.joined(separator: ".")
  }

  /// Takes a line up; the name of its key, or nil.
  private static func read(_ line: ArraySlice<UInt8>, into levels: inout [Level]) -> String? {
    var indent = line.prefix { $0 == 0x20 }.count
    var rest = line.dropFirst(indent)
    if rest.begins("---") { levels = [] }
    guard let first = rest.first, first != UInt8(ascii: "#"), levels.count < 64 else { return nil }
    while rest.begins("- ") || rest.elementsEqual("-".utf8) {
      while let last = levels.last,
        last.indent > indent || last.indent == indent && last.item == nil && last.name.isEmpty
      { levels.removeLast() }
      if levels.isEmpty { levels.append(Level(indent: indent, name: "", item: nil)) }
      levels[levels.count - 1].item = (levels[levels.count - 1].item ?? -1) + 1
      let dash = 1 + rest.dropFirst().prefix { $0 == 0x20 }.count
      indent += dash
      rest = rest.dropFirst(dash)
    }
    guard let colon = rest.firstIndex(of: UInt8(ascii: ":")),
      colon + 1 == rest.endIndex || isBlank(rest[colon + 1]) || rest[colon + 1] == 0x0D
    else { return nil }
    guard rest[..<colon].allSatisfy({ isWord($0) || "-./\"'".utf8.contains($0) }) else { return nil }
    while let last = levels.last, last.indent >= indent { levels.removeLast() }
    let name = rest[..<colon].filter { !isQuote($0) && $0 != 0x20 }[...].text
    levels.append(Level(indent: indent, name: name, item: nil))
    return name
  }
}

/// Keys above a place, by brackets.
private enum JSONOutline {
  static func prefixes(of bytes: [UInt8], at offsets: [Int]) -> [String] {
    var prefixes: [String] = []
    var levels: [(name: String, item: Int?)] = []
    var (last, index) = ("", 0)
    while index < bytes.count, prefixes.count < offsets.count {
      if index >= offsets[prefixes.count] {
        prefixes.append(text(levels))
        continue
      }
      switch bytes[index] {
      case UInt8(ascii: "{"): levels.append((last, nil))
      case UInt8(ascii: "["): levels.append((last, 0))
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = levels.popLast()
      case UInt8(ascii: ","): if let item = levels.last?.item { levels[levels.count - 1].item = item + 1 }
      case UInt8(ascii: "\""):
        let begin = index + 1
        index = begin
        while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != 0x0A {
          index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        while prefixes.count < offsets.count, offsets[prefixes.count] < index {
          prefixes.append(text(levels))
        }
        last = bytes[begin..<min(max(begin, index), bytes.count)].prefix(100).text
      default: break
      }
      if "{[".utf8.contains(bytes[min(index, bytes.count - 1)]) { last = "" }
      index += 1
    }
    return prefixes + [String](repeating: "", count: offsets.count - prefixes.count)
  }

  private static func text(_ levels: [(name: String, item: Int?)]) -> String {
    levels.suffix(64).map { level in level.item.map { "\(level.name)[\($0)]" } ?? level.name }
      .filter { !$0.isEmpty }.joined(separator: ".")
  }
}

/// The section of an INI or TOML file.
private enum SectionOutline {
  static func prefixes(of bytes: [UInt8], at offsets: [Int]) -> [String] {
    var prefixes: [String] = []
    var section = ""
    var start = 0
    while prefixes.count < offsets.count, start <= bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      let line = bytes[start..<end].trimmed()
      if line.first == UInt8(ascii: "["), line.last == UInt8(ascii: "]") {
        section = line.prefix(120).filter { !"[]\"".utf8.contains($0) }[...].text
      }
      while prefixes.count < offsets.count, offsets[prefixes.count] <= end { prefixes.append(section) }
      start = end + 1
    }
    return prefixes + [String](repeating: section, count: offsets.count - prefixes.count)
  }
}
