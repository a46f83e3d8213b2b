import CLibyaml

/// One event of libyaml's, copied out of its memory.
struct Event {
  let kind: Kind
  /// Counts characters from 0.
  let start: Int
  let end: Int
  let anchor: String?
  let tag: String?

  var hasAnchor: Bool { anchor != nil }
  var hasTag: Bool { tag != nil }

  enum Kind {
    case document(isExplicit: Bool)
    case alias(String)
    case scalar(text: String, style: yaml_scalar_style_t)
    case sequence(isFlow: Bool)
    case mapping(isFlow: Bool)
    case end
    case endOfStream
  }
}

/// Why libyaml could not continue.
struct SyntaxError: Error {
  let problem: String
  let position: Position

  enum Position {
    case character(Int)
    case byte(Int)
  }
}

/// libyaml's parser over a buffer that outlives it.
@safe
struct EventParser: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// Nil if out of memory.
  init?(_ buffer: UnsafeBufferPointer<UInt8>) {
    unsafe parser = .allocate(capacity: 1)
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      unsafe parser.deallocate()
      return nil
    }
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
  }

  /// The next event that states something; the start of the stream and the end of a document do not.
  func next() throws(SyntaxError) -> Event {
    var event = unsafe yaml_event_t()
    while true {
      guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure }
      defer { unsafe yaml_event_delete(&event) }
      if let copied = unsafe Event(event) { return copied }
    }
  }

  private var failure: SyntaxError {
    let state = unsafe parser.pointee
    let problem = unsafe state.problem.map { unsafe String(cString: $0) } ?? "it cannot be read"
    return switch unsafe state.error {
    case YAML_READER_ERROR: SyntaxError(problem: problem, position: .byte(unsafe state.problem_offset))
    case YAML_MEMORY_ERROR: SyntaxError(problem: "out of memory", position: .byte(0))
    default: SyntaxError(problem: problem, position: .character(unsafe state.problem_mark.index))
    }
  }
}

extension Event {
  fileprivate init?(_ event: yaml_event_t) {
    start = unsafe event.start_mark.index
    end = unsafe event.end_mark.index
    switch unsafe event.type {
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      kind = unsafe .scalar(text: String(decoding: bytes, as: UTF8.self), style: scalar.style)
      unsafe (anchor, tag) = (text(scalar.anchor), text(scalar.tag))
    case YAML_SEQUENCE_START_EVENT:
      let sequence = unsafe event.data.sequence_start
      kind = unsafe .sequence(isFlow: sequence.style == YAML_FLOW_SEQUENCE_STYLE)
      unsafe (anchor, tag) = (text(sequence.anchor), text(sequence.tag))
    case YAML_MAPPING_START_EVENT:
      let mapping = unsafe event.data.mapping_start
      kind = unsafe .mapping(isFlow: mapping.style == YAML_FLOW_MAPPING_STYLE)
      unsafe (anchor, tag) = (text(mapping.anchor), text(mapping.tag))
    default:
      guard let kind = unsafe Event.Kind(structure: event) else { return nil }
      self.kind = kind
      (anchor, tag) = (nil, nil)
    }
  }
}

private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
  unsafe pointer.map { unsafe String(cString: $0) }
}

extension Event.Kind {
  fileprivate init?(structure event: yaml_event_t) {
    switch unsafe event.type {
    case YAML_DOCUMENT_START_EVENT:
      self = unsafe .document(isExplicit: event.data.document_start.implicit == 0)
    case YAML_ALIAS_EVENT: self = unsafe .alias(text(event.data.alias.anchor) ?? "")
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: self = .end
    case YAML_STREAM_END_EVENT: self = .endOfStream
    default: return nil
    }
  }
}
