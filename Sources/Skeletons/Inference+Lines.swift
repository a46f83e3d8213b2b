import FileTrees

/// How the lines of a file are distinguished.
enum LineForm {
  case plain
  /// A line of HCL belongs to its block, and blanks before its equals sign are ignored.
  case hcl

  init(of path: RelativePath) {
    let name = String(decoding: path.name, as: UTF8.self)
    self = [".tf", ".tofu", ".tfvars", ".hcl"].contains(where: name.hasSuffix) ? .hcl : .plain
  }

  /// The lines with the blocks that they are in.
  func lines(_ lines: [[UInt8]]) -> [PlacedLine] {
    guard self == .hcl else { return lines.map { PlacedLine(blocks: [], text: $0) } }
    var open: [[UInt8]] = []
    return lines.map { line in
      let text = Self.settled(line)
      if text.first == UInt8(ascii: "}"), !open.isEmpty { open.removeLast() }
      defer { if text.last == UInt8(ascii: "{") { open.append(text) } }
      return PlacedLine(blocks: open, text: text)
    }
  }

  /// Without blanks at both ends, and with one for several before the equals sign.
  private static func settled(_ line: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var isBehind = false
    for byte in line.trimmed() {
      if byte == UInt8(ascii: "=") { isBehind = true }
      if byte == UInt8(ascii: " "), !isBehind, result.last == byte { continue }
      result.append(byte)
    }
    return result
  }
}

/// A line of a file and the headers of the blocks around it, the outermost first.
struct PlacedLine: Hashable {
  let blocks: [[UInt8]]
  let text: [UInt8]
}

/// A line of a template with one thing on it that no one knows yet.
struct LinePattern {
  let variable: String
  private let blocks: [[UInt8]]
  private let before: [UInt8]
  private let after: [UInt8]

  /// What is in the variable's place, without the quotes that a transform may have put around it.
  func match(_ line: PlacedLine) -> String? {
    guard line.blocks == blocks, line.text.count > before.count + after.count,
      line.text.starts(with: before), line.text.suffix(after.count).elementsEqual(after)
    else { return nil }
    let bytes = line.text.dropFirst(before.count).dropLast(after.count)
    let text = String(decoding: bytes, as: UTF8.self)
    let isQuoted = text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
    return isQuoted ? String(text.dropFirst().dropLast()) : text
  }

  static func patterns(
    of template: Template, as form: LineForm, values: Values, known: Set<String>
  ) -> [LinePattern] {
    let marked = lines(of: template.parts).map { MarkedLine($0, values: values, known: known) }
    let placed = form.lines(marked.map(\.text))
    var patterns: [PlacedLine: LinePattern?] = [:]
    for (line, place) in zip(marked, placed) {
      guard let pattern = LinePattern(line, place) else { continue }
      if let other = patterns[place], other?.variable != pattern.variable {
        patterns[place] = .some(nil)
      } else {
        patterns[place] = pattern
      }
    }
    return patterns.values.compactMap(\.self)
  }

  private init?(_ line: MarkedLine, _ place: PlacedLine) {
    guard let variable = line.variable, let mark = place.text.firstIndex(of: MarkedLine.mark) else {
      return nil
    }
    self.variable = variable
    blocks = place.blocks
    before = Array(place.text[..<mark])
    after = Array(place.text[(mark + 1)...])
    // A variable that is alone on its line would match every line.
    if (before + after).allSatisfy({ $0 == UInt8(ascii: " ") }) { return nil }
  }

  /// The parts line by line; a section begins and ends one.
  private static func lines(of parts: [Template.Part]) -> [[Template.Part]] {
    var lines: [[Template.Part]] = [[]]
    for part in parts {
      switch part {
      case .value: lines[lines.count - 1].append(part)
      case .section(let section):
        lines += Self.lines(of: section.parts) + [[]] + Self.lines(of: section.otherwise) + [[]]
      case .text(let bytes):
        for (index, piece) in bytes.split(separator: lineFeed, omittingEmptySubsequences: false).enumerated()
        {
          if index > 0 { lines.append([]) }
          if !piece.isEmpty { lines[lines.count - 1].append(.text(Array(piece))) }
        }
      }
    }
    return lines.filter { !$0.isEmpty }
  }
}

/// A line of a template as far as it is known, with a mark where it is not.
private struct MarkedLine {
  /// No byte of UTF-8.
  static let mark: UInt8 = 0xFF

  var text: [UInt8] = []
  /// The variable at the mark; nil if none or more than one is unknown.
  private(set) var variable: String?

  init(_ line: [Template.Part], values: Values, known: Set<String>) {
    for part in line {
      if case .text(let bytes) = part {
        text += bytes
      } else if case .value(let expression) = part, let name = expression.variable, known.contains(name),
        let bytes = try? Template(parts: [part]).render(values)
      {
        text += bytes
      } else {
        if case .value(let expression) = part, !text.contains(Self.mark) {
          variable = expression.variable
        } else {
          variable = nil
        }
        text.append(Self.mark)
      }
    }
  }
}

private let lineFeed = UInt8(ascii: "\n")
