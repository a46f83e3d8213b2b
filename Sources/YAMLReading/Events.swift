import CLibyaml

/// One event of libyaml's, copied out of its memory.
struct Event {
  let kind: Kind
  /// Counts characters from 0.
  let start: Int
  let hasAnchor: Bool
  let hasTag: Bool

  enum Kind {
    case document
    case alias
    case scalar(text: String, style: yaml_scalar_style_t)
    case sequence
    case mapping
    case end
    case endOfStream
  }
}

/// Why libyaml could not go on.
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

  /// Nil where memory has run out.
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

  /// The next event that says something; the start of the stream and the end of a document do not.
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
    case YAML_MEMORY_ERROR: SyntaxError(problem: "memory has run out", position: .byte(0))
    default: SyntaxError(problem: problem, position: .character(unsafe state.problem_mark.index))
    }
  }
}

extension Event {
  fileprivate init?(_ event: yaml_event_t) {
    start = unsafe event.start_mark.index
    switch unsafe event.type {
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      kind = unsafe .scalar(text: String(decoding: bytes, as: UTF8.self), style: scalar.style)
      unsafe (hasAnchor, hasTag) = (scalar.anchor != nil, scalar.tag != nil)
    case YAML_SEQUENCE_START_EVENT:
      kind = .sequence
      unsafe (hasAnchor, hasTag) = (
        event.data.sequence_start.anchor != nil, event.data.sequence_start.tag != nil
      )
    case YAML_MAPPING_START_EVENT:
      kind = .mapping
      unsafe (hasAnchor, hasTag) = (
        event.data.mapping_start.anchor != nil, event.data.mapping_start.tag != nil
      )
    case let type:
      guard let kind = Kind(structure: type) else { return nil }
      self.kind = kind
      (hasAnchor, hasTag) = (false, false)
    }
  }
}

extension Event.Kind {
  fileprivate init?(structure type: yaml_event_type_t) {
    switch type {
    case YAML_DOCUMENT_START_EVENT: self = .document
    case YAML_ALIAS_EVENT: self = .alias
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: self = .end
    case YAML_STREAM_END_EVENT: self = .endOfStream
    default: return nil
    }
  }
}
