import FileTrees
import Skeletons

extension HandedUnit {
  /// What became of it, as one line for the body of a commit's message.
  func story(edited: [String]) -> String {
    let words = words(edited).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return String(
      String.UnicodeScalarView(words.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
  }

  private func words(_ edited: [String]) -> String {
    let version = "\(skeleton.name) \(skeleton.version)"
    let merged = mergedByKey == 1 ? ["1 file merged by key"] : ["\(mergedByKey) files merged by key"]
    let changes =
      news + (edited.isEmpty ? [] : ["edited by hand: \(listed(edited))"]) + (mergedByKey == 0 ? [] : merged)
    let told = changes.isEmpty ? "" : "; " + changes.joined(separator: "; ")
    switch change {
    case .added: return "added \(whereabouts), \(version)" + told
    case .removed: return "removed; it was \(whereabouts)"
    case .renamed: return "renamed from \(from ?? "another name")" + told
    case .changed: return changes.isEmpty ? "updated \(whereabouts)" : changes.joined(separator: "; ")
    }
  }

  /// The steps that deploy it, and for what was renamed what is left of the former name.
  var stepsNow: [Manifest.Step] {
    guard change == .renamed, leavesFormer, let from else { return deployment.steps }
    let left = Manifest.Step(
      "What \(from) deployed under its former name is left in place: remove it as its README describes once it is no longer needed",
      .changes, confirm: true)
    return deployment.steps + (deployment.steps.isEmpty ? [] : [left])
  }
}

extension Manifest.Step {
  /// Whether it only keeps what is there, before anything changes.
  var isBackup: Bool {
    guard effect != .destroys, let program = command?.argv.first else { return false }
    return program == "vzdump" || program == "pg_dump"
  }
}

extension Manifest.File {
  /// Whether tenon keeps it for itself.
  var isRecord: Bool { path.components.first?.elementsEqual(".tenon".utf8) == true }
}

/// A few names, and how many more there are.
func listed(_ names: [String]) -> String {
  let shown = names.prefix(4).joined(separator: ", ")
  return names.count > 4 ? "\(shown) and \(names.count - 4) more" : shown
}
