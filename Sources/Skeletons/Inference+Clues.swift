package import FileTrees

extension Inference {
  /// Whether a hand-written file at this path below the unit's folder may show an answer.
  package func hasClue(at path: RelativePath) -> Bool {
    skeleton.variables.contains { variable in variable.clues.contains { $0.file.matches(path) } }
  }

  /// Answers that hand-written files show by the skeleton's clues; `files` are by their paths below the unit's folder.
  ///
  /// Of a list everything that is found counts, of anything else what is found most often. What the variable does not
  /// accept, and its default, is not an answer.
  package func answersByClues(
    in files: [RelativePath: [UInt8]], values: Values, known: Set<String>
  ) -> [String: Answer] {
    var answers: [String: Answer] = [:]
    for variable in skeleton.variables where !known.contains(variable.name) {
      let found = variable.clues.flatMap { clue in
        files.sorted { $0.key < $1.key }.filter { clue.file.matches($0.key) }
          .flatMap { clue.values(in: $0.value) }
      }
      guard let answer = variable.answer(among: found), (try? variable.value(of: answer)) != nil,
        answer != variable.usual(values)
      else { continue }
      answers[variable.name] = answer
    }
    return answers
  }
}

extension Variable {
  fileprivate func answer(among found: [String]) -> Answer? {
    guard !found.isEmpty else { return nil }
    switch kind {
    case .boolean: return .boolean(clues.contains { clue in clue.truth.map(found.contains) ?? false })
    case .list:
      var seen: Set<String> = []
      return .list(found.filter { seen.insert($0).inserted })
    case .map, .objects: return nil
    case .string, .integer, .choice, .secret, .guest:
      let counts = Dictionary(found.map { ($0, 1) }, uniquingKeysWith: +)
      let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
      return best.flatMap { try? answer(from: $0.key) }
    }
  }

  /// Its default as an answer.
  fileprivate func usual(_ values: Values) -> Answer? {
    switch kind {
    case .boolean: .boolean(values[name].isTrue)
    case .list: .list(values[name].list)
    case .map, .objects: nil
    case .integer, .string, .choice, .secret, .guest: try? answer(from: values[name].text)
    }
  }
}
