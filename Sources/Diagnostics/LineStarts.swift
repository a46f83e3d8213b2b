/// Where the lines of a text begin, by the offsets of their bytes; lines are counted from 0.
///
/// A newline at the end begins one more line, which is empty.
package struct LineStarts: Sendable {
  private var starts = [0]

  package init(of bytes: [UInt8]) {
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
  }

  package var count: Int { starts.count }

  /// The offset of a line's first byte.
  package subscript(line: Int) -> Int { starts[line] }

  /// The line of a byte, the last one for what is past the end.
  package func line(ofByte offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
