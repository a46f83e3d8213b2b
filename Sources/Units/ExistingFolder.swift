package import Diagnostics
package import FileTrees
import Layouts
import Planning
import Rendering
package import Skeletons
package import Workspaces

/// The folder of hand-written files that `adopt` is to take.
package struct ExistingFolder: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The folder of hand-written files that lie elsewhere than a new unit would go: nil where they lie there, or nowhere.
  ///
  /// First the folders that units of the kind usually lie in, then any in which git tracks a file that bears the unit's
  /// name, as `app.yaml` does for `app`. Several of those are for the person to choose from.
  package func existingFolder(
    of found: FoundSkeleton, given: [String: Answer]
  ) throws(Findings) -> RelativePath? {
    guard let usual = try? UnitDesigner(opened).design(found, answers: given) else { return nil }
    let paths = try possiblePaths(of: found, given: given, below: usual.target.destination)
    if try ExistingChoices(opened).stands(Set(paths.map(usual.target.destination.appending))) { return nil }
    for folder in try usualFolders(of: found.skeleton, usual.values)
    where try ExistingChoices(opened).stands(Set(paths.map(folder.appending))) {
      return folder
    }
    let names = Set(paths.filter { isNamed($0, for: usual.values["name"].text) }.map(\.description))
    var folders: [RelativePath] = []
    for text in try PlaceFinder(workspace).folders(ofFilesNamed: names, for: found.skeleton) {
      guard let folder = try? RelativePath(text),
        try ExistingChoices(opened).stands(Set(paths.map(folder.appending)))
      else {
        continue
      }
      folders.append(folder)
    }
    if folders.count < 2 { return folders.first }
    throw Findings(
      Diagnostic(
        .noFile, "several folders have files of \(try usual.unit(named: nil)) to adopt",
        hints: folders.prefix(5).map { "--into \($0)" }))
  }

  /// Every path below its folder that a file of the unit may have, whatever its files show of choices and extensions.
  private func possiblePaths(
    of found: FoundSkeleton, given: [String: Answer], below folder: RelativePath
  ) throws(Findings) -> Set<RelativePath> {
    var paths: Set<RelativePath> = []
    for yaml in found.skeleton.yamlExtension == nil ? [nil] : [".yml", ".yaml"] {
      guard let usual = try? UnitDesigner(opened).design(found, answers: given, yamlExtension: yaml) else {
        continue
      }
      paths.formUnion(usual.target.files.map(\.path))
      for fileSwitch in found.skeleton.fileSwitches where given[fileSwitch.variable.name] == nil {
        let choices = ExistingChoices(opened).pathsByChoice(
          of: found, fileSwitch, given: given, into: nil, yamlExtension: yaml)
        paths.formUnion(choices.values.flatMap(\.values))
      }
    }
    return Set(paths.compactMap { $0.relative(to: folder) })
  }

  /// The skeleton's own proposal and the folders where units of its kind go, the first choice first.
  private func usualFolders(of skeleton: Skeleton, _ values: Values) throws(Findings) -> [RelativePath] {
    let proposal = try Renderer.destination(of: skeleton, values)
    guard let kind = UnitKind(of: skeleton), !proposal.isRoot else { return [proposal] }
    let own = try diagnosing { () throws(PathError) in try RelativePath(bytes: Array(proposal.name)) }
    return [proposal] + kind.defaultFolders.compactMap { try? RelativePath($0).appending(own) }
  }

  private func isNamed(_ path: RelativePath, for unit: String) -> Bool {
    path.components.count == 1 && path.bytes.starts(with: "\(unit).".utf8)
  }
}
