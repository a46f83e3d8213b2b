package import Diagnostics

/// Checks a YAML stream as tools read it: any number of documents, with anchors, aliases and tags.
///
/// What is refused is what every tool refuses: what is not YAML, a key that occurs twice, an alias without an anchor.
package func checkYAML(_ bytes: [UInt8], at path: String) throws(Findings) {
  let source = SourceMap(bytes, at: path, form: "YAML")
  guard String(validating: bytes, as: UTF8.self) != nil else {
    throw Findings(Diagnostic(.data, "it is not UTF-8", at: Place(path)))
  }
  try unsafe bytes.withUnsafeBufferPointer { buffer throws(Findings) in
    guard let parser = unsafe EventParser(buffer) else {
      throw Findings(Diagnostic(.fault, "out of memory", at: Place(path)))
    }
    var stream = YAMLStream(source: source)
    var event = try parser.next(source)
    while !event.endsStream {
      stream.take(event)
      event = try parser.next(source)
    }
    try stream.faults.check()
  }
}

/// What is open of a stream at some event.
private struct YAMLStream {
  let source: SourceMap
  var faults = Faults()
  private var open: [Collection] = []
  private var anchors: Set<String> = []

  /// A mapping with the keys that it has so far, or a sequence.
  private struct Collection {
    let isMapping: Bool
    var keys: Set<String> = []
    var isValueNext = false
  }

  init(source: SourceMap) { self.source = source }

  mutating func take(_ event: Event) {
    if let anchor = event.anchor { anchors.insert(anchor) }
    switch event.kind {
    case .document: anchors = []
    case .alias(let name):
      if !anchors.contains(name) {
        faults.note(
          "'\(quoted(name))' is an alias without an anchor", at: source.place(ofCharacter: event.start))
      }
      count(nil, of: event)
    case .scalar(let text, _): count(text, of: event)
    case .sequence, .mapping:
      count(nil, of: event)
      let isMapping = if case .mapping = event.kind { true } else { false }
      open.append(Collection(isMapping: isMapping))
    case .end: _ = open.popLast()
    case .endOfStream: break
    }
  }

  /// A node is a mapping's key or value by turns.
  private mutating func count(_ text: String?, of event: Event) {
    guard let last = open.indices.last, open[last].isMapping else { return }
    let isKey = !open[last].isValueNext
    open[last].isValueNext.toggle()
    // A merge key may be in a mapping more than once.
    guard isKey, let text, text != "<<", !open[last].keys.insert(text).inserted else { return }
    faults.note("the key '\(quoted(text))' occurs twice", at: source.place(ofCharacter: event.start))
  }
}

extension Event {
  fileprivate var endsStream: Bool { if case .endOfStream = kind { true } else { false } }
}
