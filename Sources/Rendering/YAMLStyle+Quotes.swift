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

  /// Goes on behind an event: in a mapping, keys and values take turns.
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

  /// Another way to write a value; nil where it stays.
  private func rewritten(
    _ value: String, _ style: YAMLEvent.ScalarStyle, _ source: [UInt8], inFlow: Bool
  ) -> [UInt8]? {
    guard !source.contains(UInt8(ascii: "\n")), let first = source.first else { return nil }
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

  /// A value in quotes; nil where it has characters that only an escape could write.
  private static func written(_ value: String, in quotes: UInt8) -> [UInt8]? {
    guard PlainScalar.isPrintable(value) else { return nil }
    var result = [quotes]
    for byte in value.utf8 {
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
