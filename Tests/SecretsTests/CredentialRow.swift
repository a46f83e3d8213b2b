import TestSupport

/// A file as somebody would write it, with marks where made-up secrets go: `‹a16›` is 16 letters and digits.
///
/// The fixture `leaks.txt` holds files in which every mark has to be found, `innocents.txt` those in which nothing may
/// be. Each begins with `=== NAME`; `‹~h40›` is filled in, too, and is no secret. No secret stands in the fixtures
/// themselves, so that no scanner takes them for a leak.
struct CredentialRow: Sendable, CustomStringConvertible {
  let name: String
  private let pieces: [Piece]

  private enum Piece {
    case text(String)
    case mark(kind: String, count: Int, isSecret: Bool)
  }

  var description: String { name }

  /// The name of the file: `dot.netrc` stands for `.netrc`.
  var path: String { name.hasPrefix("dot.") ? String(name.dropFirst(3)) : name }

  static func all(in text: String) -> [CredentialRow] {
    "\n\(text)".split(separator: "\n=== ").map { CredentialRow(String($0)) }
  }

  private init(_ text: String) {
    let parts = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    name = String(parts[0])
    pieces = (parts.count > 1 ? "\(parts[1])\n" : "").split(separator: "‹", omittingEmptySubsequences: false)
      .enumerated().flatMap { number, part -> [Piece] in
        guard number > 0, let close = part.firstIndex(of: "›") else { return [.text(String(part))] }
        let isSecret = part.first != "~"
        let mark = part[..<close].drop { $0 == "~" }
        let kind = mark == "2x16" || mark == "2x32" ? "2x" : String(mark.prefix(1))
        let count = Int(mark.dropFirst(kind.count)) ?? 0
        return [
          .mark(kind: kind, count: count, isSecret: isSecret),
          .text(String(part[part.index(after: close)...])),
        ]
      }
  }

  /// The text with its marks filled, and the lines in which a secret stands; nil lines where any will do.
  func filled(seed: Int) -> (text: String, lines: Set<Int>) {
    var generator = SeededGenerator(seed: seed)
    var text = ""
    var lines: Set<Int> = []
    for piece in pieces {
      switch piece {
      case .text(let plain): text += plain
      case .mark(let kind, let count, let isSecret):
        if isSecret { lines.insert(text.utf8.count { $0 == 0x0A } + 1) }
        text += MadeUp(kind: kind, count: count).text(using: &generator)
      }
    }
    return (text, lines)
  }
}

/// Random text of a kind: what a machine makes in a format.
private struct MadeUp {
  let kind: String
  let count: Int

  private static let lower = "abcdefghijklmnopqrstuvwxyz"
  private static let upper = lower.uppercased()
  private static let digits = "0123456789"

  func text(using generator: inout SeededGenerator) -> String {
    switch kind {
    case "u", "V":
      let parts = [8, 4, 4, 4, 12].map { Self.random($0, of: "0123456789abcdef", using: &generator) }
      let text = parts.joined(separator: "-")
      return kind == "u" ? text : text.uppercased()
    case "b" where count > 20 && count.isMultiple(of: 4):
      // Of one byte less than fills it.
      return mixed(count - 1, using: &generator) + "="
    default: return mixed(count, using: &generator)
    }
  }

  /// With all kinds of characters that the alphabet has, where there is room.
  private func mixed(_ count: Int, using generator: inout SeededGenerator) -> String {
    while true {
      let text = Self.random(count, of: alphabet, using: &generator)
      let classes = [Self.lower, Self.upper, Self.digits].filter { $0.contains(where: alphabet.contains) }
      let isMixed = classes.allSatisfy { $0.contains(where: text.contains) }
      let isFramed = text.first?.isLetter != false || kind != "w" && kind != "p"
      if count < 8 || "zxX".contains(kind) || isMixed && isFramed && text.last != "-" { return text }
    }
  }

  private var alphabet: String {
    switch kind {
    case "h": "0123456789abcdef"
    case "H": "0123456789ABCDEF"
    case "d": "123456789"
    case "l": Self.lower + Self.digits
    case "U": Self.upper + Self.digits
    case "z": Self.lower
    case "x": "bcdfghjklmnpqrstvwxz"
    case "X": Self.upper + Self.lower
    case "2x": Self.upper + "234567"
    case "A", "b", "m": Self.upper + Self.lower + Self.digits + "+/"
    case "w": Self.upper + Self.lower + Self.digits + "_-"
    case "c": Self.upper + Self.lower + Self.digits + "./"
    case "p": Self.upper + Self.lower + Self.digits + "!@#%^&*+=?"
    case "y": Self.upper + Self.lower + Self.digits + "!@#%^&*(-_=+)"
    default: Self.upper + Self.lower + Self.digits
    }
  }

  private static func random(
    _ count: Int, of alphabet: String, using generator: inout SeededGenerator
  ) -> String {
    let members = Array(alphabet)
    return String((0..<count).compactMap { _ in members.randomElement(using: &generator) })
  }
}
