import Diagnostics
import YAMLReading

/// What an answer is taken from when a unit is laid out: `from:` of a variable.
///
/// It is recorded like one that was given: what is generated must not depend on who generates it.
package enum AnswerSource: String, Hashable, Sendable, CaseIterable {
  case userName = "git.user.name"
  case userEmail = "git.user.email"
  /// The name of the remote `origin` without `.git`, else of the repository's folder.
  case repository

  /// The key of git's configuration; nil if it is not one.
  package var gitKey: String? { self == .repository ? nil : String(rawValue.dropFirst("git.".count)) }

  /// Reads one or a list of them.
  static func read(_ node: Node, noting faults: inout Faults) -> [AnswerSource] {
    var sources: [AnswerSource] = []
    for item in node.items ?? [node] {
      guard let text = item.text("what 'from' names", noting: &faults) else { continue }
      if let source = AnswerSource(rawValue: text) {
        sources.append(source)
      } else {
        faults.note(
          "an answer cannot be taken from '\(quoted(text))'", at: item.place,
          hint: "one of \(allCases.map(\.rawValue).joined(separator: ", "))")
      }
    }
    return sources
  }
}
