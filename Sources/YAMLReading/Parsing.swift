import CLibyaml
package import Diagnostics

/// Reads a YAML document from untrusted bytes, or reports everything that is wrong with it.
///
/// One document, UTF-8, without anchors, aliases, tags, duplicate or composed keys: what a person writes by hand and
/// every tool reads alike. An empty document is an empty scalar. `path` names the file in messages, and `form` is what
/// it is called there: JSON is YAML too.
package func parseYAML(
  _ bytes: [UInt8], at path: String, as form: String = "YAML", limits: YAMLLimits = .standard
) throws(Findings) -> Node {
  guard bytes.count <= limits.bytes else {
    throw refusal("it is \(bytes.count) bytes long (at most \(limits.bytes))", at: Place(path))
  }
  let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  let source = SourceMap(text, at: path, form: form)
  if let offset = firstInvalidByte(in: text) {
    throw refusal("it is not UTF-8", at: source.place(ofByte: offset))
  }
  return try unsafe text.withUnsafeBufferPointer { buffer throws(Findings) in
    guard let parser = unsafe EventParser(buffer) else {
      throw Findings(Diagnostic(.fault, "out of memory", at: Place(path)))
    }
    var builder = Builder(source: source, limits: limits, next: try parser.first(source))
    return try builder.document(from: parser)
  }
}

private func refusal(_ message: String, at place: Place) -> Findings {
  Findings(Diagnostic(.data, message, at: place))
}

/// Where the bytes stop being UTF-8, or nil.
private func firstInvalidByte(in bytes: [UInt8]) -> Int? {
  if String(validating: bytes, as: UTF8.self) != nil { return nil }
  var decoder = Unicode.UTF8.ForwardParser()
  var iterator = bytes.makeIterator()
  var offset = 0
  while case .valid(let scalar) = decoder.parseScalar(from: &iterator) { offset += scalar.count }
  return offset
}

extension EventParser {
  fileprivate func first(_ source: SourceMap) throws(Findings) -> Event { try next(source) }

  func next(_ source: SourceMap) throws(Findings) -> Event {
    do {
      return try next()
    } catch {
      let place =
        switch error.position {
        case .character(let index): source.place(ofCharacter: index)
        case .byte(let offset): source.place(ofByte: offset)
        }
      throw refusal("invalid \(source.form): \(error.problem)", at: place)
    }
  }
}

/// Makes nodes of events, noting what is refused and continuing, so that one run finds every fault.
private struct Builder {
  let source: SourceMap
  let limits: YAMLLimits
  var next: Event
  var faults = Faults()
  var nodes = 0

  mutating func document(from parser: borrowing EventParser) throws(Findings) -> Node {
    guard case .document = next.kind else { return nothing(at: 0) }
    let root = try node(of: try parser.next(source), from: parser, depth: 0)
    let end = try parser.next(source)
    if case .document = end.kind { faults.note("a second document is not allowed here", at: place(of: end)) }
    try faults.check()
    return root
  }

  private mutating func node(
    of event: Event, from parser: borrowing EventParser, depth: Int
  ) throws(Findings) -> Node {
    nodes += 1
    if nodes > limits.nodes { throw refusal("it has more than \(limits.nodes) values", at: place(of: event)) }
    if depth > limits.depth {
      throw refusal("it is nested more than \(limits.depth) deep", at: place(of: event))
    }
    if event.hasAnchor { faults.note("anchors are not allowed here", at: place(of: event)) }
    if event.hasTag { faults.note("tags are not allowed here", at: place(of: event)) }
    switch event.kind {
    case .scalar(let text, let style): return scalar(text, style: style, of: event)
    case .sequence: return try sequence(of: event, from: parser, depth: depth)
    case .mapping: return try mapping(of: event, from: parser, depth: depth)
    case .alias:
      faults.note("aliases are not allowed here", at: place(of: event))
      return nothing(at: event.start)
    case .document, .end, .endOfStream: return nothing(at: event.start)
    }
  }

  private mutating func scalar(_ text: String, style: yaml_scalar_style_t, of event: Event) -> Node {
    if text.utf8.contains(0) { faults.note("a NUL is not allowed here", at: place(of: event)) }
    let isPlain = style == YAML_PLAIN_SCALAR_STYLE
    let inset = source.inset(of: text, atCharacter: event.start, isQuoted: !isPlain)
    return Node(.scalar(.init(text: text, isPlain: isPlain, inset: inset)), at: place(of: event))
  }

  private mutating func sequence(
    of event: Event, from parser: borrowing EventParser, depth: Int
  ) throws(Findings) -> Node {
    var items: [Node] = []
    var next = try parser.next(source)
    while !next.endsCollection {
      items.append(try node(of: next, from: parser, depth: depth + 1))
      next = try parser.next(source)
    }
    return Node(.sequence(items), at: place(of: event))
  }

  private mutating func mapping(
    of event: Event, from parser: borrowing EventParser, depth: Int
  ) throws(Findings) -> Node {
    var pairs: [Node.Pair] = []
    var seen: Set<String> = []
    var next = try parser.next(source)
    while !next.endsCollection {
      let key = try node(of: next, from: parser, depth: depth + 1)
      let value = try node(of: try parser.next(source), from: parser, depth: depth + 1)
      if isNew(key, among: &seen) { pairs.append(.init(key: key, value: value)) }
      next = try parser.next(source)
    }
    return Node(.mapping(pairs), at: place(of: event))
  }

  private mutating func isNew(_ key: Node, among seen: inout Set<String>) -> Bool {
    guard let text = key.scalar?.text else {
      faults.note("a key is \(key.kindWords), not a single value", at: key.place)
      return false
    }
    if seen.insert(text).inserted { return true }
    faults.note("the key '\(quoted(text))' occurs twice", at: key.place)
    return false
  }

  private func nothing(at index: Int) -> Node {
    Node(.scalar(.init(text: "", isPlain: true)), at: source.place(ofCharacter: index))
  }

  private func place(of event: Event) -> Place { source.place(ofCharacter: event.start) }
}

extension Event {
  fileprivate var endsCollection: Bool {
    switch kind {
    case .end, .endOfStream, .document: true
    case .alias, .scalar, .sequence, .mapping: false
    }
  }
}
