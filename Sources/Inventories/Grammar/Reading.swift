/// The result of reading a text by the grammar of a fact.
enum Reading: Hashable {
  /// It is empty, or one of the usual words for no value.
  case nothing
  /// Facts; `rest` is what of the text is not taken, each with the reason.
  case facts([FactField: FactValue], rest: [String] = [])
  /// Why it cannot be the fact, and what was perhaps meant.
  case refused(String, hint: String? = nil)

  static func fact(_ field: FactField, _ value: FactValue, rest: [String] = []) -> Reading {
    .facts([field: value], rest: rest)
  }
}

/// A text with a remark in parentheses or brackets after it: `192.168.2.5 (static)`.
struct RemarkedText {
  let text: String
  let remark: String?

  init(_ whole: String) {
    let trimmed = whole.trimmingBlanks
    guard let last = trimmed.last, last == ")" || last == "]",
      let open = trimmed.lastIndex(of: last == ")" ? "(" : "["), open > trimmed.startIndex,
      trimmed[..<open].last == " "
    else {
      (text, remark) = (trimmed, nil)
      return
    }
    text = trimmed[..<open].trimmingBlanks
    remark = trimmed[trimmed.index(after: open)...].dropLast().trimmingBlanks
  }

  /// The remark, reported as left out.
  var rest: [String] { remark.map { ["'(\($0))' after it is a remark"] } ?? [] }
}

/// Whether a cell is one of the usual words for no value.
func saysNothing(_ text: String) -> Bool {
  text.utf8.count <= 16 && wordsForNothing.contains(text.lowercased())
}

private let wordsForNothing: Set<String> = [
  "", "-", "--", "---", "–", "—", "?", "??", "???", ".", "..", "...", "…", "/", "x", "n/a", "na", "n.a.",
  "none", "nil",
  "null", "tbd", "t.b.d.", "tba", "todo", "unknown", "unset", "keine", "keiner", "k.a.", "k. a.", "unbekannt",
  "aucun",
  "aucune", "inconnu", "s.o.", "ninguno", "ninguna", "desconocido",
]

extension String {
  /// Lower case, Latin letters without accents, and one blank for each run of other characters but digits, `#`, `+`.
  var foldedWords: String {
    var result = ""
    var isGap = false
    for scalar in lowercased().unicodeScalars {
      let folded = accents[scalar] ?? String(scalar)
      let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      if isWord {
        if isGap, !result.isEmpty { result += " " }
        result += folded
        isGap = false
      } else {
        isGap = true
      }
    }
    return result
  }
}

private let accents: [Unicode.Scalar: String] = [
  "à": "a", "á": "a", "â": "a", "ä": "a", "ã": "a", "å": "a", "ç": "c", "è": "e", "é": "e", "ê": "e",
  "ë": "e",
  "ì": "i", "í": "i", "î": "i", "ï": "i", "ñ": "n", "ò": "o", "ó": "o", "ô": "o", "ö": "o", "õ": "o",
  "ù": "u",
  "ú": "u", "û": "u", "ü": "u", "œ": "oe", "æ": "ae", "ß": "ss",
]
