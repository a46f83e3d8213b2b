import CLibyaml

/// A piece of a YAML stream with the bytes that it was read from.
///
/// What `parseYAML` refuses (several documents, anchors, aliases, tags) is told here, never expanded.
package struct YAMLEvent: Hashable, Sendable {
  package let kind: Kind
  /// Bytes from 0; with anchor and tag.
  ///
  /// The end of a block collection is that of what follows it.
  package let range: Range<Int>
  package let anchor: String?
  package let tag: String?

  package enum Kind: Hashable, Sendable {
    case document(isExplicit: Bool)
    case alias(String)
    case scalar(String, ScalarStyle)
    case sequence(isFlow: Bool)
    case mapping(isFlow: Bool)
    /// Ends the innermost collection.
    case end
  }

  package enum ScalarStyle: Hashable, Sendable {
    case plain, quoted, block
  }
}

/// All events of a YAML stream in order; nil if it is not valid YAML or exceeds the limits.
package func yamlEvents(_ text: [UInt8], limits: YAMLLimits) -> [YAMLEvent]? {
  guard text.count <= limits.bytes, String(validating: text, as: UTF8.self) != nil else { return nil }
  let source = SourceMap(text, at: "", form: "YAML")
  return unsafe text.withUnsafeBufferPointer { buffer in
    guard let parser = unsafe EventParser(buffer) else { return nil }
    var events: [YAMLEvent] = []
    var depth = 0
    while let event = try? parser.next() {
      guard let copied = YAMLEvent(event, in: source) else { return events }
      switch copied.kind {
      case .sequence, .mapping: depth += 1
      case .end: depth -= 1
      case .document, .alias, .scalar: break
      }
      events.append(copied)
      if depth > limits.depth || events.count > limits.nodes { return nil }
    }
    // A syntax error: the caller does not need its place.
    return nil
  }
}

extension YAMLEvent {
  /// Nil for the end of the stream.
  fileprivate init?(_ event: Event, in source: SourceMap) {
    switch event.kind {
    case .document(let isExplicit): kind = .document(isExplicit: isExplicit)
    case .alias(let name): kind = .alias(name)
    case .scalar(let text, let style): kind = .scalar(text, ScalarStyle(style))
    case .sequence(let isFlow): kind = .sequence(isFlow: isFlow)
    case .mapping(let isFlow): kind = .mapping(isFlow: isFlow)
    case .end: kind = .end
    case .endOfStream: return nil
    }
    let start = source.offset(ofCharacter: event.start)
    range = start..<max(start, source.offset(ofCharacter: event.end))
    anchor = event.anchor
    tag = event.tag
  }
}

extension YAMLEvent.ScalarStyle {
  fileprivate init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: self = .block
    case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .quoted
    default: self = .plain
    }
  }
}
