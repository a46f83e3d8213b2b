import Diagnostics
import YAMLReading

/// Reads `handoff:`.
struct HandoffReader {
  let scope: Scope

  func declaration(_ node: Node, noting faults: inout Faults) -> HandoffDeclaration {
    var reader = MappingReader(node, "'handoff'", noting: &faults)
    var handoff = HandoffDeclaration()
    handoff.commitType = word("commit_type", of: &reader, noting: &faults)
    handoff.deploysAs = template("deploys_as", of: &reader, noting: &faults)
    handoff.requires = entries("requires", of: &reader, noting: &faults, requirement)
    handoff.prerequisites = entries("prerequisites", of: &reader, noting: &faults, prerequisite)
    handoff.steps = entries("steps", of: &reader, noting: &faults, step)
    handoff.verify = entries("verify", of: &reader, noting: &faults, step)
    // Taking away is right only for what was not there before.
    handoff.rollback = entries("rollback", of: &reader, noting: &faults, for: [.added], step)
    handoff.secrets = entries("secrets", of: &reader, noting: &faults, secret)
    handoff.documents = documents(&reader, noting: &faults)
    handoff.changes = entries("changes", of: &reader, noting: &faults, change)
    reader.finish(noting: &faults)
    return handoff
  }

  private typealias Entry = HandoffDeclaration.Entry

  private func entries<Content>(
    _ key: String, of reader: inout MappingReader, noting faults: inout Faults,
    for usual: Set<UnitChange> = [.added, .changed, .renamed],
    _ content: (inout MappingReader, inout Faults) -> Content
  ) -> [Entry<Content>] {
    reader.list(key, noting: &faults).map { entry($0, of: key, noting: &faults, for: usual, content) }
  }

  private func entry<Content>(
    _ node: Node, of key: String, noting faults: inout Faults,
    for usual: Set<UnitChange> = Set(UnitChange.allCases),
    _ content: (inout MappingReader, inout Faults) -> Content
  ) -> Entry<Content> {
    var reader = MappingReader(node, "an entry of '\(key)'", noting: &faults)
    let condition = reader.node("when").map { ConditionReader(scope: scope).condition($0, noting: &faults) }
    let changes = changes(of: &reader, noting: &faults) ?? usual
    let content = content(&reader, &faults)
    reader.finish(noting: &faults)
    return Entry(condition: condition, changes: changes, content: content)
  }

  /// The kinds of change that `for:` lists; nil if it is not there.
  private func changes(of reader: inout MappingReader, noting faults: inout Faults) -> Set<UnitChange>? {
    guard let node = reader.node("for") else { return nil }
    var changes: Set<UnitChange> = []
    for item in node.items ?? [node] {
      guard let text = item.text("'for'", noting: &faults) else { continue }
      if let change = UnitChange(rawValue: text) {
        changes.insert(change)
      } else {
        let words = UnitChange.allCases.map(\.rawValue).joined(separator: ", ")
        faults.note("invalid kind of change '\(quoted(text))' (expected one of: \(words))", at: item.place)
      }
    }
    return changes
  }

  /// A document is a text, or a mapping of `path` and `when`.
  private func documents(_ reader: inout MappingReader, noting faults: inout Faults) -> [Entry<Template>] {
    reader.list("documents", noting: &faults).map { node in
      if node.pairs == nil {
        let content = Template(node, "a document", scope: scope, noting: &faults)
        return Entry(condition: nil, changes: Set(UnitChange.allCases), content: content)
      }
      return entry(node, of: "documents", noting: &faults) { required("path", of: &$0, noting: &$1) }
    }
  }

  private func requirement(
    _ reader: inout MappingReader, noting faults: inout Faults
  ) -> HandoffDeclaration.Requirement {
    .init(
      tool: required("tool", of: &reader, noting: &faults),
      version: template("version", of: &reader, noting: &faults))
  }

  private func prerequisite(
    _ reader: inout MappingReader, noting faults: inout Faults
  ) -> HandoffDeclaration.Prerequisite {
    .init(
      text: required("text", of: &reader, noting: &faults),
      check: arguments("check", of: &reader, noting: &faults),
      location: location(of: &reader, noting: &faults))
  }

  private func location(
    of reader: inout MappingReader, noting faults: inout Faults
  ) -> HandoffDeclaration.Location {
    let place: StepPlace? = word("at", of: &reader, noting: &faults)
    return .init(
      place: place ?? .controller, node: template("node", of: &reader, noting: &faults),
      folder: template("cwd", of: &reader, noting: &faults))
  }

  private func secret(
    _ reader: inout MappingReader, noting faults: inout Faults
  ) -> HandoffDeclaration.Secret {
    let each = reader.node("each").flatMap { FileRule.list($0, scope: scope, noting: &faults) }
    func template(_ node: Node?, _ what: String) -> Template {
      guard let node else { return Template(literal: "") }
      return Template(node, what, scope: scope, item: each?.itemKind(in: scope), noting: &faults)
    }
    return .init(
      each: each, name: template(reader.required("name", noting: &faults), "'name'"),
      whereabouts: template(reader.required("where", noting: &faults), "'where'"),
      create: reader.list("create", noting: &faults).map { template($0, "an argument of 'create'") },
      location: location(of: &reader, noting: &faults))
  }

  private func step(_ reader: inout MappingReader, noting faults: inout Faults) -> HandoffDeclaration.Step {
    let title = required("title", of: &reader, noting: &faults)
    let run = arguments("run", of: &reader, noting: &faults)
    _ = reader.required("effect", noting: &faults)
    let effect: StepEffect? = word("effect", of: &reader, noting: &faults)
    return .init(
      title: title, run: run, location: location(of: &reader, noting: &faults), effect: effect ?? .changes,
      expect: template("expect", of: &reader, noting: &faults),
      confirm: reader.boolean("confirm", noting: &faults) ?? false)
  }

  private func change(
    _ reader: inout MappingReader, noting faults: inout Faults
  ) -> HandoffDeclaration.ScribeChange {
    .init(
      subject: required("subject", of: &reader, noting: &faults),
      text: required("text", of: &reader, noting: &faults))
  }

  private func arguments(
    _ key: String, of reader: inout MappingReader, noting faults: inout Faults
  ) -> [Template] {
    reader.list(key, noting: &faults).map {
      Template($0, "an argument of '\(key)'", scope: scope, noting: &faults)
    }
  }

  private func template(
    _ key: String, of reader: inout MappingReader, noting faults: inout Faults
  ) -> Template? {
    reader.node(key).map { Template($0, "'\(key)'", scope: scope, noting: &faults) }
  }

  private func required(
    _ key: String, of reader: inout MappingReader, noting faults: inout Faults
  ) -> Template {
    guard let node = reader.required(key, noting: &faults) else { return Template(literal: "") }
    return Template(node, "'\(key)'", scope: scope, noting: &faults)
  }

  private func word<Word: RawRepresentable<String> & CaseIterable>(
    _ key: String, of reader: inout MappingReader, noting faults: inout Faults
  ) -> Word? {
    guard let node = reader.node(key), let text = node.text("'\(key)'", noting: &faults) else { return nil }
    if let word = Word(rawValue: text) { return word }
    let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
    faults.note("unknown \(key) '\(quoted(text))'", at: node.place, hint: "one of \(words)")
    return nil
  }
}
