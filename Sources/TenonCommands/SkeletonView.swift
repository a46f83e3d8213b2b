import Diagnostics
import FileTrees
import Handoffs
import Jobs
import Skeletons
import Workspaces

/// The catalogue, one skeleton a line.
struct SkeletonListView {
  let skeletons: [ListedSkeleton]
  let console: Console

  var lines: [String] {
    let names = skeletons.map { quoted($0.name) }
    let versions = skeletons.map(version)
    let width = (names.map(\.count).max() ?? 0, versions.map(\.count).max() ?? 0)
    return skeletons.indices.map { index in
      let item = skeletons[index]
      let origin = item.origin == .builtin ? "" : " (\(quoted(item.origin.words)))"
      return "\(padded(names[index], width.0))  \(padded(versions[index], width.1))  \(summary(item))"
        + console.painted(origin, .faint) + shadow(item)
    }
  }

  private func version(_ item: ListedSkeleton) -> String {
    if case .skeleton(let skeleton) = item.content { skeleton.version.description } else { "–" }
  }

  private func summary(_ item: ListedSkeleton) -> String {
    switch item.content {
    case .skeleton(let skeleton): quoted(skeleton.summary)
    case .broken(let fault):
      console.painted("broken:", .red) + " \(fault.place.map { "\($0): " } ?? "")\(fault.message)"
    }
  }

  private func shadow(_ item: ListedSkeleton) -> String {
    item.shadowedBy.map { console.painted(" shadowed by \(quoted($0.words))", .yellow) } ?? ""
  }
}

/// One skeleton: what it asks, what it lays out, how to use it.
struct SkeletonView {
  let found: FoundSkeleton
  /// How the person named it.
  let typed: String
  let console: Console

  private var skeleton: Skeleton { found.skeleton }

  var lines: [String] {
    heading + questions + constraints + files + news + example
  }

  private var heading: [String] {
    let title = console.painted("\(skeleton.name) \(skeleton.version)", .bold)
    let description = skeleton.description.isEmpty ? [] : [""] + shown(skeleton.description)
    return ["\(title) (\(quoted(found.origin.words)))", quoted(skeleton.summary)] + description
  }

  private var questions: [String] {
    guard !skeleton.variables.isEmpty else { return [] }
    let width = skeleton.variables.map(\.name.count).max() ?? 0
    var groups: [(name: String, variables: [Variable])] = []
    for variable in skeleton.variables {
      let name = variable.group ?? "Answers"
      if let index = groups.firstIndex(where: { $0.name == name }) {
        groups[index].variables.append(variable)
      } else {
        groups.append((name, [variable]))
      }
    }
    return groups.flatMap { group in
      ["", console.painted(quoted(group.name), .bold)]
        + group.variables.flatMap { lines(of: $0, width: width) }
    }
  }

  private func lines(of variable: Variable, width: Int, indent: String = "  ") -> [String] {
    let details = [type(variable), rules(variable)].compactMap(\.self).joined(separator: "; ")
    let margin = indent + String(repeating: " ", count: width + 2)
    let choices = variable.rules.choices.compactMap { choice in
      variable.rules.choiceWords[choice].map { "\(margin)\(quoted(choice)): \(quoted($0))" }
    }
    let inner = variable.fields.map(\.name.count).max() ?? 0
    return ["\(indent)\(padded(variable.name, width))  \(console.painted(details, .faint))"]
      + (variable.help.isEmpty ? [] : [margin + quoted(variable.help)]) + choices
      + (variable.condition.map { ["\(margin)only if \($0.words)"] } ?? [])
      + variable.fields.flatMap { lines(of: $0, width: inner, indent: margin) }
  }

  private var constraints: [String] {
    skeleton.ruleWords.isEmpty
      ? [] : ["", console.painted("Rules", .bold)] + skeleton.ruleWords.map { "  \(quoted($0))" }
  }

