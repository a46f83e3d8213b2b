package import Diagnostics
import YAMLReading
import Secrets
import Synchronization

/// From an answer to a value: type, rules, and nothing that looks like a credential.
extension Variable {
  /// No text of an answer may be longer, whatever `max_length` says.
  static let longestAnswer = 4096
  /// No list may have more items.
  static let mostItems = 1000

  /// The value of an answer that needs no inventory, or why it cannot be one.
  package func value(of answer: Answer, in inventory: Inventory? = nil) throws(Findings) -> Value {
    switch (kind, answer) {
    case (.string, .text(let text)): return .text(try checked(text))
    case (.choice, .text(let text)): return .text(try chosen(text))
    case (.secret, .text(let text)): return .text(try reference(text))
    case (.guest, .text(let text)):
      if text.isEmpty, isOptional { return .absent }
      guard let inventory else { return .text(text) }
      return .guest(try guest(text, in: inventory))
    case (.integer, .integer(let number)): return .integer(try checked(number))
    case (.boolean, .boolean(let flag)): return .boolean(flag)
    case (.list, .list(let items)): return .list(try checked(items))
    default: return try value(of: try retyped(answer), in: inventory)
    }
  }

  /// An answer of another type, read again from its text: the skeleton may have changed since it was given.
  private func retyped(_ answer: Answer) throws(Findings) -> Answer {
    switch (kind, answer) {
    case (.list, .text(let text)): return .list([text])
    case (_, .list): throw fault("a list is given, not a \(kind.rawValue)")
    case (.map, _), (.objects, _): throw fault("'\(answer.words)' is given, not a mapping")
    case (.integer, .boolean), (.boolean, .integer), (.list, _):
      throw fault("'\(answer.words)' is given, not a \(kind.rawValue)")
    default: return try self.answer(from: answer.words)
    }
  }

  private func checked(_ text: String) throws(Findings) -> String {
    try checkPlain(text)
    if text.isEmpty, isOptional || isEmptyByDefault { return text }
    if text.unicodeScalars.count > rules.longest ?? Self.longestAnswer {
      throw fault("it is longer than \(rules.longest ?? Self.longestAnswer) characters")
    }
    if let pattern = rules.pattern, !pattern.matches(text) {
      let example = example.map { "for example: \($0)" }
      throw fault(
        "'\(quoted(text))' does not match \(pattern.text)", hint: example ?? (help.isEmpty ? nil : help))
    }
    return try normal(text)
  }

  /// The text in the normal form of its format.
  private func normal(_ text: String) throws(Findings) -> String {
    guard let format = rules.format else { return text }
    do throws(FormatFault) {
      return try format.normal(text)
    } catch {
      throw fault(
        "invalid \(format.rawValue) '\(quoted(text))': \(error.reason) (\(format.standard))",
        hint: "for example: \(example ?? format.sample)")
    }
  }

  private var isEmptyByDefault: Bool {
    if case .text(let template) = fallback { template.literal == "" } else { false }
  }

  private func chosen(_ text: String) throws(Findings) -> String {
    if rules.choices.contains(text) || (text.isEmpty && isOptional) { return text }
    throw fault("invalid value '\(quoted(text))'", hint: Self.hint(for: text, among: rules.choices))
  }

  private func checked(_ number: Int) throws(Findings) -> Int {
    if let least = rules.least, number < least { throw fault("\(number) is less than \(least)") }
    if let most = rules.most, number > most { throw fault("\(number) is more than \(most)") }
    _ = try normal(String(number))
    return number
  }

  private func checked(_ items: [String]) throws(Findings) -> [String] {
    if items.count > Self.mostItems { throw fault("it has more than \(Self.mostItems) items") }
    var checkedItems: [String] = []
    for item in items {
      if item.isEmpty { throw fault("a list item is empty", hint: "items are separated by commas") }
      if !rules.choices.isEmpty, !rules.choices.contains(item) {
        throw fault("invalid value '\(quoted(item))'", hint: Self.hint(for: item, among: rules.choices))
      }
      let item = try checked(item)
      if rules.isUnique, checkedItems.contains(item) { throw fault("'\(quoted(item))' is given twice") }
      checkedItems.append(item)
    }
    return checkedItems
  }

