package import Diagnostics
import Layouts
package import Skeletons
import Workspaces

/// Places that depend on a host, or that are equally good.
package struct PlaceChoice: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// Asks for the host if the repository keeps such units by host; nothing without a person to ask.
  package func hostAnswer(
    to skeleton: Skeleton, besides given: [String: Answer], asking person: (any Questioner)?
  ) throws(Findings) -> [String: Answer] {
    guard let person, let variable = skeleton.variable("host"), given["host"] == nil, given["target"] == nil,
      workspace.settings.defaults["host"] == nil, workspace.settings.layout[skeleton.name] == nil,
      case .hosts(_, _, let hosts)? = try PlaceFinder(workspace).place(of: skeleton)?.form
    else { return [:] }
    let said = person.ask("host (there are \(hosts.map(quoted).joined(separator: ", "))):") ?? ""
    return said.isEmpty ? [:] : ["host": try variable.answer(from: said)]
  }

  /// Notes that other places are equally likely as the chosen one; nothing if a person chose it.
  package func noteOnEqualPlaces(for skeleton: Skeleton) throws(Findings) -> [String] {
    guard workspace.settings.layout[skeleton.name] == nil,
      let place = try PlaceFinder(workspace).place(of: skeleton)
    else { return [] }
    let equal = place.alternatives.filter(\.isEqual).map { quoted($0.form.words) }
    if equal.isEmpty { return [] }
    return [
      "\(equal.joined(separator: ", ")) is as likely as \(quoted(place.form.words)): use --into or "
        + "'layout:' in \(TenonFolder.workspaceFile) to choose"
    ]
  }
}
