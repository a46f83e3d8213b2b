package import Diagnostics

/// Where a single answer belongs: to a variable, or inside a map or objects, as `vhosts.www.port`.
///
/// Answers to maps and objects are kept leaf by leaf, so that each is one line of a record and two branches that change
/// different ones merge. `vhosts.www#` is the position of an item among the others.
package struct AnswerPlace: Sendable {
  /// The variable or field that takes the answer, or holds the item; it is called by its path in messages.
  let variable: Variable
  let kind: Kind
  /// The items that contain it, the outermost first, including itself if it is one.
  let items: [Item]

  enum Kind: Hashable, Sendable {
    case variable
    /// The text under a key of a map.
    case entry(String)
    /// An item of objects, as a whole.
    case item(String)
    case position(String)
  }

  /// Whether it is an item of objects, which has no answer of its own.
  var isWhole: Bool {
    if case .item = kind { true } else { false }
  }

  /// A key of a map, or a name of objects.
  struct Item: Hashable, Sendable {
    let parent: String
    let name: String
    let isEntry: Bool

    var path: String { "\(parent).\(name)" }
  }
}

extension Skeleton {
  /// The place of an answer; nil if there is no such variable.
  func place(of path: String) -> AnswerPlace? {
    if let variable = variable(path) { return AnswerPlace(variable: variable, kind: .variable, items: []) }
    guard let dot = path.firstIndex(of: "."), let variable = variable(String(path[..<dot])) else {
      return nil
    }
    return variable.place(of: path[path.index(after: dot)...], at: variable.name, in: [])
  }

  /// Whether the answer at a path may have lines.
  package func isMultiline(_ path: String) -> Bool { place(of: path)?.variable.rules.isMultiline ?? false }

  /// Whether an answer of that path, or of its variable, is asked for.
  package func asks(_ path: String) -> Bool {
    place(of: path) != nil || SkippedFiles.source(of: path) != nil
  }

  /// Throws if an answer is not valid at a path; a path that does not exist is ignored.
  package func check(_ answer: Answer, at path: String, in inventory: Inventory) throws(Findings) {
    guard let place = place(of: path) else { return }
    switch place.kind {
    case .variable:
      if place.variable.isCollection, answer == .list([]) { return }
      _ = try place.variable.value(of: answer, in: inventory)
    case .entry(let key): _ = try place.variable.entry(key, answer)
    case .position(let name): try place.variable.check(name: name)
    case .item(let name): throw place.variable.unknownField(of: name)
    }
  }
}

extension Variable {
  var isCollection: Bool { kind == .map || kind == .objects }

  /// What is at `rest` below this map or these objects, whose own path is `path`.
  fileprivate func place(
    of rest: Substring, at path: String, in items: [AnswerPlace.Item]
  ) -> AnswerPlace? {
    guard isCollection, !rest.isEmpty else { return nil }
    var variable = self
    variable.label = path
    func item(_ name: Substring) -> AnswerPlace.Item {
      AnswerPlace.Item(parent: path, name: String(name), isEntry: kind == .map)
    }
    let (name, field, below) = split(rest)
    if field == nil, name.hasSuffix("#") {
      return AnswerPlace(variable: variable, kind: .position(String(name.dropLast())), items: items)
    }
    let inside = items + [item(name)]
    if kind == .map { return AnswerPlace(variable: variable, kind: .entry(String(name)), items: inside) }
    guard var field else {
      return AnswerPlace(variable: variable, kind: .item(String(name)), items: inside)
    }
    field.label = "\(path).\(name).\(field.name)"
    guard let below else { return AnswerPlace(variable: field, kind: .variable, items: inside) }
    return field.place(of: below, at: field.shownName, in: inside)
  }

  /// A name, which ends before the first field's, that field, and what is after it.
  func split(_ rest: Substring) -> (name: Substring, field: Variable?, below: Substring?) {
    if kind == .map { return (rest, nil, nil) }
    var start = rest.startIndex
    while let dot = rest[start...].firstIndex(of: ".") {
      start = rest.index(after: dot)
      let end = rest[start...].firstIndex(of: ".") ?? rest.endIndex
      guard let field = fields.first(where: { $0.name == rest[start..<end] }) else { continue }
      let below = end == rest.endIndex ? nil : rest[rest.index(after: end)...]
      return (rest[..<dot], field, below)
    }
    return (rest, nil, nil)
  }

  /// A name is one line without what paths of answers are made of.
  func check(name: String) throws(Findings) {
    let what = kind == .map ? "key" : "name"
    let isField = name.split(separator: ".").dropFirst().contains { part in
      fields.contains { $0.name == part }
    }
    if name.isEmpty || name.utf8.count > 200 || isField || name.contains(where: { "#=".contains($0) }) {
      throw fault(
        "invalid \(what) '\(quoted(name))' (expected 1 to 200 characters without '#' and '=')"
          + (isField ? " and without a field's name behind a '.'" : ""))
    }
    try AnswerCheck(variable: self).checkPlain(name)
    guard let pattern = rules.keys, !pattern.matches(name) else { return }
    throw fault("\(what) '\(quoted(name))' does not match \(pattern.text)")
  }

  /// The checked text under a key of a map.
  func entry(_ key: String, _ answer: Answer) throws(Findings) -> String {
    try check(name: key)
    if case .list = answer { throw fault("expected a text for '\(quoted(key))', found a list") }
    var entry = self
    entry.label = "\(shownName).\(key)"
    return try AnswerCheck(variable: entry).checkedEntry(answer.words, under: key)
  }

  func unknownField(of name: String) -> Findings {
    let names = fields.map(\.name)
    let last = name.split(separator: ".").last.map(String.init) ?? name
    return fault(
      "there is no field '\(quoted(last))'",
      hint: nearest(to: last, among: names).map { "did you mean '\($0)'?" }
        ?? "one of \(names.joined(separator: ", "))")
  }
}
