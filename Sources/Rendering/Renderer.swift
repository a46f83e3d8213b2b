package import Diagnostics
package import FileTrees
package import Skeletons

/// Lays out a skeleton with values: pure, and the same bytes everywhere.
package enum Renderer {
  /// The version of the template language: raised only when the same skeleton and values can give other bytes.
  package static let language = 1

  /// Renders every file whose conditions hold, or reports everything that keeps it from being a unit.
  ///
  /// The destination is `destination` if someone decided it, else what the template `layout` of the workspace states,
  /// else the skeleton's own. Every path is one that each checkout can hold, and no two are the same anywhere.
  package static func render(
    _ skeleton: Skeleton, _ values: Values, layout: Template? = nil, into destination: RelativePath? = nil
  ) throws(Findings) -> RenderedSkeleton {
    let folder =
      if let destination { destination } else { try self.destination(of: skeleton, values, layout: layout) }
    var values = values
    values.destination = folder.description
    var rendering = Rendering(skeleton: skeleton, values: values, folder: folder)
    for file in skeleton.files { rendering.add(file) }
    rendering.refuseRepositories()
    let handoff = rendering.handoff()
    if let findings = Findings(rendering.faults) { throw findings }
    guard let handoff else { throw Findings(Diagnostic(.fault, "the handoff was not rendered")) }
    return RenderedSkeleton(destination: folder, files: rendering.files, handoff: handoff)
  }

  /// The folder that a unit goes to if no one decides otherwise.
  package static func destination(
    of skeleton: Skeleton, _ values: Values, layout: Template? = nil
  ) throws(Findings) -> RelativePath {
    let bytes: [UInt8]
    do throws(RenderLimit) {
      bytes = try (layout ?? skeleton.destination).render(values)
    } catch {
      throw Findings(error)
    }
    return try folder(bytes)
  }

  private static func folder(_ bytes: [UInt8]) throws(Findings) -> RelativePath {
    do throws(PathError) {
      let path = try RelativePath(folder: String(decoding: bytes, as: UTF8.self))
      try path.checkPortable()
      return path
    } catch {
      throw Findings(error)
    }
  }
}

/// One rendering under way.
private struct Rendering {
  let skeleton: Skeleton
  let values: Values
  let folder: RelativePath
  private let style: YAMLStyle
  var files: [RenderedFile] = []
  var faults: [Diagnostic] = []
  private var sources: [RelativePath: String] = [:]
  /// The folders that files are in, each with one of those files.
  private var owners: [RelativePath: String] = [:]
  private var collisions = PathCollisions()
  private var size = 0

  init(skeleton: Skeleton, values: Values, folder: RelativePath) {
    self.skeleton = skeleton
    self.values = values
    self.folder = folder
    style = YAMLStyle(of: values)
  }

  mutating func add(_ file: SkeletonFile) {
    guard file.conditions.allSatisfy({ $0.holds(values) }) else { return }
    guard let each = file.each else { return add(file, for: nil) }
    for item in each.items(values) { add(file, for: item) }
  }

  private mutating func add(_ file: SkeletonFile, for item: ListItem?) {
    let source = item.map { "\(file.source)#\($0.identity)" } ?? file.source.description
    do throws(Findings) {
      let path = try path(of: file, for: item)
      try claim(path, for: source)
      var content = try content(of: file, for: item)
      if YAMLStyle.applies(to: path.bytes) {
        let bytes = style.applied(to: content.stored)
        if bytes != content.stored { content = Content(bytes) }
      }
      files.append(
        RenderedFile(
          source: source, path: path, entry: .file(content, executable: file.isExecutable),
          keep: file.keep, merging: file.merging))
    } catch {
      faults += error.placed(at: Place("files/\(file.source)")).diagnostics
    }
  }

  /// Git takes a folder with HEAD, objects and refs for a repository, and runs what its configuration states.
  mutating func refuseRepositories() {
    let folders = Set(owners.keys.map(\.folded))
    for path in sources.keys.sorted() where path.name.elementsEqual("HEAD".utf8) {
      let folder = path.folded.dropLast("head".count)
      guard folders.contains(folder + "objects"), folders.contains(folder + "refs") else { continue }
      faults.append(Diagnostic(.invalidPath, "path '\(path)' would make its folder a git repository"))
    }
  }

  mutating func handoff() -> HandoffSection? {
    do throws(RenderLimit) {
      return try HandoffSection(skeleton, values)
    } catch {
      faults += error.diagnostics
      return nil
    }
  }

  private func path(of file: SkeletonFile, for item: ListItem?) throws(Findings) -> RelativePath {
    guard file.path != nil || skeleton.yamlExtension != nil else { return file.source }
    let bytes: [UInt8]
    do throws(RenderLimit) {
      bytes = try file.path?.render(values, item: item) ?? file.source.bytes
    } catch {
      throw Findings(error)
    }
    do throws(PathError) {
      return try RelativePath(bytes: withExtension(bytes))
    } catch {
      throw Findings(error)
    }
  }

  /// The path with the workspace's extension where it ends in the skeleton's.
  private func withExtension(_ bytes: [UInt8]) -> [UInt8] {
    guard let own = skeleton.yamlExtension, own != values.yamlExtension, bytes.count > own.utf8.count,
      bytes.suffix(own.utf8.count).elementsEqual(own.utf8), !Self.isFixed(bytes)
    else { return bytes }
    return bytes.dropLast(own.utf8.count) + Array(values.yamlExtension.utf8)
  }

  /// Whether a tool finds the file by this very name: molecule's own, a collection's `galaxy.yml` and `meta/runtime.yml`.
  private static func isFixed(_ path: [UInt8]) -> Bool {
    let parts = path.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
    return parts.contains("molecule") || ["galaxy.yml", "runtime.yml"].contains(parts.last)
  }

  /// Claims a path for a file: it must be portable, and not used by another file, neither as file nor as folder.
  private mutating func claim(_ path: RelativePath, for source: String) throws(Findings) {
    let whole = folder.appending(path)
    do throws(PathError) {
      try whole.checkPortable()
      try collisions.insert(path)
    } catch {
      throw Findings(error)
    }
    if let other = sources[path] {
      throw Findings(Diagnostic(.pathTwice, "path '\(path)' is also used by '\(other)'"))
    }
    if let other = owners[path] ?? path.ancestors.compactMap({ sources[$0] }).first {
      throw Findings(
        Diagnostic(.pathTwice, "path '\(path)' would be both a file and a directory, with '\(other)'"))
    }
    sources[path] = source
    for folder in path.ancestors { owners[folder] = source }
  }

  private mutating func content(of file: SkeletonFile, for item: ListItem?) throws(Findings) -> Content {
    let content: Content
    switch file.body {
    case .bytes(let verbatim): content = verbatim
    case .template(let template):
      do throws(RenderLimit) {
        content = Content(try template.render(values, item: item))
      } catch {
        throw Findings(error)
      }
    }
    size += content.stored.count
    if size > SkeletonLimits.bytes {
      throw Findings(Diagnostic(.tooLarge, "all files together have more than \(SkeletonLimits.bytes) bytes"))
    }
    return content
  }
}
