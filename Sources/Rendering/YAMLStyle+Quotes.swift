import YAMLReading

extension YAMLStyle {
  /// A text whose values have the quotes that the style wants; keys, block scalars and texts of several lines stay.
  func quoted(_ text: [UInt8], _ events: [YAMLEvent]) -> [UInt8] {
    if quotes == nil, quoting == .asWritten { return text }
    var result: [UInt8] = []
    var copied = 0
    var open: [Collection] = []
    for event in events {
      let isKey = open.last.map { $0.isMapping && $0.isAtKey } ?? false
      if case .scalar(let value, let style) = event.kind, !isKey, event.tag == nil, event.anchor == nil,
        let other = rewritten(value, style, Array(text[event.range]), inFlow: open.contains(where: \.isFlow))
          ?? block(value, style, event.range, of: text)
      {
        result += text[copied..<event.range.lowerBound] + other
        copied = event.range.upperBound
      }
      note(event, in: &open)
    }
    return result + text[copied...]
  }

  /// A collection that is being read.
  private struct Collection {
    let isMapping: Bool
    let isFlow: Bool
    var isAtKey = true
  }

  /// Continues after an event: in a mapping, keys and values take turns.
  private func note(_ event: YAMLEvent, in open: inout [Collection]) {
    switch event.kind {
    case .document: return
    case .sequence(let isFlow): open.append(Collection(isMapping: false, isFlow: isFlow))
    case .mapping(let isFlow): open.append(Collection(isMapping: true, isFlow: isFlow))
    case .end:
      open.removeLast()
      fallthrough
    case .scalar, .alias: if !open.isEmpty { open[open.count - 1].isAtKey.toggle() }
    }
  }

  /// Another way to write a value; nil if it stays.
  private func rewritten(
    _ value: String, _ style: YAMLEvent.ScalarStyle, _ source: [UInt8], inFlow: Bool
  ) -> [UInt8]? {
    guard let first = source.first else { return nil }
    if source.contains(UInt8(ascii: "\n")) { return folded(value, style, source) }
    switch style {
    case .block: return nil
    case .plain:
      guard quoting == .all, PlainScalar.isText(value) else { return nil }
      return Self.written(value, in: quotes ?? UInt8(ascii: "\""))
    case .quoted:
      if quoting == .needed, PlainScalar.isFree(value, inFlow: inFlow) { return Array(value.utf8) }
      guard let quotes, quotes != first else { return nil }
      return Self.written(value, in: quotes)
    }
  }

  /// A plain text of several lines with quotes around it: its lines fold there as they did.
  private func folded(_ value: String, _ style: YAMLEvent.ScalarStyle, _ source: [UInt8]) -> [UInt8]? {
    guard case .plain = style, quoting == .all, PlainScalar.isText(value) else { return nil }
    return Self.written(source, in: quotes ?? UInt8(ascii: "\""))
  }

  /// A line with its line feed as a block, where single quotes could not write it; nil for any other value.
  private func block(
    _ value: String, _ style: YAMLEvent.ScalarStyle, _ range: Range<Int>, of text: [UInt8]
  ) -> [UInt8]? {
    guard case .quoted = style, quotes == UInt8(ascii: "'"), value.hasSuffix("\n"), !value.hasPrefix(" "),
      value.count > 1, PlainScalar.isPrintable(String(value.dropLast()))
    else { return nil }
    let start = text[..<range.lowerBound].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let before = text[start..<range.lowerBound]
    guard before.suffix(2).elementsEqual(": ".utf8),
      range.upperBound == text.count || text[range.upperBound] == UInt8(ascii: "\n")
    else { return nil }
    let indent = before.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }.count + 2
    return Array("|\n".utf8) + Array(repeating: UInt8(ascii: " "), count: indent) + value.utf8.dropLast()
  }

  /// A value in quotes; nil if it has characters that only an escape could write.
  private static func written(_ value: String, in quotes: UInt8) -> [UInt8]? {
    PlainScalar.isPrintable(value) ? written(Array(value.utf8), in: quotes) : nil
  }

  private static func written(_ value: [UInt8], in quotes: UInt8) -> [UInt8] {
    var result = [quotes]
    for byte in value {
      if quotes == UInt8(ascii: "'") {
        if byte == quotes { result.append(quotes) }
      } else if byte == quotes || byte == UInt8(ascii: "\\") {
        result.append(UInt8(ascii: "\\"))
      }
      result.append(byte)
    }
    return result + [quotes]
  }
}
