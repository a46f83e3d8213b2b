import Diagnostics
import YAMLReading

extension AnsibleInventory {
  /// The INI form: hosts with variables after them, below their group's section.
  init(ini text: String, at path: String) {
    self.init()
    var section = "ungrouped"
    for (index, raw) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
    {
      let line = String(Substring(raw.last == UInt8(ascii: "\r") ? raw.dropLast() : raw)).trimmingBlanks
      let place = Place(path, line: index + 1)
      if line.isEmpty || line.hasPrefix("#") || line.hasPrefix(";") { continue }
      if line.hasPrefix("["), let end = line.firstIndex(of: "]") {
        section = String(line[line.index(after: line.startIndex)..<end])
        continue
      }
      read(line, in: section, at: place)
    }
  }

  private mutating func read(_ line: String, in section: String, at place: Place) {
    if section.hasSuffix(":vars") { return }
    guard let words = Self.words(of: line), let first = words.first else {
      return leave("the line has a quote that nothing closes", at: place)
    }
    if section.hasSuffix(":children") { return nest(first, in: String(section.dropLast(9))) }
    let variables = words.dropFirst().compactMap { word -> (String, Node)? in
      guard let equals = word.firstIndex(of: "=") else { return nil }
      let value = Node(
        .scalar(Node.Scalar(text: String(word[word.index(after: equals)...]), isPlain: true)), at: place)
      return (String(word[..<equals]), value)
    }
    add(Self.name(first), to: section, at: place, variables)
  }

  /// A host's name without the port after it; an address of IPv6 has more than one colon.
  private static func name(_ word: String) -> String {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2 && !word.contains("[") && Int(parts[1]) != nil ? String(parts[0]) : word
  }

  /// Words as a shell splits them, up to a comment; nil if a quote stays open.
  private static func words(of line: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if character == " " || character == "\t" {
        if let whole = word { words.append(whole) }
        word = nil
      } else if character == "#", word == nil {
        break
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return quote == nil ? words : nil
  }
}
