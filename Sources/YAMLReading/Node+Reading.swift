import Diagnostics

/// Scalars read by their declared type, from their text alone.
extension Node {
  /// The text of a scalar that is not empty.
  package func text(_ what: String, noting faults: inout Faults) -> String? {
    guard let scalar, !isNull else {
      faults.note("\(what) is \(kindWords), not a text", at: place)
      return nil
    }
    return scalar.text
  }

  /// Only `true` and `false`: `yes`, `no`, `on` and `off` mean different things to different tools.
  package func boolean(_ what: String, noting faults: inout Faults) -> Bool? {
    switch scalar?.text {
    case "true": return true
    case "false": return false
    case let text:
      faults.note("\(what) is \(text.map { "'\(quoted($0))'" } ?? kindWords), not true or false", at: place)
      return nil
    }
  }

  /// A decimal integer without a leading zero or sign but `-`: `0755` and `1e3` are none.
  package func integer(_ what: String, noting faults: inout Faults) -> Int? {
    if let text = scalar?.text, let number = Self.integer(from: text) { return number }
    faults.note("\(what) is \(scalar.map { "'\(quoted($0.text))'" } ?? kindWords), not an integer", at: place)
    return nil
  }

  /// The items of a list; a single value or a mapping is a fault, nothing is an empty list.
  package func list(_ what: String, noting faults: inout Faults) -> [Node] {
    if let items { return items }
    if !isNull { faults.note("\(what) is \(kindWords), not a list", at: place) }
    return []
  }

  /// The texts of a list of scalars.
  package func texts(_ what: String, noting faults: inout Faults) -> [String] {
    var texts: [String] = []
    for item in list(what, noting: &faults) {
      if let text = item.scalar?.text {
        texts.append(text)
      } else {
        faults.note("an item of \(what) is \(item.kindWords), not a text", at: item.place)
      }
    }
    return texts
  }

  /// The number that a text writes, or nil if it is not a decimal integer.
  package static func integer(from text: String) -> Int? {
    let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
    let isPlain = digits.count == text.utf8.count || digits.count == text.utf8.count - 1
    guard isPlain, let first = digits.first, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    if first == 0x30, digits.count > 1 || text != "0" { return nil }
    return Int(text)
  }
}
