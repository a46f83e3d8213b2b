import ArgumentParser
import Collecting
import Diagnostics
import Jobs
import Skeletons
import Units
import Workspaces

/// Completions for shells: names of this workspace, never an error.
enum Completions {
  /// Skeletons within reach.
  static let skeletons = CompletionKind.custom { _, _, _ in
    names { (process) throws(Findings) in
      try listSkeletons(try process.reachableCatalogue()).map(\.name)
    }
  }

  /// Units of the workspace.
  static let units = CompletionKind.custom { _, _, _ in
    names { (process) throws(Findings) in
      let found = try status(of: [], in: try OpenWorkspace(in: process))
      return found.units.map(\.unit.description)
    }
  }

  /// `variable=`, and after it the choices of the variable, of the skeleton that the line names.
  static let answers = CompletionKind.custom { words, _, prefix in
    names { (process) throws(Findings) in try answers(to: words, beginning: prefix, in: process) }
  }

  /// Variables of the skeleton that the line names.
  static let variables = CompletionKind.custom { words, _, _ in
    names { (process) throws(Findings) in
      try skeletons(namedIn: words, in: process).flatMap { $0.variables.map(\.name) }
    }
  }

  private static func answers(
    to words: [String], beginning prefix: String, in process: ProcessEnvironment
  ) throws(Findings) -> [String] {
    let variables = try skeletons(namedIn: words, in: process).flatMap(\.variables)
    guard let equals = prefix.firstIndex(of: "=") else { return variables.map { "\($0.name)=" } }
    let name = String(prefix[..<equals])
    return variables.filter { $0.name == name }.flatMap { variable in
      (variable.kind == .boolean ? ["true", "false"] : variable.rules.choices).map { "\(name)=\($0)" }
    }
  }

  /// The skeletons that words of the line name themselves, or by a unit; all of the workspace's units if none does.
  private static func skeletons(
    namedIn words: [String], in process: ProcessEnvironment
  ) throws(Findings) -> [Skeleton] {
    let catalogue = try process.reachableCatalogue()
    let known = Set(try listSkeletons(catalogue).map(\.name))
    let parts = words.map { String($0.prefix { $0 != "/" }) }
    var named = parts.filter(known.contains)
    if named.isEmpty {
      let found = try status(of: [], in: try OpenWorkspace(in: process)).units
      let chosen = found.filter { words.contains($0.unit.name) }
      named = (chosen.isEmpty ? found : chosen).map(\.unit.skeleton)
    }
    var skeletons: [Skeleton] = []
    for name in Set(named).sorted() {
      skeletons.append(try catalogue.find(name, from: process.directory).skeleton)
    }
    return skeletons
  }

  /// Empty on an error: commands report errors, completions cannot.
  private static func names(_ find: (ProcessEnvironment) throws(Findings) -> [String]) -> [String] {
    do throws(Findings) {
      return Set(try find(try .ofThisProcess())).sorted()
    } catch {
      return []
    }
  }
}
