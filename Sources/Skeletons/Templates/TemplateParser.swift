import Diagnostics
import YAMLReading

/// Reads a template from bytes in one pass, noting every fault with its place and continuing.
struct TemplateParser {
  private let bytes: [UInt8]
  private let scope: Scope
  /// What is iterated around the whole template, the outermost first.
  private let outer: [ItemKind]
  private let partials: Partials
  private let memory: TagMemory
  /// How many partials this one is in.
  private let depth: Int
  private var included: Set<String> = []
  private var inclusions = 0
  private let locate: (Int) -> Place
  private var frames = [Frame()]
  /// How many sections are open that were refused for their depth.
  private var skipped = 0
  private var faultCount = 0

  /// An open section and what it holds so far; the first frame is the template itself.
  private struct Frame {
    var name: ArraySlice<UInt8> = []
    var offset = 0
    var test: Template.Test?
    var isInverted = false
    /// What the section goes through.
    var item: ItemKind?
    var parts: [Template.Part] = []
    /// What is before `<% else %>`, where that was read.
    var before: [Template.Part]?
  }

  /// What is before a tag that is alone on its line.
  private var margin: ArraySlice<UInt8> = []

  private static let deepest = 32
  private static let longestTag = 200
  /// A file with so many faults is not a template of ours; to find the place of each takes time.
  private static let mostFaults = 50

  /// `locate` tells the place of a byte, and is asked only for faults.
  init(
    _ bytes: [UInt8], scope: Scope, item: ItemKind?, partials: Partials = Partials(),
    memory: TagMemory = TagMemory(), locate: @escaping (Int) -> Place
  ) {
    self.init(
      bytes, scope: scope, outer: [item].compactMap(\.self), partials: partials, memory: memory, depth: 0,
      locate: locate)
  }

  private init(
    _ bytes: [UInt8], scope: Scope, outer: [ItemKind], partials: Partials, memory: TagMemory, depth: Int,
    locate: @escaping (Int) -> Place
  ) {
    self.outer = outer
    self.partials = partials
    self.memory = memory
    self.depth = depth
    self.bytes = bytes
    self.scope = scope
    self.locate = locate
  }

  /// The template; where faults were noted it is not to be used.
  mutating func parse(noting faults: inout Faults) -> Template {
    var position = 0
    while faultCount < Self.mostFaults, !faults.isFull, let open = firstTag(from: position) {
      if open + 2 < bytes.count, bytes[open + 2] == UInt8(ascii: "%") {
        // `<%%` renders the two characters themselves.
        add(text: bytes[position..<open + 2])
        position = open + 3
        continue
      }
      guard let close = end(ofTagAt: open) else {
        faults.note("a tag is not closed with '%>'", at: locate(open))
        position = bytes.count
        break
      }
      var tag = Span(open: open, end: close + 2)
      let content = bytes[(open + 2)..<close]
      if Self.standsAlone(content) { tag.takeLine(of: bytes, from: position) }
      add(text: bytes[position..<tag.open])
      margin = bytes[tag.open..<open]
      read(content, at: open, noting: &faults)
      position = tag.end
    }
    add(text: bytes[position...])
    for frame in frames.dropFirst() {
      faults.note("section '\(shown(frame.name))' is not closed", at: locate(frame.offset))
    }
    return Template(parts: frames[0].parts, partials: included)
  }

  /// What a tag takes out of the text: itself, and its line where it is alone on it.
  private struct Span {
    var open: Int
    var end: Int

    /// The rule of the Mustache specification for standalone tags.
    mutating func takeLine(of bytes: [UInt8], from floor: Int) {
      var start = open
      while start > floor, isBlank(bytes[start - 1]) { start -= 1 }
      guard start == 0 || bytes[start - 1] == 0x0A else { return }
      var next = end
      while next < bytes.count, isBlank(bytes[next]) { next += 1 }
      if next < bytes.count, bytes[next] == 0x0D, next + 1 < bytes.count, bytes[next + 1] == 0x0A {
        next += 1
      }
      guard next == bytes.count || bytes[next] == 0x0A else { return }
      open = start
      end = min(next + 1, bytes.count)
    }
  }

  private static func standsAlone(_ content: ArraySlice<UInt8>) -> Bool {
    content.first.map { "#^/!>".utf8.contains($0) } == true || isElse(content)
  }

  private static func isElse(_ content: ArraySlice<UInt8>) -> Bool {
    content.trimmed().elementsEqual("else".utf8)
  }

  private func firstTag(from position: Int) -> Int? {
    firstPair(UInt8(ascii: "<"), UInt8(ascii: "%"), from: position)
  }

  private func end(ofTagAt open: Int) -> Int? {
    firstPair(UInt8(ascii: "%"), UInt8(ascii: ">"), from: open + 2)
  }

  private func firstPair(_ first: UInt8, _ second: UInt8, from position: Int) -> Int? {
    var index = position
    while index + 1 < bytes.count {
      if bytes[index] == first, bytes[index + 1] == second { return index }
      index += 1
    }
    return nil
  }

  private mutating func add(text: ArraySlice<UInt8>) {
    if !text.isEmpty { frames[frames.count - 1].parts.append(.text(Array(text))) }
  }

