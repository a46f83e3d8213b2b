/// The lines of a text as git counts them: each with its line feed, the last one perhaps without.
package struct TextLines: RandomAccessCollection, Sendable {
  private let bytes: [UInt8]
  /// Where each line starts, and the end of the text.
  private let bounds: [Int]

  package init(_ bytes: [UInt8]) {
    var bounds = [0]
    for index in bytes.indices where bytes[index] == lineFeed { bounds.append(index + 1) }
    if bounds.last != bytes.count { bounds.append(bytes.count) }
    self.bytes = bytes
    self.bounds = bounds
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { bounds.count - 1 }
  package subscript(position: Int) -> ArraySlice<UInt8> { bytes[bounds[position]..<bounds[position + 1]] }

  /// The bytes of several lines together.
  package func text(_ lines: Range<Int>) -> [UInt8] {
    Array(bytes[bounds[lines.lowerBound]..<bounds[lines.upperBound]])
  }
}

/// Whether bytes are text to tenon: UTF-8 without a NUL.
///
/// Git looks for a NUL in the first 8000 bytes only and takes any other encoding for text; merged line by line, such a
/// file could come out in two encodings.
package func isText(_ bytes: [UInt8]) -> Bool { !bytes.contains(0) && isUTF8(bytes) }

private func isUTF8(_ bytes: [UInt8]) -> Bool { (try? UTF8Span(validating: bytes.span)) != nil }

package let lineFeed = UInt8(ascii: "\n")
package let carriageReturn = UInt8(ascii: "\r")
