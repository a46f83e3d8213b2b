import Diagnostics
import Skeletons

extension SourceFacts {
  /// What blocks and objects of Terraform state about a guest in literals: its id, and with it name, address and node.
  ///
  /// An object that is keyed by a guest's name and has an address describes that guest. Expressions are not facts.
  init(hcl text: String, at path: String) {
    self.init()
    var reader = HCLReader(path: path)
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      reader.read(String(line), line: index + 1)
    }
    reader.close()
    statements = reader.statements
  }
}

/// Reads attributes line by line, with the braces that they are in.
private struct HCLReader {
  let path: String
  private(set) var statements: [Statement] = []
  private var frames: [Frame]
  private var isComment = false
  private var heredoc: String?

  private struct Frame {
    /// The key of an object; nil for blocks.
    var key: String?
    var statement: Statement
  }

  init(path: String) {
    self.path = path
    frames = [Frame(key: nil, statement: Statement(.guest, at: Place(path, line: 1)))]
  }

  mutating func read(_ raw: String, line: Int) {
    if let end = heredoc {
      if raw.trimmingBlanks == end { heredoc = nil }
      return
    }
    let code = self.code(of: raw)
    if let marker = code.firstRange(of: "<<") {
      heredoc = code[marker.upperBound...].drop { $0 == "-" }.trimmingBlanks
      return
    }
    for part in code.split(separator: ",", omittingEmptySubsequences: true) {
      read(part: String(part), raw, line: line)
    }
  }

  mutating func close() {
    while frames.count > 1 { pop() }
    emit(frames[0])
  }

  /// One attribute or the begin of a block, with the braces around it.
  private mutating func read(part: String, _ raw: String, line: Int) {
    var rest = part.trimmingBlanks[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      let before = String(rest[..<brace]).trimmingBlanks
      if rest[brace] == "{" {
        push(before, line: line)
      } else {
        attribute(before, raw, line: line)
        pop()
      }
      rest = rest[rest.index(after: brace)...]
    }
    attribute(String(rest).trimmingBlanks, raw, line: line)
  }

  private mutating func push(_ head: String, line: Int) {
    guard frames.count < 64 else { return }
    var key: String?
    if let equals = head.firstIndex(where: { $0 == "=" || $0 == ":" }) {
      key = head[..<equals].trimmingBlanks.filter { $0 != "\"" }
    }
    frames.append(Frame(key: key, statement: Statement(.guest, at: Place(path, line: line))))
  }

  /// Facts of a frame without its own guest may belong to the frame around it.
  private mutating func pop() {
    guard frames.count > 1, let frame = frames.popLast() else { return }
    if emit(frame) { return }
    for (field, fact) in frame.statement.facts where frames[frames.count - 1].statement.facts[field] == nil {
      frames[frames.count - 1].statement.facts[field] = fact
    }
  }

  @discardableResult private mutating func emit(_ frame: Frame) -> Bool {
    var statement = frame.statement
    if statement.id == nil {
      guard let key = frame.key, statement[.address] != nil || statement[.node] != nil else { return false }
      statement.state(.name, .text(key))
    }
    statements.append(statement)
    return true
  }

  private mutating func attribute(_ text: String, _ raw: String, line: Int) {
    guard let equals = text.firstIndex(of: "=") else { return }
    let name = text[..<equals].trimmingBlanks.filter { $0 != "\"" }
    let literal = text[text.index(after: equals)...].trimmingBlanks
    guard !literal.isEmpty, !literal.contains("${"), let (field, value) = fact(name, literal) else { return }
    let column = raw.utf8.firstRange(of: literal.utf8).map {
      raw.utf8.distance(from: raw.startIndex, to: $0.lowerBound) + 1
    }
    let place = Place(path, line: line, column: column)
    if frames[frames.count - 1].statement.facts[field] == nil {
      frames[frames.count - 1].statement.state(field, value, at: place)
    }
  }

  private func fact(_ name: String, _ literal: String) -> (FactField, FactValue)? {
    let isQuoted = literal.count >= 2 && literal.hasPrefix("\"") && literal.hasSuffix("\"")
    let text = isQuoted ? String(literal.dropFirst().dropLast()) : literal
    switch name {
    case "vm_id", "vmid", "ct_id", "ctid":
      guard let id = Int(text), Guest.ids.contains(id) else { return nil }
      return (.id, .number(id))
    case "hostname", "name": return isQuoted ? (.name, .text(text)) : nil
    case "node_name", "target_node", "node": return isQuoted ? (.node, .text(text)) : nil
    case "address", "ip", "ip_address", "ipv4", "ipv4_address", "ansible_host":
      guard isQuoted, case .facts(let facts, _) = AddressGrammar.read(text), let address = facts[.address]
      else { return nil }
      return (.address, address)
    default: return nil
    }
  }

  /// A line without its comments; what is in quotes is not a comment.
  private mutating func code(of line: String) -> String {
    var code = ""
    var isQuoted = false
    var previous: Character = " "
    for character in line {
      if isComment {
        if previous == "*", character == "/" { isComment = false }
      } else if character == "\"", previous != "\\" {
        isQuoted.toggle()
        code.append(character)
      } else if isQuoted {
        code.append(character)
      } else if character == "#" || (character == "/" && previous == "/") {
        return character == "#" ? code : String(code.dropLast())
      } else if character == "*", previous == "/" {
        isComment = true
        code.removeLast()
      } else {
        code.append(character)
      }
      previous = character
    }
    return code
  }
}
