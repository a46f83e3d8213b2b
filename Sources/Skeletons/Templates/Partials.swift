import FileTrees

/// Pieces of templates that others include by name: the skeleton's own `partials/`, then those of its source.
struct Partials: Hashable, Sendable {
  /// A template's text and how it is called in messages.
  struct Partial: Hashable, Sendable {
    let bytes: [UInt8]
    let path: String
  }

  private(set) var all: [String: Partial] = [:]

  /// The limit of nested includes.
  static let deepest = 8
  /// How many a template may include altogether: ten that include ten each are a bomb.
  static let most = 500

  init() {}

  /// `prefix` is how the skeleton's folder is called in messages, `shared` what its source has for all of its skeletons.
  init(_ own: FileTree, at prefix: String, shared: FileTree, at sharedPrefix: String) {
    add(shared, at: sharedPrefix)
    add(own, at: prefix)
  }

  private mutating func add(_ tree: FileTree, at prefix: String) {
    for (path, entry) in tree.sorted {
      guard let content = entry.content, let name = path.text else { continue }
      all[name] = Partial(bytes: content.worktree, path: "\(prefix)partials/\(name)")
    }
  }
}

extension Partials.Partial {
  /// Its text with a margin before every line, as the Mustache specification has it where the tag is alone.
  func indented(by margin: ArraySlice<UInt8>) -> [UInt8] {
    if margin.isEmpty { return bytes }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return Array(
      lines.enumerated().map { index, line in
        line.isEmpty && index == lines.count - 1 ? Array(line) : Array(margin + line)
      }.joined(separator: [0x0A]))
  }
}