  private mutating func read(_ content: ArraySlice<UInt8>, at open: Int, noting faults: inout Faults) {
    let kind = content.first ?? 0
    do throws(TagError) {
      if kind != UInt8(ascii: "!"), content.count > Self.longestTag {
        throw TagError(
          message: "the tag is longer than \(Self.longestTag) bytes", offset: open, hint: "close it with '%>'"
        )
      }
      switch kind {
      case UInt8(ascii: "!"): break
      case UInt8(ascii: "#"), UInt8(ascii: "^"): try openSection(content, at: open)
      case _ where Self.isElse(content): try turn(at: open)
      case UInt8(ascii: "/"): try closeSection(content.dropFirst().trimmed(), at: open)
      case UInt8(ascii: ">"): try include(content.dropFirst().trimmed(), at: open, noting: &faults)
      case UInt8(ascii: "="), UInt8(ascii: "&"), UInt8(ascii: "{"):
        throw TagError(
          message: "a tag with '\(Unicode.Scalar(kind))' is not supported", offset: open)
      default: try addValue(content.trimmed(), at: open)
      }
    } catch {
      faultCount += 1
      faults.note(error.message, at: locate(error.offset), hint: error.hint)
    }
  }

  /// Reads a partial where it is, with what is iterated there; its faults have its own places.
  private mutating func include(
    _ name: ArraySlice<UInt8>, at open: Int, noting faults: inout Faults
  ) throws(TagError) {
    let text = String(decoding: name, as: UTF8.self)
    guard let partial = partials.all[text] else {
      let names = partials.all.keys.sorted()
      throw TagError(
        message: "there is no partial '\(quoted(text))'", offset: open,
        hint: nearest(to: text, among: names).map { "did you mean '\($0)'?" }
          ?? (names.isEmpty
            ? "partials are files below partials/" : "one of \(names.joined(separator: ", "))"))
    }
    inclusions += 1
    guard depth < Partials.deepest, inclusions <= Partials.most else {
      throw TagError(
        message: "partials include each other more than \(Partials.deepest) deep, or \(Partials.most) times",
        offset: open)
    }
    let margin = margin
    var parser = TemplateParser(
      partial.indented(by: margin), scope: scope, outer: outer + frames.compactMap(\.item),
      partials: partials, memory: memory,
      depth: depth + 1,
      locate: { [margin] offset in
        Place(partial.path, byte: offset, of: partial.indented(by: margin), margin: margin.count)
      })
    parser.inclusions = inclusions
    let template = parser.parse(noting: &faults)
    inclusions = parser.inclusions
    included.formUnion(template.partials.union([text]))
    frames[frames.count - 1].parts += template.parts
  }

  private mutating func addValue(_ text: ArraySlice<UInt8>, at open: Int) throws(TagError) {
    if text.isEmpty { throw TagError(message: "the tag is empty", offset: open) }
    let expression = try reader.expression(text, at: text.startIndex)
    frames[frames.count - 1].parts.append(.value(expression))
  }

  /// Opens the section even where its test is at fault, so that its end finds it.
  private mutating func openSection(_ content: ArraySlice<UInt8>, at open: Int) throws(TagError) {
    let name = content.dropFirst().trimmed()
    guard frames.count <= Self.deepest else {
      skipped += 1
      throw TagError(message: "sections are nested more than \(Self.deepest) deep", offset: open)
    }
    let reader = reader
    frames.append(Frame(name: name, offset: open, isInverted: content.first == UInt8(ascii: "^")))
    if name.isEmpty { throw TagError(message: "the section has no name", offset: open) }
    let test = try reader.test(name, at: name.startIndex)
    frames[frames.count - 1].test = test
    if content.first == UInt8(ascii: "#") { frames[frames.count - 1].item = reader.item(of: test) }
  }

  /// Switches to the part for a test that fails.
  private mutating func turn(at open: Int) throws(TagError) {
    if skipped > 0 { return }
    guard frames.count > 1 else {
      throw TagError(message: "'else' outside a section", offset: open)
    }
    if frames[frames.count - 1].before != nil {
      throw TagError(
        message: "section '\(shown(frames[frames.count - 1].name))' has 'else' twice", offset: open)
    }
    frames[frames.count - 1].before = frames[frames.count - 1].parts
    frames[frames.count - 1].parts = []
    frames[frames.count - 1].item = nil
  }

  private mutating func closeSection(_ name: ArraySlice<UInt8>, at open: Int) throws(TagError) {
    if skipped > 0 {
      skipped -= 1
      return
    }
    guard let frame = frames.count > 1 ? frames.last : nil else {
      throw TagError(message: "'\(shown(name))' is closed but was never opened", offset: open)
    }
    guard frame.name.elementsEqual(name) else { throw mismatch(of: name, at: open) }
    close()
  }

  private mutating func close() {
    let frame = frames.removeLast()
    guard let test = frame.test else { return }
    frames[frames.count - 1].parts.append(
      .section(
        .init(
          test: test, isInverted: frame.isInverted, parts: frame.before ?? frame.parts,
          otherwise: frame.before == nil ? [] : frame.parts)))
  }

  /// Where an outer section bears the name, those within it were forgotten; else the name is wrong.
  private mutating func mismatch(of name: ArraySlice<UInt8>, at open: Int) -> TagError {
    let inner = frames[frames.count - 1]
    if let outer = frames.dropFirst().lastIndex(where: { $0.name.elementsEqual(name) }) {
      while frames.count > outer { close() }
    } else {
      close()
    }
    return TagError(
      message:
        "'\(shown(name))' is closed while '\(shown(inner.name))' is open since \(locate(inner.offset))",
      offset: open)
  }

  private var reader: TagReader {
    TagReader(
      scope: scope, items: frames.count > 1 ? outer + frames.compactMap(\.item) : outer, memory: memory)
  }

  private func shown(_ bytes: ArraySlice<UInt8>) -> String { quoted(bytes) }
}
