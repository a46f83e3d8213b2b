package import FileTrees

/// Answers inferred from hand-written files.
package struct Inference {
  let skeleton: Skeleton

  /// Works on this skeleton.
  package init(_ skeleton: Skeleton) { self.skeleton = skeleton }

  /// Answers inferred from hand-written files: the text where a template has the only variable of a line.
  ///
  /// `files` are by source, and `values` are what is known already; `known` names the variables that someone answered.
  /// A line counts where everything around the variable is the same, in HCL the blocks that it is in too; what most
  /// lines have wins, if the variable accepts it. A line that could show either of two variables shows none.
  package func inferredAnswers(
    from files: [RelativePath: [UInt8]], values: Values, known: Set<String>
  ) -> [String: Answer] {
    var votes: [String: [String: Int]] = [:]
    for file in skeleton.files {
      guard case .template(let template) = file.body, let bytes = files[file.source] else { continue }
      let form = LineForm(of: file.source)
      let lines = Set(form.lines(bytes.split(separator: lineFeed).map { Array($0) }))
      for pattern in LinePattern.patterns(of: template, as: form, values: values, known: known) {
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
      guard let variable = skeleton.variable(name), let answer = try? variable.answer(from: text),
        (try? variable.value(of: answer)) != nil
      else { continue }
      return text == usual ? nil : answer
    }
    return nil
  }

  /// Booleans that switch files on: on where one of the files is there, off if none is.
  private func inferredSwitches(present: Set<RelativePath>, known: Set<String>) -> [String: Answer] {
    var answers: [String: Answer] = [:]
    for variable in skeleton.variables where variable.kind == .boolean && !known.contains(variable.name) {
      let switched = skeleton.files.filter { $0.conditions.contains { $0.isSwitch(variable.name) } }
      guard !switched.isEmpty else { continue }
      let isOn = switched.contains { present.contains($0.source) }
      if case .value(.boolean(let usual))? = variable.fallback, usual == isOn { continue }
      answers[variable.name] = .boolean(isOn)
    }
    return answers
  }
}

private let lineFeed = UInt8(ascii: "\n")
