import Diagnostics
import FileTrees
import YAMLReading

/// What a skeleton states about its own past, so that units of older versions find their way.
struct Migration {
  let renamed: [RelativePath: RelativePath]
  let renamedVariables: [String: String]
  let defaultsWhenMissing: [String: Answer]
  let changes: [Skeleton.VersionChanges]

  init(_ reader: inout MappingReader, variables: [Variable], files: FileTree, noting faults: inout Faults) {
    let variables = Dictionary(variables.map { ($0.name, $0) }) { first, _ in first }
    renamed = Self.renamed(reader.pairs("renamed", noting: &faults), files, noting: &faults)
    renamedVariables = Self.renamedVariables(
      reader.pairs("renamed_variables", noting: &faults), variables, noting: &faults)
    defaultsWhenMissing = Self.defaults(
      reader.pairs("defaults_when_missing", noting: &faults), variables, noting: &faults)
    changes = Self.changes(reader.pairs("changes", noting: &faults), noting: &faults)
  }

  private static func renamed(
    _ pairs: [Node.Pair], _ files: FileTree, noting faults: inout Faults
  ) -> [RelativePath: RelativePath] {
    var renamed: [RelativePath: RelativePath] = [:]
    for pair in pairs {
      guard let old = path(pair.key, noting: &faults), let new = path(pair.value, noting: &faults) else {
        continue
      }
      if files[new] == nil { faults.note("the skeleton has no file '\(new)'", at: pair.value.place) }
      if files[old] != nil {
        faults.note("'\(old)' is still there, and cannot be renamed", at: pair.key.place)
      }
      renamed[old] = new
    }
    return renamed
  }

  private static func path(_ node: Node, noting faults: inout Faults) -> RelativePath? {
    guard let text = node.text("a path", noting: &faults) else { return nil }
    do throws(PathError) {
      return try RelativePath(text)
    } catch {
      faults.note(error, at: node.place)
      return nil
    }
  }

  private static func renamedVariables(
    _ pairs: [Node.Pair], _ variables: [String: Variable], noting faults: inout Faults
  ) -> [String: String] {
    var renamed: [String: String] = [:]
    for pair in pairs {
      guard let new = pair.value.text("the new name", noting: &faults) else { continue }
      if variables[new] == nil { noteUnknown(new, at: pair.value.place, variables, noting: &faults) }
      if variables[pair.name] != nil {
        faults.note("variable '\(pair.name)' is still there, and cannot be renamed", at: pair.key.place)
      }
      renamed[pair.name] = new
    }
    return renamed
  }

  private static func defaults(
    _ pairs: [Node.Pair], _ variables: [String: Variable], noting faults: inout Faults
  ) -> [String: Answer] {
    var defaults: [String: Answer] = [:]
    for pair in pairs {
      guard let variable = variables[pair.name] else {
        noteUnknown(pair.name, at: pair.key.place, variables, noting: &faults)
        continue
      }
      guard let answer = variable.answer(from: pair.value, noting: &faults) else { continue }
      do throws(Findings) {
        _ = try variable.value(of: answer)
        defaults[pair.name] = answer
      } catch {
        faults.note(error, at: pair.value.place)
      }
    }
    return defaults
  }

  private static func noteUnknown(
    _ name: String, at place: Place, _ variables: [String: Variable], noting faults: inout Faults
  ) {
    faults.note(
      "unknown variable '\(quoted(name))'", at: place,
      hint: nearest(to: name, among: variables.keys.sorted()).map { "did you mean '\($0)'?" })
  }

  private static func changes(_ pairs: [Node.Pair], noting faults: inout Faults) -> [Skeleton.VersionChanges]
  {
    var changes: [Skeleton.VersionChanges] = []
    for pair in pairs {
      let entries = pair.value.items ?? [pair.value]
      let said = entries.map { ChangeSentence($0, noting: &faults) }
      if let version = SemanticVersion(pair.name) {
        changes.append(
          .init(
            version: version, sentences: said.compactMap(\.people), agentSentences: said.compactMap(\.agents))
        )
      } else {
        faults.note("invalid version '\(quoted(pair.name))'", at: pair.key.place)
      }
    }
    return changes.sorted { $0.version > $1.version }
  }
}

/// A sentence about a version for people, for agents, or one for each: `{ people: …, agents: … }`.
private struct ChangeSentence {
  let people: String?
  let agents: String?

  init(_ node: Node, noting faults: inout Faults) {
    guard node.pairs != nil else {
      (people, agents) = (node.text("a change", noting: &faults), nil)
      return
    }
    var reader = MappingReader(node, "a change", noting: &faults)
    people = reader.text("people", noting: &faults)
    agents = reader.text("agents", noting: &faults)
    reader.finish(noting: &faults)
    if people == nil && agents == nil { faults.note("a change has no text", at: node.place) }
  }
}
