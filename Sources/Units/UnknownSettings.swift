package import Diagnostics
import FileTrees
import Skeletons
import Workspaces
import YAMLReading

/// Keys of workspace.yaml that nothing knows.
package struct UnknownSettings: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// Keys of `layout:` that are not skeletons, and keys of `defaults:` that are not variables of any skeleton.
  package func unknownSettings() throws(Findings) -> [Diagnostic] {
    let settings = workspace.settings
    if settings.layout.isEmpty && settings.defaults.isEmpty && settings.yamlExtensions.isEmpty { return [] }
    let listings = try catalogue.listings()
    let names = listings.map(\.name)
    var found: [Diagnostic] = []
    let keys = settings.layout.mapValues { $0.first?.place }.merging(
      settings.yamlExtensions.mapValues { $0.place }
    ) { own, _ in own }
    for (name, place) in keys.sorted(by: { $0.key < $1.key }) where !names.contains(name) {
      found.append(
        Diagnostic(
          .invalidWorkspace, "'layout' names '\(quoted(name))', which is not a skeleton", at: placed(place),
          hint: nearest(to: name, among: names).map { "did you mean \($0)?" }))
    }
    if settings.defaults.isEmpty { return found }
    // A skeleton that cannot be read is reported when it is used.
    let variables = Set(listings.flatMap { (try? catalogue.load($0))?.skeleton.variables.map(\.name) ?? [] })
    for (name, node) in settings.defaults.sorted(by: { $0.key < $1.key }) where !variables.contains(name) {
      found.append(
        Diagnostic(
          .invalidWorkspace, "'defaults' names '\(quoted(name))', which is not a variable of any skeleton",
          at: placed(node.place),
          hint: nearest(to: name, among: variables.sorted()).map { "did you mean \($0)?" }))
    }
    return found
  }

  private func placed(_ place: Place?) -> Place {
    place ?? Place(TenonFolder.workspaceFile.description)
  }
}
