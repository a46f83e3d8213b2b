import Foundation
import Glibc
import Testing
import TestSupport

@testable import TenonCommands

/// Lines of a descriptor, whatever comes and in whatever pieces.
struct LineReaderTests {
  private func lines(_ text: String, limit: Int = 8, chunk: Int) throws -> [String] {
    let file = try MemoryFile(Array(text.utf8))
    var reader = LineReader(file.descriptor, limit: limit, chunk: chunk)
    var lines: [String] = []
    while let line = reader.next() {
      switch line {
      case .text(let bytes): lines.append(String(decoding: bytes, as: UTF8.self))
      case .tooLong: lines.append("…")
      }
    }
    return lines
  }

  /// A text and its lines, of at most eight bytes.
  static let texts: [(text: String, lines: [String])] = [
    ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("\n\na\n", ["", "", "a"]),
    ("12345678\n", ["12345678"]), ("123456789\nb\n", ["…", "b"]), ("b\n123456789", ["b", "…"]),
    ("ü\r\n", ["ü\r"]),
    (String(repeating: "x", count: 1000) + "\nb", ["…", "b"]),
  ]

  @Test(arguments: texts.indices, [1, 2, 7, 4096])
  func `a line is what stands before its end, in whatever pieces it comes`(index: Int, chunk: Int) throws {
    let (text, lines) = Self.texts[index]
    #expect(try self.lines(text, chunk: chunk) == lines)
  }

  @Test(arguments: seeds(40))
  func `lines are those of the text, whatever the piece`(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let lines = (0..<Int.random(in: 1...20, using: &random)).map { _ in
      String(
        (0..<Int.random(in: 0...8, using: &random)).map { _ in "abc".randomElement(using: &random) ?? "a" })
    }
    let chunk = Int.random(in: 1...30, using: &random)
    #expect(try self.lines(lines.joined(separator: "\n") + "\n", chunk: chunk) == lines)
  }

  @Test func `a reader of single bytes leaves what comes behind the line`() throws {
    let file = try MemoryFile(Array("first\nsecond\n".utf8))
    for expected in ["first", "second"] {
      var reader = LineReader(file.descriptor, limit: 100, chunk: 1)
      guard case .text(let line)? = reader.next() else { return #expect(Bool(false), "no line") }
      #expect(String(decoding: line, as: UTF8.self) == expected)
    }
  }
}
