import Diagnostics
import FileTrees
import JSONCoding

/// What an untrusted JSON value must look like, so that every fault is found at once and each is reported with its place.
///
/// It knows just as much of JSON Schema as the manifest's schema uses.
indirect enum JSONShape: Sendable {
  case text(length: ClosedRange<Int> = 0...Int.max)
  /// One line without control characters.
  case line(length: ClosedRange<Int> = 0...Int.max)
  case word([String])
  /// A path below the root, as `RelativePath` promises it.
  case path
  /// Lower-case hexadecimal digits, this many.
  case digits(Int)
  case time
  case flag
  case integer(from: Int64)
  case list(of: JSONShape, atLeast: Int = 0)
  case object([String: JSONShape], optional: [String: JSONShape] = [:])
  case map(of: JSONShape)
  case anyObject
  case orNull(JSONShape)

  /// Every fault of `value`, which is at `place` (such as `files[3].path`).
  func faults(in value: JSONValue, at place: String = "") -> [String] {
    switch (self, value) {
    case (.orNull, .null), (.flag, .boolean), (.anyObject, .object): []
    case (.orNull(let shape), _): shape.faults(in: value, at: place)
    case (.list(let shape, let least), .list(let items)): Self.faults(in: items, shape, least, at: place)
    case (.map(let shape), .object(let members)):
      members.sorted { $0.key < $1.key }.flatMap { shape.faults(in: $0.value, at: Self.join(place, $0.key)) }
    case (.object(let required, let optional), .object(let members)):
      Self.faults(in: members, required, optional, at: place)
    case (.integer(let least), .integer(let number)):
      number < least ? ["'\(place)' is \(number), less than \(least)"] : []
    case (.text(let length), .text(let text)), (.line(let length), .text(let text)):
      Self.faults(in: text, length, isLine: isLine, at: place)
    case (.word(let words), .text(let text)): Self.faults(in: text, words, at: place)
    case (.digits(let count), .text(let text)):
      Self.isDigits(text, count) ? [] : ["'\(place)' is not \(count) lower-case hexadecimal digits"]
    case (.path, .text(let text)): Self.pathFaults(in: text, at: place)
    case (.time, .text(let text)): isTime(text) ? [] : ["'\(place)' is not an RFC 3339 date and time"]
    default: ["'\(quoted(place))' is \(value.kindWords), not \(words)"]
    }
  }

  private var isLine: Bool { if case .line = self { true } else { false } }

  private var words: String {
    switch self {
    case .text, .line, .word, .path, .digits, .time: "a text"
    case .flag: "true or false"
    case .integer: "an integer"
    case .list: "a list"
    case .object, .map, .anyObject: "an object"
    case .orNull(let shape): shape.words + " or null"
    }
  }

  private static func faults(
    in items: [JSONValue], _ shape: JSONShape, _ least: Int, at place: String
  ) -> [String] {
    let few = items.count < least ? ["'\(place)' is empty"] : []
    return few + items.enumerated().flatMap { shape.faults(in: $0.element, at: "\(place)[\($0.offset)]") }
  }

  private static func faults(
    in members: [String: JSONValue], _ required: [String: JSONShape], _ optional: [String: JSONShape],
    at place: String
  ) -> [String] {
    let known = required.merging(optional) { first, _ in first }
    let missing = required.keys.filter { members[$0] == nil }.sorted().map {
      "'\(join(place, $0))' is missing"
    }
    return missing
      + members.sorted { $0.key < $1.key }.flatMap { key, value in
        guard let shape = known[key] else {
          let hint = nearest(to: key, among: known.keys.sorted()).map { "; did you mean '\($0)'?" } ?? ""
          return ["unknown key '\(join(place, key))'\(hint)"]
        }
        return shape.faults(in: value, at: join(place, key))
      }
  }

  private static func faults(
    in text: String, _ length: ClosedRange<Int>, isLine: Bool, at place: String
  ) -> [String] {
    let count = text.unicodeScalars.count
    if count < length.lowerBound { return ["'\(place)' is empty"] }
    if count > length.upperBound {
      return ["'\(place)' has \(count) characters (at most \(length.upperBound))"]
    }
    if isLine, text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      return ["'\(place)' contains a control character"]
    }
    return []
  }

  private static func faults(in text: String, _ words: [String], at place: String) -> [String] {
    words.contains(text)
      ? [] : ["'\(place)' is '\(quoted(text))', not one of \(words.joined(separator: ", "))"]
  }

  private static func pathFaults(in text: String, at place: String) -> [String] {
    do {
      _ = try RelativePath(text)
      return []
    } catch {
      return error.diagnostics.map { "'\(place)': \($0.message)" }
    }
  }

  private static func isDigits(_ text: String, _ count: Int) -> Bool {
    text.utf8.count == count && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }

  private static func join(_ place: String, _ key: String) -> String {
    place.isEmpty ? quoted(key) : "\(place).\(quoted(key))"
  }
}

/// Whether it is `2026-11-22T08:40:00Z`, optionally with a fraction and an offset (RFC 3339).
private func isTime(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  guard bytes.count >= 20, matches(bytes[..<19], "dddd-dd-ddTdd:dd:dd") else { return false }
  var rest = bytes[19...]
  if rest.first == UInt8(ascii: ".") {
    let fraction = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard !fraction.isEmpty else { return false }
    rest = rest.dropFirst(1 + fraction.count)
  }
  return rest.elementsEqual("Z".utf8) || matches(rest, "+dd:dd") || matches(rest, "-dd:dd")
}

/// Whether the bytes follow a picture in which `d` is a digit and all else is itself.
private func matches(_ bytes: ArraySlice<UInt8>, _ picture: String) -> Bool {
  bytes.count == picture.utf8.count
    && zip(bytes, picture.utf8).allSatisfy { byte, wanted in
      wanted == UInt8(ascii: "d") ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == wanted
    }
}
