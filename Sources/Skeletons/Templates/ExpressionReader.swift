import Diagnostics

/// Reads what a value tag renders: a name, a text in quotes, a number, or a transform of such.
struct ExpressionReader {
  let tags: TagReader
  let text: ArraySlice<UInt8>
  /// What is to be added to an index for the byte's place in the template.
  let offset: Int
  private var index: Int

  private static let deepest = 8

  init(tags: TagReader, text: ArraySlice<UInt8>, offset: Int) {
    self.tags = tags
    self.text = text
    self.offset = offset
    index = text.startIndex
  }

  /// The expression that all of the text is.
  mutating func whole() throws(TagError) -> Template.Expression {
    let expression = try expression(for: nil, depth: 0)
    skipBlanks()
    if index < text.endIndex {
      throw TagError(message: "unexpected '\(tags.shown(text[index...]))'", offset: index + offset)
    }
    return expression
  }

  private mutating func expression(
    for outer: Transform?, depth: Int
  ) throws(TagError) -> Template.Expression {
    skipBlanks()
    let start = index
    if depth > Self.deepest {
      throw TagError(message: "transforms are nested more than \(Self.deepest) deep", offset: start + offset)
    }
    if index < text.endIndex, text[index] == UInt8(ascii: "\"") { return .text(try quotedText()) }
    while index < text.endIndex, !"(),".utf8.contains(text[index]) { index += 1 }
    let word = text[start..<index].trimmed()
    if index < text.endIndex, text[index] == UInt8(ascii: "(") {
      return try call(try tags.transform(word, at: start + offset), at: start, depth: depth)
    }
    if outer != nil, let number = Format.decimal(Substring(decoding: word, as: UTF8.self)) {
      return .number(number)
    }
    let operand = try tags.operand(word, at: start + offset)
    try tags.check(operand, through: outer, at: start + offset)
    return .operand(operand)
  }

  private mutating func call(
    _ transform: Transform, at start: Int, depth: Int
  ) throws(TagError) -> Template.Expression {
    var arguments: [Template.Expression] = []
    repeat {
      index += 1
      // Only the first argument may be a list.
      arguments.append(try expression(for: arguments.isEmpty ? transform : .equals, depth: depth + 1))
      skipBlanks()
    } while index < text.endIndex && text[index] == UInt8(ascii: ",")
    guard index < text.endIndex, text[index] == UInt8(ascii: ")") else {
      throw TagError(
        message: "missing ')' after '\(tags.shown(text[start...]))'", offset: start + offset)
    }
    index += 1
    if arguments.count == transform.arity { return .call(transform, arguments) }
    throw TagError(
      message: "'\(transform.rawValue)' takes \(transform.arity) values, not \(arguments.count)",
      offset: start + offset, hint: "write \(transform.usage)")
  }

  /// A text in double quotes, with `\n`, `\t`, `\"` and `\\` in it.
  private mutating func quotedText() throws(TagError) -> String {
    let start = index
    var bytes: [UInt8] = []
    index += 1
    while index < text.endIndex, text[index] != UInt8(ascii: "\"") {
      guard text[index] == UInt8(ascii: "\\"), index + 1 < text.endIndex else {
        bytes.append(text[index])
        index += 1
        continue
      }
      switch text[index + 1] {
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case let other: bytes.append(other)
      }
      index += 2
    }
    guard index < text.endIndex else {
      throw TagError(message: "a text is not terminated with '\"'", offset: start + offset)
    }
    index += 1
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while index < text.endIndex, isSpace(text[index]) { index += 1 }
  }
}
