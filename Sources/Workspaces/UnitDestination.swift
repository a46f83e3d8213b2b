package import Diagnostics
package import FileTrees
import Layouts
package import Skeletons
import YAMLReading

/// Where a unit goes by the layout of the workspace.
package struct UnitDestination {
  let workspace: Workspace

  /// Reads in this workspace.
  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// The folder of a unit with these values: as the workspace's file states, else beside what the repository already
  /// has of the kind, else as the skeleton proposes.
  package func destination(of skeleton: Skeleton, _ values: Values) throws(Findings) -> RelativePath {
    let proposed = try folder(skeleton.destination, values)
    if let configured = workspace.settings.layout[skeleton.name]?.first {
      return try folder(configured, for: skeleton, values, proposed: proposed)
    }
    switch try PlaceFinder(workspace).place(of: skeleton)?.form {
    case nil: return proposed
    case .folder(let root)?: return try path(root).appending(try skeleton.own(in: proposed))
    case .hosts(let before, let after, let hosts)?:
      let parts = [before, try host(of: skeleton, values, among: hosts), after].filter { !$0.isEmpty }
      let name = proposed.name
      let own = try diagnosing { () throws(PathError) in try RelativePath(bytes: Array(name)) }
      return try path(parts.joined(separator: "/")).appending(own)
    }
  }

  private func host(
    of skeleton: Skeleton, _ values: Values, among hosts: [String]
  ) throws(Findings) -> String {
    if skeleton.variable("host") == nil { return hosts[0] }
    let host = values["host"].text
    if !host.isEmpty { return host }
    throw Findings(
      Diagnostic(
        .missingAnswer, "the repository keeps \(skeleton.name) units by host, but no host was given",
        hints: [
          "--set host=HOST; there \(hosts.count == 1 ? "is" : "are") \(hosts.map(quoted).joined(separator: ", "))",
          "--into selects another directory",
        ]))
  }

  /// A layout without a tag names the root; the unit's own folder keeps the name that the skeleton gives it.
  ///
  /// One that ends in `/.` is the unit's folder itself.
  private func folder(
    _ layout: Node, for skeleton: Skeleton, _ values: Values, proposed: RelativePath
  ) throws(Findings) -> RelativePath {
    var faults = Faults()
    let template = Template(
      layout, "the layout of '\(skeleton.name)'", scope: skeleton.scope.forDestinations, noting: &faults)
    try faults.check()
    guard let literal = template.literal else {
      try checkAnswered(template, of: skeleton, values, at: layout.place)
      return try folder(template, values)
    }
    if literal.hasSuffix("/.") { return try path(String(literal.dropLast(2))) }
    return try path(literal).appending(try skeleton.own(in: proposed))
  }

  /// Throws if the layout needs an answer, naming it and the values that exist in the repository.
  private func checkAnswered(
    _ template: Template, of skeleton: Skeleton, _ values: Values, at place: Place
  ) throws(Findings) {
    let open = template.needed.filter { values[$0].text.isEmpty }.sorted()
    guard let name = open.first else { return }
    var existing: [String] = []
    if name == "host", case .hosts(_, _, let hosts)? = try PlaceFinder(workspace).place(of: skeleton)?.form {
      existing = hosts
    }
    let words = existing.isEmpty ? "" : "; there are \(existing.map(quoted).joined(separator: ", "))"
    throw Findings(
      Diagnostic(
        .missingAnswer, "the layout of '\(skeleton.name)' needs an answer to '\(name)'", at: place,
        hint: "--set \(name)=…\(words)"))
  }

  private func folder(_ template: Template, _ values: Values) throws(Findings) -> RelativePath {
    try path(try diagnosing { () throws(RenderLimit) in try template.text(values) })
  }

  private func path(_ text: String) throws(Findings) -> RelativePath {
    try diagnosing { () throws(PathError) in
      let path = try RelativePath(folder: text.isEmpty ? "." : text)
      try path.checkPortable()
      return path
    }
  }
}

extension Skeleton {
  /// What of a destination is the unit's own, below the folder that units of the skeleton share.
  fileprivate func own(in proposed: RelativePath) throws(Findings) -> RelativePath {
    if destination.literal != nil { return .root }
    guard let root = proposedRoot, let shared = try? RelativePath(root) else { return proposed }
    return proposed.relative(to: shared) ?? .root
  }
}