  private func type(_ variable: Variable) -> String {
    let type =
      variable.kind == .choice
      ? "one of \(variable.rules.choices.map { quoted($0) }.joined(separator: ", "))" : variable.kind.rawValue
    if variable.needsAnswer { return type + ", required" }
    if let words = variable.defaultWords, !words.isEmpty { return "\(type), by default \(quoted(words))" }
    return type + (variable.mayBeEmpty ? ", by default empty" : ", optional")
  }

  private func rules(_ variable: Variable) -> String? {
    let rules = variable.rules
    let items =
      variable.kind == .list && !rules.choices.isEmpty
      ? "of \(rules.choices.map { quoted($0) }.joined(separator: ", "))" : nil
    let parts = [
      items, rules.follows.map { "or the choice that '\(quoted($0))' starts with" },
      rules.format.map { "\($0.rawValue) (\($0.standard))" },
      rules.pattern.map { "matches \(quoted($0.text))" },
      rules.longest.map { "at most \($0) characters" },
      rules.least.map { "at least \($0)" }, rules.most.map { "at most \($0)" },
      variable.example.map { "for example \(quoted($0))" },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private var files: [String] {
    let rows = skeleton.files.map { (path: quoted($0.pathWords ?? $0.source.description), notes: notes($0)) }
    let width = rows.filter { !$0.notes.isEmpty }.map(\.path.count).max() ?? 0
    let place =
      skeleton.destinationWords == "."
      ? "at the repository's root" : "below \(quoted(skeleton.destinationWords))"
    return ["", console.painted("Files", .bold) + " \(place)"]
      + rows.map { row in
        row.notes.isEmpty
          ? "  \(row.path)" : "  \(padded(row.path, width))  \(console.painted(row.notes, .faint))"
      }
  }

  private func notes(_ file: SkeletonFile) -> String {
    [
      file.each.map { "for each of \($0.words)" }, file.whenWords.map { "if \($0)" },
      file.keep ? "written once, then yours" : nil, file.isExecutable ? "executable" : nil,
    ].compactMap(\.self).joined(separator: "; ")
  }

  private var news: [String] {
    guard let latest = skeleton.changes.first(where: { $0.version == skeleton.version }) else { return [] }
    return ["", console.painted("New in \(latest.version)", .bold)]
      + latest.sentences.map { "  \(quoted($0))" }
  }

  private var example: [String] {
    let name = shellQuoted(skeleton.variable("name")?.sample?.words ?? "web")
    let others = skeleton.variables.filter { $0.name != "name" }
    let asked = others.filter(\.needsAnswer)
    // Which guests there are, the skeleton does not know.
    let told =
      others.first { $0.example != nil && $0.kind != .guest }
      ?? others.first { $0.kind == .choice || $0.kind == .boolean }
    let settings = (asked.isEmpty ? [told].compactMap(\.self) : asked).compactMap { variable in
      otherAnswer(to: variable).map { " --set \(shellQuoted("\(variable.name)=\($0.words)"))" }
    }
    let start = "  tenon new \(shellQuoted(typed)) \(name)"
    return ["", console.painted("Example", .bold), asked.isEmpty ? start : start + settings.joined()]
      + (asked.isEmpty ? settings.map { start + $0 } : [])
      + ["  tenon skeleton schema \(shellQuoted(typed)) > answers.schema.json"]
  }

  /// An answer that differs from the default, so that the example shows something.
  private func otherAnswer(to variable: Variable) -> Answer? {
    switch variable.kind {
    case .boolean: .boolean(variable.defaultWords != "true")
    case .choice: variable.rules.choices.first { $0 != variable.defaultWords }.map { .text($0) }
    case .guest: variable.example.map { .text($0) } ?? variable.sample
    case .string, .integer, .list, .secret: variable.sample
    case .map, .objects: nil
    }
  }

  /// Lines of a longer text, each harmless.
  private func shown(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { quoted(String($0)) }
  }
}

/// A text with blanks after it up to a width.
private func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}
