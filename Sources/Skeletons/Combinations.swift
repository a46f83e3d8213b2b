import Diagnostics

extension Skeleton {
  /// Sets of answers in which every two values of any two variables come together at least once.
  ///
  /// Booleans, choices, items of a restricted list, and given or not for what is optional. The first set answers only
  /// what must be answered. Two at a time find most faults at a small part of all combinations (pairwise testing).
  package func pairwiseAnswers() -> [[String: Answer]] {
    let factors = variables.compactMap(\.factor).prefix(Self.mostFactors)
    let needed = Dictionary(
      variables.filter(\.needsAnswer).compactMap { variable in variable.sample.map { (variable.name, $0) } }
    ) { first, _ in first }
    let rows = PairCover(counts: factors.map(\.values.count)).rows()
    let chosen = rows.map { row in
      zip(factors, row).reduce(into: needed) { answers, part in answers[part.0.name] = part.0.values[part.1] }
    }
    var different: [[String: Answer]] = [needed]
    for answers in chosen.map(expanded).compactMap(applicable) where !different.contains(answers) {
      different.append(answers)
    }
    return different
  }

  /// Without the answers to variables that do not apply; nil where the answers break a rule, as a person's would.
  private func applicable(_ answers: [String: Answer]) -> [String: Answer]? {
    let values: Values
    do throws(Findings) {
      values = try self.values(given: answers, inventory: .trial)
    } catch {
      return error.diagnostics.contains { $0.hints.contains { $0.hasPrefix(Rule.hint) } } ? nil : answers
    }
    let dormant = Set(dormant(answers, values).map(\.variable.name))
    return answers.filter { answer in !dormant.contains { AnswerLeaves.covers($0, answer.key) } }
  }

  /// With the leaves of maps and objects in place of their examples.
  private func expanded(_ answers: [String: Answer]) -> [String: Answer] {
    var expanded = answers
    for variable in variables where variable.isCollection {
      guard case .text(let example)? = expanded.removeValue(forKey: variable.name) else { continue }
      // One that cannot be read is told by the check.
      guard let leaves = try? leaves(example, at: variable.name) else { continue }
      expanded = applying(leaves, unsetting: [], to: expanded)
    }
    return expanded
  }

  /// Beyond so many variables the later ones keep their defaults.
  private static let mostFactors = 60
}

extension Variable {
  /// What a trial answers with: the example, or a plain word; nil where no answer can be guessed.
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

  /// The answers that a trial goes through; nil stands for none, so that the default counts.
  fileprivate var factor: (name: String, values: [Answer?])? {
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

  /// No answer on purpose, where there is a default to be without.
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

/// Rows of value numbers that cover all pairs, found greedily and always the same.
private struct PairCover {
  private let counts: [Int]
  private let offsets: [Int]
  private let width: Int
  private var isOpen: [Bool]

  init(counts: [Int]) {
    self.counts = counts
    var offsets: [Int] = []
    var sum = 0
    for count in counts {
      offsets.append(sum)
      sum += count
    }
    self.offsets = offsets
    width = sum
    isOpen = Array(repeating: false, count: sum * sum)
    for one in counts.indices {
      for other in counts.indices where one < other {
        for first in 0..<counts[one] {
          for second in 0..<counts[other] {
            isOpen[(offsets[one] + first) * width + offsets[other] + second] = true
          }
        }
      }
    }
  }

  func rows() -> [[Int]] {
    if counts.count == 1 { return (0..<counts[0]).map { [$0] } }
    var cover = self
    var rows: [[Int]] = []
    while let cell = cover.isOpen.firstIndex(of: true) { rows.append(cover.row(covering: cell)) }
    return rows
  }

  /// A row that holds one open pair, and of every other factor the value that closes most.
  private mutating func row(covering cell: Int) -> [Int] {
    var row: [Int?] = Array(repeating: nil, count: counts.count)
    for position in [cell / width, cell % width] {
      let factor = offsets.lastIndex { $0 <= position } ?? 0
      row[factor] = position - offsets[factor]
    }
    for factor in counts.indices where row[factor] == nil {
      row[factor] = (0..<counts[factor]).max {
        gain(of: $0, for: factor, in: row) < gain(of: $1, for: factor, in: row)
      }
    }
    let values = row.map { $0 ?? 0 }
    close(values)
    return values
  }

  private func gain(of value: Int, for factor: Int, in row: [Int?]) -> Int {
    var gain = 0
    for (other, chosen) in row.enumerated() where other != factor {
      if let chosen, isOpen[index(factor, value, other, chosen)] { gain += 1 }
    }
    return gain
  }

  private mutating func close(_ row: [Int]) {
    for one in row.indices {
      for other in row.indices where one < other { isOpen[index(one, row[one], other, row[other])] = false }
    }
  }

  private func index(_ one: Int, _ first: Int, _ other: Int, _ second: Int) -> Int {
    one < other
      ? (offsets[one] + first) * width + offsets[other] + second
      : (offsets[other] + second) * width + offsets[one] + first
  }
}
