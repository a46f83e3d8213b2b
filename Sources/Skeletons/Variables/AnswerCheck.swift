import Diagnostics
import Secrets
import YAMLReading

/// From an answer to a value: type, rules, and nothing that looks like a credential.
struct AnswerCheck {
  let variable: Variable

  /// The value of an answer that needs no inventory, or why it cannot be one.
  func value(of answer: Answer, in inventory: Inventory?) throws(Findings) -> Value {
    switch (variable.kind, answer) {
    case (.string, .text(let text)): return .text(try checked(text))
    case (.choice, .text(let text)): return .text(try chosen(text))
    case (.secret, .text(let text)): return .text(try reference(text))
    case (.guest, .text(let text)):
      if text.isEmpty, variable.isOptional { return .absent }
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
    switch (variable.kind, answer) {
    case (.list, .text(let text)): return .list([text])
    case (_, .list): throw variable.fault("expected \(variable.kind.rawValue), found a list")
    case (.map, _), (.objects, _): throw variable.fault("expected a mapping, found '\(answer.words)'")
    case (.integer, .boolean), (.boolean, .integer), (.list, _):
      throw variable.fault("expected \(variable.kind.rawValue), found '\(answer.words)'")
    default: return try variable.answer(from: answer.words)
    }
  }

  private func checked(_ text: String) throws(Findings) -> String {
    try checkPlain(text)
    if text.isEmpty, variable.isOptional || isEmptyByDefault { return text }
    if text.unicodeScalars.count > variable.rules.longest ?? Variable.longestAnswer {
      throw variable.fault("it is longer than \(variable.rules.longest ?? Variable.longestAnswer) characters")
    }
    if let pattern = variable.rules.pattern, !pattern.matches(text) {
      let example = variable.example.map { "for example: \($0)" }
      throw variable.fault(
        "'\(quoted(text))' does not match \(pattern.text)",
        hint: example ?? (variable.help.isEmpty ? nil : variable.help))
    }
    return try normal(text)
  }

  /// The text in the normal form of its format.
  private func normal(_ text: String) throws(Findings) -> String {
    guard let format = variable.rules.format else { return text }
    do throws(FormatFault) {
      return try format.normal(text)
    } catch {
      throw variable.fault(
        "invalid \(format.rawValue) '\(quoted(text))': \(error.reason) (\(format.standard))",
        hint: "for example: \(variable.example ?? format.sample)")
    }
  }

  private var isEmptyByDefault: Bool {
    if case .text(let template) = variable.fallback { template.literal == "" } else { false }
  }

  private func chosen(_ text: String) throws(Findings) -> String {
    if variable.rules.choices.contains(text) || (text.isEmpty && variable.isOptional) { return text }
    throw variable.fault(
      "invalid value '\(quoted(text))'", hint: Self.hint(for: text, among: variable.rules.choices))
  }

  private func checked(_ number: Int) throws(Findings) -> Int {
    if let least = variable.rules.least, number < least {
      throw variable.fault("\(number) is less than \(least)")
    }
    if let most = variable.rules.most, number > most {
      throw variable.fault("\(number) is more than \(most)")
    }
    _ = try normal(String(number))
    return number
  }

  private func checked(_ items: [String]) throws(Findings) -> [String] {
    if items.count > Variable.mostItems {
      throw variable.fault("it has more than \(Variable.mostItems) items")
    }
    var checkedItems: [String] = []
    for item in items {
      if item.isEmpty { throw variable.fault("a list item is empty", hint: "items are separated by commas") }
      if !variable.rules.choices.isEmpty, !variable.rules.choices.contains(item) {
        throw variable.fault(
          "invalid value '\(quoted(item))'", hint: Self.hint(for: item, among: variable.rules.choices))
      }
      let item = try checked(item)
      if variable.rules.isUnique, checkedItems.contains(item) {
        throw variable.fault("'\(quoted(item))' is given twice")
      }
      checkedItems.append(item)
    }
    return checkedItems
  }

  /// A secret's answer states where the secret is, and is never the secret.
  private func reference(_ text: String) throws(Findings) -> String {
    if text.isEmpty, variable.isOptional || isEmptyByDefault { return text }
    if SecretReference.isOne(text) {
      if let pattern = variable.rules.pattern, !pattern.matches(text) {
        throw variable.fault(
          "'\(quoted(text))' does not match \(pattern.text)",
          hint: variable.example.map { "for example: \($0)" })
      }
      return text
    }
    throw variable.fault(
      "expected a reference to a secret: secrets themselves are never written to a file",
      hint: "vault_NAME, a path such as secrets/NAME, or the NAME of an environment variable in capitals")
  }

  private func guest(_ text: String, in inventory: Inventory) throws(Findings) -> Guest {
    do throws(Findings) {
      return try inventory.guest(text, kinds: variable.rules.guestKinds)
    } catch {
      throw Findings(
        error.diagnostics.map { variable.fault($0.message, hint: $0.hints.first).diagnostics[0] })
        ?? error
    }
  }

  /// One line without control characters: an answer must not smuggle lines into what is generated.
  func checkPlain(_ text: String) throws(Findings) {
    let isForbidden = text.unicodeScalars.contains { scalar in
      if variable.rules.isMultiline, scalar == "\n" || scalar == "\t" { return false }
      return scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
    if isForbidden {
      throw variable.fault(
        "a \(variable.rules.isMultiline ? "" : "line break or ")control character is not allowed")
    }
    if PlainTexts.hold(text, of: variable.name) { return }
    if let finding = credentialFindings(in: Array(text.utf8), at: variable.name).first {
      throw variable.fault(
        "the answer looks like \(finding.what)", .credential,
        hint: "keep it in a vault and declare a variable of type secret")
    }
    PlainTexts.add(text, of: variable.name)
  }

  /// A text under a key of a map; the key is part of what makes it look like a credential.
  func checkedEntry(_ text: String, under key: String) throws(Findings) -> String {
    if let finding = credentialFindings(in: Array("\(key)=\(text)\n".utf8), at: ".env").first {
      throw variable.fault(
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
