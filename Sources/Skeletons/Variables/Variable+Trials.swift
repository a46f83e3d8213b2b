import Diagnostics

extension Variable {
  /// What a trial answers with: the example, or a plain word; nil if no answer can be guessed.
  package var sample: Answer? {
    let candidates: [Answer]
    switch kind {
    case .list:
      candidates = [rules.choices.first ?? example].compactMap { text in
        text.flatMap { try? answer(from: $0) }
      }
    case .integer: candidates = [.integer(rules.least ?? rules.most ?? 1)]
    case .boolean: candidates = [.boolean(true)]
    case .choice: candidates = rules.choices.map { .text($0) }
    case .secret: candidates = [.text(example ?? "vault_\(name)")]
    case .map, .objects: return nil
    case .guest: return rules.guestKinds.first.map { .text(Inventory.trial.reference(to: $0)) }
    case .string:
      candidates =
        (rules.format.map { [.text($0.sample)] } ?? [])
        + ([example].compactMap(\.self) + ["example", "x", "example.com", "1", "/x"]).map {
          .text($0)
        }
    }
    return candidates.first { (try? value(of: $0)) != nil }
  }

  /// The answers that a trial goes through; nil represents none, so that the default counts.
  var factor: (name: String, values: [Answer?])? {
    let values: [Answer?]
    switch kind {
    case .boolean: values = [.boolean(true), .boolean(false)]
    case .choice: values = rules.choices.map { .text($0) } + (isOptional ? [.text("")] : [])
    case .list where !rules.choices.isEmpty:
      values = [.list([]), .list(rules.choices)] + rules.choices.map { .list([$0]) }
    case .list: values = [nil, .list([]), sample]
    case .map, .objects: values = [nil, example.map { .text($0) }]
    case .guest:
      values = (isOptional ? [nil] : []) + rules.guestKinds.map { .text(Inventory.trial.reference(to: $0)) }
    case .string, .secret, .integer: values = isOptional ? [nil, sample] + emptied : []
    }
    var different: [Answer?] = []
    for value in values where !different.contains(value) { different.append(value) }
    return different.count > 1 ? (name, different) : nil
  }

  /// No answer on purpose, if there is a default to be without.
  private var emptied: [Answer?] { kind != .integer && fallback != nil ? [.text("")] : [] }
}

extension Inventory {
  /// The guests that trials answer with: one of each kind.
  package static let trial = Inventory(
    nodes: [HostNode(name: "lab", address: "192.0.2.1")],
    guests: [
      Guest(
        kind: .container, id: 101, name: "example-ct", address: "192.0.2.101", node: "lab",
        purpose: "example",
        tags: ["example", "web"]),
      Guest(
        kind: .machine, id: 102, name: "example-vm", address: "192.0.2.102", node: "lab", purpose: "example"),
    ])

  fileprivate func reference(to kind: Guest.Kind) -> String {
    guests.first { $0.kind == kind }?.reference ?? ""
  }
}