  /// A secret's answer says where the secret is, and is never the secret.
  private func reference(_ text: String) throws(Findings) -> String {
    if text.isEmpty, isOptional || isEmptyByDefault { return text }
    if SecretReference.isOne(text) {
      if let pattern = rules.pattern, !pattern.matches(text) {
        throw fault(
          "'\(quoted(text))' does not match \(pattern.text)", hint: example.map { "for example: \($0)" })
      }
      return text
    }
    throw fault(
      "expected a reference to a secret: secrets themselves are never written to a file",
      hint: "vault_NAME, a path such as secrets/NAME, or the NAME of an environment variable in capitals")
  }

  private func guest(_ text: String, in inventory: Inventory) throws(Findings) -> Guest {
    do throws(Findings) {
      return try inventory.guest(text, kinds: rules.guestKinds)
    } catch {
      throw Findings(error.diagnostics.map { fault($0.message, hint: $0.hints.first).diagnostics[0] })
        ?? error
    }
  }

  /// One line without control characters: an answer must not smuggle lines into what is generated.
  func checkPlain(_ text: String) throws(Findings) {
    let isForbidden = text.unicodeScalars.contains { scalar in
      if rules.isMultiline, scalar == "\n" || scalar == "\t" { return false }
      return scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
    if isForbidden {
      throw fault(
        "a \(rules.isMultiline ? "" : "line break or ")control character is not allowed")
    }
    if PlainTexts.hold(text, of: name) { return }
    if let finding = credentialFindings(in: Array(text.utf8), at: name).first {
      throw fault(
        "the answer looks like \(finding.what)", .credential,
        hint: "keep it in a vault and declare a variable of type secret")
    }
    PlainTexts.add(text, of: name)
  }

  /// A text under a key of a map; the key is part of what makes it look like a credential.
  func checkedEntry(_ text: String, under key: String) throws(Findings) -> String {
    if let finding = credentialFindings(in: Array("\(key)=\(text)\n".utf8), at: ".env").first {
      throw fault(
        "the answer looks like \(finding.what)", .credential,
        hint: "keep it in a vault and declare a variable of type secret")
    }
    return try checked(text)
  }

  private static func hint(for text: String, among choices: [String]) -> String {
    nearest(to: text, among: choices).map { "did you mean '\(quoted($0))'?" }
      ?? "one of \(choices.map { quoted($0) }.joined(separator: ", "))"
  }
}

/// How a secret is named without being told.
enum SecretReference {
  static func isOne(_ text: String) -> Bool {
    guard text.utf8.count <= 200 else { return false }
    return isVaultName(text) || isPath(text) || isEnvironmentName(text)
  }

  private static func isVaultName(_ text: String) -> Bool {
    text.hasPrefix("vault_") && text.utf8.dropFirst(6).count > 0
      && text.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x5F }
  }

  private static func isPath(_ text: String) -> Bool {
    text.hasPrefix("secrets/") && text.utf8.count > 8 && !text.contains("..") && !text.contains("//")
      && text.utf8.allSatisfy { isAlphanumeric($0) || "._-/".utf8.contains($0) }
  }

  private static func isEnvironmentName(_ text: String) -> Bool {
    text.utf8.first.map(isUpper) == true && text.utf8.allSatisfy { isUpper($0) || isDigit($0) || $0 == 0x5F }
      && credentialFindings(in: Array(text.utf8), at: "").isEmpty
  }
}

/// Texts that were no credential under the name of a variable: a list of units has the same defaults over and over.
private enum PlainTexts {
  private static let known = Mutex<[String: Set<String>]>([:])

  static func hold(_ text: String, of name: String) -> Bool {
    known.withLock { $0[name]?.contains(text) ?? false }
  }

  static func add(_ text: String, of name: String) {
    guard text.utf8.count <= longest else { return }
    known.withLock { known in
      if known[name, default: []].count < most { known[name, default: []].insert(text) }
    }
  }

  /// So many for each variable: what every unit has of its own does not come again.
  private static let most = 64
  private static let longest = 1000
}
