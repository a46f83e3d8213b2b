package import Diagnostics
package import FileTrees
package import Skeletons
import YAMLReading

extension Workspace {
  /// The folder of a unit with these values: as the workspace's file says, else beside what the repository already
  /// has of the kind, else as the skeleton proposes.
  package func destination(of skeleton: Skeleton, _ values: Values) throws(Findings) -> RelativePath {
    let proposed = try folder(skeleton.destination, values)
    if let configured = settings.layout[skeleton.name]?.first {
      return try folder(configured, for: skeleton, values, proposed: proposed)
    }
    guard let usual = proposed.parent, let own = proposed.relative(to: usual),
      let root = try LayoutDetection(of: self.folder).root(like: usual)
    else { return proposed }
    return root.appending(own)
  }

  /// The folder where the repository keeps what a skeleton lays out; nil where it shows none.
  package func detectedRoot(of skeleton: Skeleton) throws(Findings) -> RelativePath? {
    let prefix = skeleton.destination.prefix
    guard let slash = prefix.lastIndex(of: "/") else { return nil }
    let usual = try saying { () throws(PathError) in try RelativePath(String(prefix[..<slash])) }
    return try LayoutDetection(of: folder).root(like: usual)
  }

  /// A layout without a tag names the root; the unit's own folder keeps the name that the skeleton gives it.
  private func folder(
    _ layout: Node, for skeleton: Skeleton, _ values: Values, proposed: RelativePath
  ) throws(Findings) -> RelativePath {
    var faults = Faults()
    let template = Template(
      layout, "the layout of '\(skeleton.name)'", scope: skeleton.scope.forDestinations, noting: &faults)
    try faults.check()
    let root = try folder(template, values)
    guard template.literal != nil, let own = proposed.parent.map({ proposed.relative(to: $0) }) ?? proposed
    else {
      return root
    }
    return root.appending(own)
  }

  private func folder(_ template: Template, _ values: Values) throws(Findings) -> RelativePath {
    let text = try saying { () throws(RenderLimit) in try template.text(values) }
    return try saying { () throws(PathError) in
      let path = try RelativePath(folder: text)
      try path.checkPortable()
      return path
    }
  }
}
