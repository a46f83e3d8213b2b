import Glibc
import Synchronization

/// A POSIX extended regular expression that a whole value must match.
///
/// POSIX and not Swift's own: its automaton takes time in proportion to the text, and no hostile value makes it take
/// more. What would cost memory or backtracking, long repetitions and back-references, is refused beforehand.
package struct Pattern: Sendable {
  package let text: String
  private let whole: SharedPattern

  /// Takes the expression, or reports why it cannot be one.
  package init(_ text: String) throws(PatternFault) {
    if let fault = Self.cost(of: Array(text.utf8)) { throw fault }
    _ = try CompiledPattern(text)
    whole = try SharedPattern("^(\(text))$")
    self.text = text
  }

  /// Whether the whole value matches.
  package func matches(_ value: String) -> Bool {
    !value.utf8.contains(0) && whole.matches(value)
  }

  /// Counts what the expression unfolds to: glibc copies a repeated part as often as it may come.
  private static func cost(of bytes: [UInt8]) -> PatternFault? {
    guard bytes.count <= 500 else { return PatternFault("it is longer than 500 bytes") }
    var meter = PatternMeter()
    var index = 0
    while index < bytes.count {
      guard let next = meter.step(bytes, at: index) else { return meter.fault }
      index = next
    }
    return meter.groups.reduce(0, +) > 2000 ? PatternFault("it repeats too much") : nil
  }
}

/// Why a text is not a supported pattern.
package struct PatternFault: Error, Hashable {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

/// Walks an expression and keeps how many positions each open group unfolds to.
private struct PatternMeter {
  var groups = [0]
  var last = 0
  var fault: PatternFault?

  /// The index after what is at `index`, or nil with a fault.
  mutating func step(_ bytes: [UInt8], at index: Int) -> Int? {
    switch bytes[index] {
    case UInt8(ascii: "("):
      groups.append(0)
      if groups.count > 20 { return refuse("it is nested more than 20 deep") }
    case UInt8(ascii: ")"): closeGroup()
    case UInt8(ascii: "{"): return repetition(bytes, at: index)
    case UInt8(ascii: "["): return bracket(bytes, at: index)
    case UInt8(ascii: "\\"):
      if index + 1 < bytes.count, isDigit(bytes[index + 1]) {
        return refuse("back-references are not allowed")
      }
      add(1)
      return index + 2
    default: add(1)
    }
    return index + 1
  }

  private mutating func add(_ cost: Int) {
    last = cost
    groups[groups.count - 1] += cost
  }

  private mutating func closeGroup() {
    guard groups.count > 1 else { return }
    add(groups.removeLast())
  }

  private mutating func refuse(_ reason: String) -> Int? {
    fault = PatternFault(reason)
    return nil
  }

  private mutating func repetition(_ bytes: [UInt8], at index: Int) -> Int? {
    let end = bytes[index...].firstIndex(of: UInt8(ascii: "}")) ?? bytes.count - 1
    let bounds = bytes[(index + 1)...].prefix { isDigit($0) || $0 == UInt8(ascii: ",") }
    let most = bounds.split(separator: UInt8(ascii: ",")).compactMap {
      Int(String(decoding: $0, as: UTF8.self))
    }.max()
    let count = most ?? 1
    if count > 255 || last * count > 2000 { return refuse("it repeats too much") }
    groups[groups.count - 1] += last * max(0, count - 1)
    last *= max(1, count)
    return end + 1
  }

  /// A bracket expression: `]` first in it, and `[:class:]`, do not close it (POSIX, 9.3.5).
  private mutating func bracket(_ bytes: [UInt8], at index: Int) -> Int {
    var index = index + 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "^") { index += 1 }
    if index < bytes.count, bytes[index] == UInt8(ascii: "]") { index += 1 }
    while index < bytes.count, bytes[index] != UInt8(ascii: "]") {
      let opensClass =
        bytes[index] == UInt8(ascii: "[") && index + 1 < bytes.count && ":.=".utf8.contains(bytes[index + 1])
      let close = opensClass ? bytes[(index + 2)...].firstIndex(of: UInt8(ascii: "]")) : nil
      index = (close ?? index) + 1
    }
    add(1)
    return index + 1
  }
}

extension Pattern: Hashable {
  package static func == (one: Pattern, other: Pattern) -> Bool { one.text == other.text }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// A compiled expression that lasts as long as its pattern, for one thread at a time.
private final class SharedPattern: Sendable {
  private let compiled: Mutex<CompiledPattern>

  init(_ text: String) throws(PatternFault) { compiled = Mutex(try CompiledPattern(text)) }

  func matches(_ value: String) -> Bool { compiled.withLock { $0.matches(value) } }
}

/// The owner of a compiled expression.
@safe
private struct CompiledPattern: ~Copyable {
  private var expression: regex_t

  init(_ text: String) throws(PatternFault) {
    unsafe expression = regex_t()
    if text.utf8.contains(0) { throw PatternFault("it contains a NUL") }
    let status = unsafe regcomp(&expression, text, REG_EXTENDED | REG_NOSUB)
    guard status == 0 else {
      let reason = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 200) { buffer in
        _ = unsafe regerror(status, &expression, buffer.baseAddress, buffer.count)
        return unsafe buffer.baseAddress.map { unsafe String(cString: $0) } ?? ""
      }
      throw PatternFault(reason)
    }
  }

  deinit {
    var expression = unsafe expression
    unsafe regfree(&expression)
  }

  func matches(_ value: String) -> Bool {
    var expression = unsafe expression
    return unsafe regexec(&expression, value, 0, nil, 0) == 0
  }
}
