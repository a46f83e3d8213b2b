/// Files by path: a scan of a workspace, a commit and a rendered skeleton are all one of these.
package struct FileTree: Hashable, Sendable {
  private var entries: [RelativePath: Entry]

  package init(_ entries: [RelativePath: Entry] = [:]) { self.entries = entries }

  package static let empty = FileTree()

  package subscript(path: RelativePath) -> Entry? {
    get { entries[path] }
    set { entries[path] = newValue }
  }

  package var isEmpty: Bool { entries.isEmpty }
  package var count: Int { entries.count }

  /// In byte order, as git sorts its index.
  package var paths: [RelativePath] { entries.keys.sorted() }

  /// Path and entry in byte order of the path.
  package var sorted: [(path: RelativePath, entry: Entry)] {
    entries.map { (path: $0.key, entry: $0.value) }.sorted { $0.path < $1.path }
  }

  /// The part below `folder`, with paths relative to it.
  package func below(_ folder: RelativePath) -> FileTree {
    var part = FileTree()
    for (path, entry) in entries {
      if let rest = path.relative(to: folder) { part[rest] = entry }
    }
    return part
  }

  /// The same tree moved below `folder`.
  package func moved(below folder: RelativePath) -> FileTree {
    FileTree(Dictionary(uniqueKeysWithValues: entries.map { (folder.appending($0.key), $0.value) }))
  }
}
