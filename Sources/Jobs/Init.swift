package import Diagnostics
package import FileTrees
package import Units
import Workspaces

/// What `tenon init` wrote.
package struct InitReport: Hashable, Sendable {
  package let path: RelativePath
  /// By skeleton: where the repository keeps such things; what nothing speaks for is not written down.
  package let layout: [String: String]
  /// Where units of every skeleton go, and why.
  package let places: [PlaceReport]
}

/// Writes `.tenon/workspace.yaml` with the layout that the repository shows; refuses to replace one.
package func initialise(in opened: OpenWorkspace, isDryRun: Bool) throws(Findings) -> InitReport {
  let path = TenonFolder.workspaceFile
  if try opened.workspace.plainFile(at: path) != nil {
    throw Findings(
      Diagnostic(
        .fileExists, "the file already exists", at: Place(path.description), hint: "edit it instead")
    )
  }
  let places = try PlaceSurvey(opened).placeReports()
  var changes = [
    Change(
      path: path, before: .absent,
      after: .file(Array(text(places.filter(\.isEvident)).utf8), executable: false))
  ]
  for file in TenonFolder.fixedFiles where try opened.workspace.plainFile(at: file.path) == nil {
    changes.append(
      Change(path: file.path, before: .absent, after: .file(Array(file.text.utf8), executable: false)))
  }
  if !isDryRun { try opened.carryOut(changes, label: "init") }
  return InitReport(
    path: path,
    layout: Dictionary(uniqueKeysWithValues: places.filter(\.isEvident).map { ($0.skeleton, $0.place) }),
    places: places)
}

private func text(_ places: [PlaceReport]) -> String {
  let roots = places.map { place in
    let equal = place.alternatives.filter(\.isEqual).map(\.place)
    let others = equal.isEmpty ? "" : "; equally likely: \(equal.joined(separator: ", "))"
    return "  # \(place.because)\(others)\n  \(place.skeleton): \(scalar(place.place))\n"
  }
  return """
    ---
    # Where units go, by skeleton: a directory, or a template such as
    # services/<% host %>/<% name %>. Several directories: the first is the default.
    # Only detected locations are listed; the others are detected each time.
    layout:\(roots.isEmpty ? " {}" : "")
    \(roots.joined())
    # Answers for every unit whose skeleton has a variable of that name.
    defaults: {}

    # Additional skeletons: directories, and directories of a local git repository
    # at a revision.
    skeletons: []

    """
}

/// A folder as YAML, quoted if it would mean something else without quotes.
private func scalar(_ text: String) -> String {
  let plain = text.utf8.allSatisfy { byte in
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || "/._-<>% ".utf8.contains(byte)
  }
  let isSafe =
    plain && !text.hasPrefix("-") && !text.hasPrefix("%") && !text.hasPrefix(">")
    && text.contains { !$0.isNumber }
  return isSafe
    ? text : "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
}
