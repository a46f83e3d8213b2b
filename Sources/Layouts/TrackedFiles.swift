/// The files that git tracks, by folder: names and modes, no contents.
///
/// Paths are text, since a folder that is proposed to a person has to be; a path that is not UTF-8 is left out.
package struct TrackedFiles: Sendable {
  /// Every file, in git's order.
  package let files: [String]
  package let executables: Set<String>
  let submodules: Set<String>
  /// The names of the files directly in each folder; the root is the empty text.
  let namesByFolder: [String: [String]]
  /// Every folder that contains a file, at any depth; the root is not one of them.
  let folders: Set<String>

  package init(files: [String], executables: Set<String> = [], submodules: Set<String> = []) {
    self.files = files
    self.executables = executables
    self.submodules = submodules
    var names: [String: [String]] = [:]
    for file in files { names[folder(of: file), default: []].append(name(of: file)) }
    namesByFolder = names
    var folders: Set<String> = []
    for folder in names.keys where !folder.isEmpty { folders.formUnion(ancestors(of: folder) + [folder]) }
    self.folders = folders
  }

  /// Whether a folder holds, directly, a file with one of the names.
  func holds(_ names: [String], in folder: String) -> Bool {
    namesByFolder[folder]?.contains { names.contains($0) } ?? false
  }

  /// The folders directly in a folder.
  func children(of parent: String) -> [String] {
    folders.filter { folder(of: $0) == parent }.sorted()
  }
}

/// The folder that a path is in; the empty text for the root.
func folder(of path: String) -> String {
  path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
}

/// The last component of a path.
func name(of path: String) -> String {
  path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[path.utf8.index(after: $0)...]) } ?? path
}

/// Every folder above a path, the innermost first, without the root.
func ancestors(of path: String) -> [String] {
  var found: [String] = []
  var next = folder(of: path)
  while !next.isEmpty {
    found.append(next)
    next = folder(of: next)
  }
  return found
}

/// A path below a folder, which may be the root.
func join(_ folder: String, _ path: String) -> String {
  folder.isEmpty ? path : path.isEmpty ? folder : "\(folder)/\(path)"
}

/// Whether a path is a folder or is below it; everything is below the root.
func lies(_ path: String, in folder: String) -> Bool {
  folder.isEmpty || path == folder || path.hasPrefix(folder + "/")
}

/// A path with `.` and `..` taken out, or nil if it leaves the root.
func normal(_ path: String) -> String? {
  var parts: [Substring] = []
  for part in path.split(separator: "/") where part != "." {
    if part != ".." {
      parts.append(part)
    } else if parts.popLast() == nil {
      return nil
    }
  }
  return parts.joined(separator: "/")
}
