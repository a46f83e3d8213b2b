import Glibc

/// What a descriptor gives, line by line, in bounded memory.
struct LineReader {
  /// A line without its end, or that there was one with more bytes than are kept.
  enum Line {
    case text([UInt8])
    case tooLong
  }

  private let descriptor: Int32
  private let limit: Int
  private var buffer: [UInt8]
  private var chunk: ArraySlice<UInt8> = []
  private var hasEnded = false

  /// `limit` is in bytes, and of one line; with a `chunk` of one byte nothing is read beyond the end of a line.
  init(_ descriptor: Int32, limit: Int, chunk: Int = 1 << 16) {
    self.descriptor = descriptor
    self.limit = limit
    buffer = [UInt8](repeating: 0, count: chunk)
  }

  /// The next line, nil at the end; text after the last line feed counts as a line.
  mutating func next() -> Line? {
    var line: [UInt8] = []
    var isTooLong = false
    while true {
      if chunk.isEmpty, !fill() {
        return isTooLong ? .tooLong : line.isEmpty ? nil : .text(line)
      }
      let end = chunk.firstIndex(of: UInt8(ascii: "\n"))
      let part = chunk[..<(end ?? chunk.endIndex)]
      if line.count + part.count > limit {
        isTooLong = true
        line = []
      } else if !isTooLong {
        line += part
      }
      chunk = end.map { chunk[($0 + 1)...] } ?? []
      if end != nil { return isTooLong ? .tooLong : .text(line) }
    }
  }

  /// Reads what there is; false at the end, and where reading fails.
  private mutating func fill() -> Bool {
    while !hasEnded {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count > 0 {
        chunk = buffer[..<count]
        return true
      }
      hasEnded = true
    }
    return false
  }
}
