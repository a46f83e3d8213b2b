import Diagnostics

/// When a timer runs, as systemd.time(7) writes it under "Calendar Events".
struct CalendarEvent: Hashable, Sendable {
  let text: String

  private static let shorthands: Set = [
    "minutely", "hourly", "daily", "weekly", "monthly", "quarterly", "semiannually", "yearly", "annually",
    "biannually", "bi-annually", "semi-annually", "anually",
  ]
  private static let days = [
    "monday": "Mon", "tuesday": "Tue", "wednesday": "Wed", "thursday": "Thu", "friday": "Fri",
    "saturday": "Sat", "sunday": "Sun",
  ]

  init(_ text: String) throws(FormatFault) {
    var words = text.split(separator: " ").map(String.init)
    guard !words.isEmpty else { throw FormatFault("it has no date and no time") }
    var shown: [String] = []
    let zone = words.count > 1 ? TimeZoneNames.named(words[words.count - 1]) : nil
    if zone != nil { words.removeLast() }
    if words.count == 1, Self.shorthands.contains(words[0].lowercased()) {
      shown.append(words[0].lowercased())
    } else {
      if let days = try Self.weekdays(words[0]) {
        shown.append(days)
        words.removeFirst()
      }
      if let date = words.first, !date.contains(":") {
        try Self.check(date: date)
        shown.append(words.removeFirst())
      }
      if let time = words.first {
        try Self.check(time: time)
        shown.append(words.removeFirst())
      }
      if let rest = words.first { throw FormatFault("unknown time zone '\(quoted(rest))'") }
    }
    self.text = (shown + [zone].compactMap(\.self)).joined(separator: " ")
  }

  /// `Mon..Fri,Sun` in its short form; nil for what begins with no letter.
  private static func weekdays(_ word: String) throws(FormatFault) -> String? {
    guard word.utf8.first.map({ isLower($0) || isUpper($0) }) == true else { return nil }
    var shown: [String] = []
    for part in word.split(separator: ",", omittingEmptySubsequences: false) where !part.isEmpty {
      let isOld = !part.contains("..") && part.contains("-")
      let ends = part.split(separator: isOld ? "-" : "..", omittingEmptySubsequences: false)
      var names: [String] = []
      for end in ends {
        guard let day = day(end) else {
          throw FormatFault("unknown day of the week '\(quoted(String(end)))'")
        }
        names.append(day)
      }
      guard names.count <= 2 else { throw FormatFault("invalid range of days '\(quoted(String(part)))'") }
      shown.append(names.joined(separator: ".."))
    }
    return shown.joined(separator: ",")
  }

  private static func day(_ text: Substring) -> String? {
    let name = text.lowercased()
    return days[name] ?? days.values.first { $0.lowercased() == name }
  }

  /// `[YEAR-]MONTH-DAY`, or `~` before a day that is counted from the month's end.
  private static func check(date: String) throws(FormatFault) {
    var parts = date.split(separator: "-", omittingEmptySubsequences: false)
    if let last = parts.last, let tilde = last.firstIndex(of: "~") {
      parts[parts.count - 1] = last[..<tilde]
      parts.append(last[last.index(after: tilde)...])
    }
    guard (2...3).contains(parts.count) else { throw FormatFault("invalid date '\(quoted(date))'") }
    let ranges = [1970...2199, 1...12, 1...31].suffix(parts.count)
    for (part, range) in zip(parts, ranges) { try check(part, in: range, isYear: range.upperBound == 2199) }
  }

  private static func check(time: String) throws(FormatFault) {
    let parts = time.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count) else { throw FormatFault("invalid time '\(quoted(time))'") }
    for (part, range) in zip(parts, [0...23, 0...59, 0...59]) { try check(part, in: range) }
  }

  /// `*`, or values and ranges with commas, each with `/` and a step where one is wanted.
  private static func check(
    _ text: Substring, in range: ClosedRange<Int>, isYear: Bool = false
  ) throws(FormatFault) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let steps = part.split(separator: "/", omittingEmptySubsequences: false)
      let ends = steps[0].components(separatedBy: "..")
      let isWell =
        steps.count <= 2 && ends.count <= 2
        && (steps[0] == "*" || ends.allSatisfy { value($0, in: range, isYear: isYear) })
        && (steps.count < 2 || number(steps[1]).map { $0 > 0 } == true)
      if isWell { continue }
      throw FormatFault(
        "'\(quoted(String(part)))' is not '*' or \(range.lowerBound) to \(range.upperBound)")
    }
  }

  private static func value(_ text: Substring, in range: ClosedRange<Int>, isYear: Bool) -> Bool {
    guard let number = number(text) else { return false }
    return range.contains(number) || isYear && number < 100
  }

  /// Leading zeros are usual there; seconds may have a fraction.
  private static func number(_ text: Substring) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2,
      parts.allSatisfy({ (1...6).contains($0.utf8.count) && $0.utf8.allSatisfy(isDigit) })
    else { return nil }
    return Int(parts[0])
  }
}

extension Substring {
  /// The pieces between a separator of two characters.
  fileprivate func components(separatedBy separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}
