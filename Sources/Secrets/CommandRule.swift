/// An option of a program that takes a secret.
struct CommandRule: Sendable {
  let options: [[UInt8]]
  let form: Form

  enum Form: String, Sendable {
    /// USER:PASSWORD in the next word.
    case pair
    /// USER%PASSWORD in the next word.
    case percent
    /// `-pPASSWORD`.
    case glued
    /// The next word.
    case next
    /// The first word that is not an option.
    case first
    /// The last word.
    case last
    /// The second or fourth word after the option.
    case second, fourth
  }

  static let byProgram: [String: [CommandRule]] = {
    var rules: [String: [CommandRule]] = [:]
    for row in Rules.commands.split(separator: "\n") {
      let cells = row.split(separator: " | ")
      guard cells.count == 3, let form = Form(rawValue: String(cells[2])) else { continue }
      let rule = CommandRule(options: cells[1].split(separator: " ").map { Array($0.utf8) }, form: form)
      for program in cells[0].split(separator: " ") { rules[String(program), default: []].append(rule) }
    }
    return rules
  }()

  /// The secret among the words after the program's name, or nil.
  func secret(among words: [ArraySlice<UInt8>]) -> ArraySlice<UInt8>? {
    if form == .first { return words.first { $0.first != UInt8(ascii: "-") }.map(Self.unquoted) }
    for (index, word) in words.enumerated() {
      guard
        let option = options.first(where: { word.elementsEqual($0) })
          ?? options.first(where: { word.starts(with: $0) })
      else { continue }
      let rest = word.dropFirst(option.count)
      let next = index + 1 < words.count ? words[index + 1] : []
      switch form {
      case .glued where !rest.isEmpty && rest.first != UInt8(ascii: "="): return Self.unquoted(rest)
      case .next where rest.isEmpty && next.first != UInt8(ascii: "-"): return Self.unquoted(next)
      case .second where rest.isEmpty && index + 2 < words.count: return Self.unquoted(words[index + 2])
      case .fourth where rest.isEmpty && index + 4 < words.count: return Self.unquoted(words[index + 4])
      case .last where rest.isEmpty && words.count > index + 2: return words.last.map(Self.unquoted)
      case .pair where rest.isEmpty || rest.first == UInt8(ascii: "="):
        return Self.part(of: rest.isEmpty ? next : rest.dropFirst(), behind: UInt8(ascii: ":"))
      case .pair where !option.starts(with: "--".utf8): return Self.part(of: rest, behind: UInt8(ascii: ":"))
      case .percent where rest.isEmpty || rest.first == UInt8(ascii: "="):
        return Self.part(of: rest.isEmpty ? next : rest.dropFirst(), behind: UInt8(ascii: "%"))
      default: continue
      }
    }
    return nil
  }

  private static func part(of word: ArraySlice<UInt8>, behind sign: UInt8) -> ArraySlice<UInt8>? {
    let word = unquoted(word)
    guard let place = word.firstIndex(of: sign), place > word.startIndex else { return nil }
    let user = word[..<place]
    let secret = unquoted(word[(place + 1)...])
    return user.elementsEqual(secret) ? nil : secret
  }

  private static func unquoted(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var word = word
    while let first = word.first, isQuote(first) || first == UInt8(ascii: "\\") { word = word.dropFirst() }
    while let last = word.last, isQuote(last) || last == UInt8(ascii: "\\") || ",])".utf8.contains(last) {
      word = word.dropLast()
    }
    return word
  }
}

/// The words of a command up to its end, quotes kept; a pipe, a semicolon and the end of the line end it.
func commandWords(_ rest: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
  var words: [ArraySlice<UInt8>] = []
  var index = rest.startIndex
  while index < rest.endIndex, words.count < 40 {
    while index < rest.endIndex, isBlank(rest[index]) { index += 1 }
    let start = index
    var quote: UInt8?
    var depth = 0
    while index < rest.endIndex {
      let byte = rest[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == UInt8(ascii: "(") {
        depth += 1
      } else if byte == UInt8(ascii: ")"), depth == 0 {
        break
      } else if byte == UInt8(ascii: ")") {
        depth -= 1
      } else if isBlank(byte) || "|;&".utf8.contains(byte) {
        break
      }
      index += 1
    }
    if index > start { words.append(rest[start..<index]) }
    if index < rest.endIndex, !isBlank(rest[index]) { break }
  }
  return words
}
