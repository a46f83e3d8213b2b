import Diagnostics

/// Sets of answers that try a skeleton out.
package struct AnswerCombinations {
  let skeleton: Skeleton

  package init(of skeleton: Skeleton) { self.skeleton = skeleton }

  /// Sets of answers in which every two values of any two variables come together at least once.
  ///
  /// Booleans, choices, items of a restricted list, and given or not for what is optional. The first set answers only
  /// what must be answered. Two at a time find most faults at a small part of all combinations (pairwise testing).
  package func pairwise() -> [[String: Answer]] {
    let factors = skeleton.variables.compactMap(\.factor).prefix(Self.mostFactors)
    let needed = Dictionary(
      skeleton.variables.filter(\.needsAnswer).compactMap { variable in
        variable.sample.map { (variable.name, $0) }
      }
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

  /// Without the answers to variables that do not apply; nil if the answers break a rule, as a person's would.
  private func applicable(_ answers: [String: Answer]) -> [String: Answer]? {
    let values: Values
    do throws(Findings) {
      values = try skeleton.values(given: answers, inventory: .trial)
    } catch {
      return error.diagnostics.contains { $0.hints.contains { $0.hasPrefix(Rule.hint) } } ? nil : answers
    }
    let dormant = Set(skeleton.dormant(answers, values).map(\.variable.name))
    return answers.filter { answer in !dormant.contains { AnswerLeaves.covers($0, answer.key) } }
  }

  /// With the leaves of maps and objects in place of their examples.
  private func expanded(_ answers: [String: Answer]) -> [String: Answer] {
    var expanded = answers
    for variable in skeleton.variables where variable.isCollection {
      guard case .text(let example)? = expanded.removeValue(forKey: variable.name) else { continue }
      // One that cannot be read is told by the check.
      guard let leaves = try? skeleton.leaves(example, at: variable.name) else { continue }
      expanded = skeleton.applying(leaves, unsetting: [], to: expanded)
    }
    return expanded
  }

  /// Beyond so many variables the later ones keep their defaults.
  private static let mostFactors = 60
}
