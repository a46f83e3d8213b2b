package import FileTrees

extension Skeleton {
  /// Answers that hand-written files show: what stands in them where a template has a variable alone on its line.
  ///
  /// `files` are by source, and `values` are what is known already; `known` names the variables that somebody answered.
  /// A line counts where everything around the variable is the same; what most lines say wins, if the variable takes it.
  package func inferredAnswers(
    from files: [RelativePath: [UInt8]], values: Values, known: Set<String>
  ) -> [String: Answer] {
    var votes: [String: [String: Int]] = [:]
    for file in self.files {
      guard case .template(let template) = file.body, let bytes = files[file.source] else { continue }
      let lines = Set(bytes.split(separator: lineFeed).map { Array($0) })
      for pattern in LinePattern.patterns(of: template, values: values, known: known) {
        for text in lines.compactMap(pattern.match) {
          votes[pattern.variable, default: [:]][text, default: 0] += 1
        }
      }
    }
    let present = Set(files.keys)
    var answers = inferredSwitches(present: present, known: known)
    for (name, counts) in votes { answers[name] = bestAnswer(to: name, counts, unlike: values[name].text) }
    return answers
  }

  private func bestAnswer(to name: String, _ counts: [String: Int], unlike usual: String) -> Answer? {
    let ordered = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (text, _) in ordered {
      guard let variable = variable(name), let answer = try? variable.answer(from: text),
        (try? variable.value(of: answer)) != nil
      else { continue }
      return text == usual ? nil : answer
    }
    return nil
  }

  /// Booleans that switch files on: on where one of the files is there, off where none is.
  private func inferredSwitches(present: Set<RelativePath>, known: Set<String>) -> [String: Answer] {
    var answers: [String: Answer] = [:]
    for variable in variables where variable.kind == .boolean && !known.contains(variable.name) {
      let switched = files.filter { $0.conditions.contains { $0.isSwitch(variable.name) } }
      guard !switched.isEmpty else { continue }
      let isOn = switched.contains { present.contains($0.source) }
      if case .value(.boolean(let usual))? = variable.fallback, usual == isOn { continue }
      answers[variable.name] = .boolean(isOn)
    }
    return answers
  }
}

/// A line of a template with one thing on it that nobody knows yet.
private struct LinePattern {
  let variable: String
  let before: [UInt8]
  let after: [UInt8]

  /// What stands in the variable's place, without the quotes that a transform may have put around it.
  func match(_ line: [UInt8]) -> String? {
    guard line.count > before.count + after.count, line.starts(with: before),
      line.suffix(after.count).elementsEqual(after)
    else { return nil }
    let text = String(decoding: line.dropFirst(before.count).dropLast(after.count), as: UTF8.self)
    let isQuoted = text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
    return isQuoted ? String(text.dropFirst().dropLast()) : text
  }

  static func patterns(of template: Template, values: Values, known: Set<String>) -> [LinePattern] {
    lines(of: template.parts).compactMap { LinePattern($0, values: values, known: known) }
  }

  private init?(_ line: [Template.Part], values: Values, known: Set<String>) {
    var unknown: String?
    var sides: [[UInt8]] = [[], []]
    for part in line {
      switch part {
      case .text(let bytes): sides[unknown == nil ? 0 : 1] += bytes
      case .section: return nil
      case .value(let expression):
        guard let name = expression.variable else { return nil }
        if known.contains(name) {
          guard let bytes = try? Template(parts: [part]).render(values) else { return nil }
          sides[unknown == nil ? 0 : 1] += bytes
        } else if unknown == nil {
          unknown = name
        } else {
          return nil
        }
      }
    }
    // A variable that stands alone on its line would match every line.
    guard let unknown, !(sides[0] + sides[1]).filter({ $0 != UInt8(ascii: " ") }).isEmpty else { return nil }
    (variable, before, after) = (unknown, sides[0], sides[1])
  }

  /// The parts line by line; a section begins and ends one.
  private static func lines(of parts: [Template.Part]) -> [[Template.Part]] {
    var lines: [[Template.Part]] = [[]]
    for part in parts {
      switch part {
      case .value: lines[lines.count - 1].append(part)
      case .section(let section):
        lines += Self.lines(of: section.parts) + [[]] + Self.lines(of: section.otherwise) + [[]]
      case .text(let bytes):
        for (index, piece) in bytes.split(separator: lineFeed, omittingEmptySubsequences: false).enumerated()
        {
          if index > 0 { lines.append([]) }
          if !piece.isEmpty { lines[lines.count - 1].append(.text(Array(piece))) }
        }
      }
    }
    return lines.filter { !$0.isEmpty }
  }
}

private let lineFeed = UInt8(ascii: "\n")
