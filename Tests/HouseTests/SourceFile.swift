import Foundation
import TestSupport

/// One Swift file of the house, as text: the rules that no compiler holds are read off it.
struct SourceFile: Sendable, CustomStringConvertible {
  let path: String
  let lines: [SourceLine]

  /// The room that it stands in: the folder below `Sources`.
  var room: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
  var description: String { path }

  /// The modules that it imports.
  var imports: [String] {
    lines.filter { $0.words.contains("import") }.compactMap { line in
      line.code.firstMatch(of: /^(?:@\w+ )?(?:\w+ )?import (?:(?:struct|func|enum) )?(\w+)/).map {
        String($0.1)
      }
    }
  }

  /// The places of the lines that match, each with its line.
  func places(where matches: (SourceLine) -> Bool) -> [String] {
    lines.filter(matches).map { "\(path):\($0.number): \($0.text.trimmingCharacters(in: .whitespaces))" }
  }

  /// The places of the lines whose code has one of the words.
  func places(of words: Set<String>) -> [String] {
    places { !$0.words.isDisjoint(with: words) }
  }

  /// Every Swift file below `Sources`, in order; read once.
  static let sources = all(below: "Sources")
  /// Every Swift file below `Tests`.
  static let tests = all(below: "Tests")

  private static func all(below folder: String) -> [SourceFile] {
    let names = FileManager.default.enumerator(atPath: "\(projectRoot)/\(folder)")?.compactMap {
      $0 as? String
    }
    return (names ?? []).filter { $0.hasSuffix(".swift") }.sorted().compactMap {
      SourceFile(path: "\(folder)/\($0)")
    }
  }

  private init?(path: String) {
    guard let text = try? projectText(path) else { return nil }
    self.path = path
    let texts = text.components(separatedBy: "\n").dropLast(text.hasSuffix("\n") ? 1 : 0)
    var isInText = false
    lines = zip(1..., texts).map { number, text in
      let borders = text.components(separatedBy: "\"\"\"").count - 1
      let line = SourceLine(number: number, text: text, isText: isInText && borders == 0)
      if !borders.isMultiple(of: 2) { isInText.toggle() }
      return line
    }
  }
}

/// A line, once as it stands and once as code.
///
/// Split by a small scanner: regular expressions over every line of the house take seconds.
struct SourceLine: Sendable {
  let number: Int
  let text: String
  /// Without comments, and without what stands in string literals.
  let code: String
  /// The names in the code.
  let words: Set<String>

  /// `isText` says that it stands inside a literal of several lines.
  init(number: Int, text: String, isText: Bool) {
    self.number = number
    self.text = text
    code = isText ? "" : Self.code(of: text)
    words = Self.words(in: code)
  }

  /// The names in the whole line, comments included.
  var allWords: Set<String> { Self.words(in: text) }

  static func words(in text: String) -> Set<String> {
    let words = text.utf8.split { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): false
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...: false
      default: true
      }
    }
    return Set(words.map { String(decoding: $0, as: UTF8.self) })
  }

  private static func code(of line: String) -> String {
    var code: [UInt8] = []
    var isText = false
    var isEscaped = false
    for (byte, next) in zip(line.utf8, Array(line.utf8.dropFirst()) + [0]) {
      if isText {
        if byte == UInt8(ascii: "\"") && !isEscaped { isText = false }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        if isText { continue }
      } else if byte == UInt8(ascii: "\"") {
        isText = true
      } else if byte == UInt8(ascii: "/") && next == byte {
        break
      }
      code.append(byte)
    }
    return String(decoding: code, as: UTF8.self)
  }
}

/// A text file of the package.
func projectText(_ path: String) throws -> String {
  try String(contentsOfFile: "\(projectRoot)/\(path)", encoding: .utf8)
}
