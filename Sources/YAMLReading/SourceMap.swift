import Diagnostics

/// Turns libyaml's positions, which count characters, into lines and columns that count bytes.
struct SourceMap {
  private let path: String
  /// What the text is called in messages: YAML, or JSON, which is YAML too.
  let form: String
  private let bytes: [UInt8]
  private let lines: LineStarts
  /// The byte offset of every 256th character; empty if all of the text is ASCII.
  private var checkpoints: [Int] = []

  init(_ bytes: [UInt8], at path: String, form: String) {
    self.path = path
    self.form = form
    self.bytes = bytes
    lines = LineStarts(of: bytes)
    if bytes.contains(where: { $0 >= 0x80 }) { checkpoints = Self.everyNth(256, of: bytes) }
  }

  /// The place of a character, counted from 0 over the whole text.
  func place(ofCharacter index: Int) -> Place { place(ofByte: offset(ofCharacter: index)) }

  /// The place of a byte, counted from 0 over the whole text.
  func place(ofByte offset: Int) -> Place {
    let line = lines.line(ofByte: offset)
    return Place(path, line: line + 1, column: offset - lines[line] + 1)
  }

  /// The offset of a scalar's text from its first character, or nil if it is written differently.
  func inset(of text: String, atCharacter index: Int, isQuoted: Bool) -> Int? {
    let start = offset(ofCharacter: index) + (isQuoted ? 1 : 0)
    return start <= bytes.count && bytes[start...].starts(with: text.utf8) ? (isQuoted ? 1 : 0) : nil
  }

  func offset(ofCharacter index: Int) -> Int {
    if checkpoints.isEmpty { return min(index, bytes.count) }
    let checkpoint = min(index / 256, checkpoints.count - 1)
    var offset = checkpoints[checkpoint]
    var remaining = index - checkpoint * 256
    while remaining > 0, offset < bytes.count {
      offset += 1
      while offset < bytes.count, isContinuation(bytes[offset]) { offset += 1 }
      remaining -= 1
    }
    return offset
  }

  private static func everyNth(_ stride: Int, of bytes: [UInt8]) -> [Int] {
    var starts: [Int] = []
    var count = 0
    for (offset, byte) in bytes.enumerated() where !isContinuation(byte) {
      if count.isMultiple(of: stride) { starts.append(offset) }
      count += 1
    }
    return starts
  }
}

private func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
