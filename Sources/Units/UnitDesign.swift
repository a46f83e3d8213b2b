package import Diagnostics
import FileTrees
import Layouts
package import Planning
package import Rendering
package import Skeletons
package import Workspaces

/// A skeleton with its answers, rendered for a place in the workspace.
package struct UnitDesign: Sendable {
  package let target: UnitTarget
  package let handoff: HandoffSection
  package let values: Values

  /// The unit's id: the skeleton's name and the unit's own, or another one that the person chose.
  package func unit(named other: String?) throws(Findings) -> UnitID {
    if let other, other.contains("/") { return try UnitID(other) }
    return try UnitID(skeleton: target.skeleton.name, name: other ?? values["name"].text)
  }
}

/// A unit rendered: from skeleton and answers to destination, values and files.
package struct UnitDesigner: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// Renders a skeleton for the folder that the person, the record, the layout or the skeleton names.
  ///
  /// `now` names what is answered now, which must apply; what is recorded may be dormant.
  package func design(
    _ found: FoundSkeleton, answers: [String: Answer], now: Set<String> = [], into: String? = nil,
    record: Record? = nil, yamlExtension chosen: String? = nil
  ) throws(Findings) -> UnitDesign {
    let skeleton = found.skeleton
    let usual = try yamlExtension(for: skeleton, record: record)
    let yaml = chosen == nil ? usual : chosen == skeleton.yamlExtension ? nil : chosen
    let values = try values(of: skeleton, answers, now: now, yaml: yaml)
    let answers = answers.merging(skeleton.settled(by: values)) { given, _ in given }
    let destination = try destination(for: skeleton, answers, values, into: into, record: record)
    let rendition = try Renderer.render(skeleton, values, into: destination)
    var files: [TargetFile] = []
    for file in rendition.files where !SkippedFiles.cover(file.source, in: answers) {
      files.append(try targetFile(file, below: destination))
    }
    try opened.clean.check(files, by: workspace.settings)
    return UnitDesign(
      target: UnitTarget(
        skeleton: found.reference, destination: destination, yamlExtension: yaml, answers: answers,
        files: files, inputs: inputs(of: skeleton, values, into: destination)),
      handoff: rendition.handoff, values: values)
  }

  /// All files that a skeleton makes of answers, those too that the unit leaves out.
  package func rendition(
    of found: FoundSkeleton, answers: [String: Answer], into: String?, record: Record?
  ) throws(Findings) -> RenderedSkeleton {
    let values = try values(
      of: found.skeleton, answers, yaml: yamlExtension(for: found.skeleton, record: record))
    let destination = try destination(
      for: found.skeleton, answers, values, into: into, record: record)
    return try Renderer.render(found.skeleton, values, into: destination)
  }

  /// Whether the unit is rendered from the very same values where only what is recorded of it is known.
  func isRepeatable(_ design: UnitDesign, of skeleton: Skeleton) -> Bool {
    // Beside the answers that were given, a record holds those that were settled, as texts of their values.
    skeleton.variables.allSatisfy { variable in
      guard variable.isFixed, let answer = design.target.answers[variable.name],
        variable.condition?.holds(design.values) != false
      else { return true }
      return (try? variable.value(of: answer, in: workspace.inventory)) == design.values[variable.name]
    }
  }

  /// A digest of everything that a render of these values reads besides the skeleton itself.
  private func inputs(of skeleton: Skeleton, _ values: Values, into destination: RelativePath) -> String {
    let facts = skeleton.usesInventory ? workspace.inventoryID.hex : ""
    return shortDigest(
      of: ["\(Renderer.language)", destination.description, facts, values.canonicalText]
        .joined(separator: "\n"))
  }

  private func values(
    of skeleton: Skeleton, _ answers: [String: Answer], now: Set<String> = [], yaml: String?
  ) throws(Findings) -> Values {
    try skeleton.values(
      given: answers, now: now, workspaceDefaults: try AnswerCollector(opened).defaults(for: skeleton),
      inventory: workspace.inventory,
      yamlExtension: yaml)
  }

  /// An existing unit stays where it is, even if the layout has changed.
  ///
  /// What the layout leaves open follows the repository's conventions.
  private func yamlExtension(for skeleton: Skeleton, record: Record?) throws(Findings) -> String? {
    guard let own = skeleton.yamlExtension else { return nil }
    if let record { return record.yamlExtension }
    if let said = workspace.settings.yamlExtension(for: skeleton.name) { return said }
    guard let (habits, _) = try PlaceFinder(workspace).habits(for: skeleton) else { return nil }
    let habit = habits.yamlExtension
    return habit == own ? nil : habit
  }

  /// Where the unit is to be.
  ///
  /// One that is laid out moves only if its answers move it.
  private func destination(
    for skeleton: Skeleton, _ answers: [String: Answer], _ values: Values, into: String?, record: Record?
  ) throws(Findings) -> RelativePath {
    if let into { return try opened.folder(into) }
    guard let record else { return try UnitDestination(workspace).destination(of: skeleton, values) }
    let former = SkeletonVersions(skeleton).migrated(record.answers).answers
    // Equal answers lead to the same place, and looking for the layout walks through the whole repository.
    if answers == former { return record.destination }
    // An answer that no one gave was at its default; only a variable without one takes the answer of now.
    let needed = answers.filter {
      skeleton.variable(String($0.key.prefix { $0 != "." }))?.needsAnswer == true
    }
    let usable = needed.merging(former.filter { isUsable($0.value, for: $0.key, of: skeleton) }) { $1 }
    let before = try self.values(of: skeleton, usable, yaml: record.yamlExtension)
    let wanted = try UnitDestination(workspace).destination(of: skeleton, values)
    return try UnitDestination(workspace).destination(of: skeleton, before) == record.destination
      ? wanted : record.destination
  }

  /// Whether this version of the skeleton still takes an answer that was given to an older one.
  private func isUsable(_ answer: Answer, for name: String, of skeleton: Skeleton) -> Bool {
    (try? skeleton.check(answer, at: name, in: workspace.inventory)) != nil
  }

  private func targetFile(
    _ file: RenderedFile, below destination: RelativePath
  ) throws(Findings) -> TargetFile {
    let path = destination.appending(file.path)
    let raw = file.entry.content ?? Content([])
    return TargetFile(
      source: file.source, path: path, raw: raw, content: try workspace.generated(raw, at: path),
      isExecutable: file.entry.isExecutable, keep: file.keep, merging: file.merging)
  }
}
