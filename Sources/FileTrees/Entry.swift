/// What is at a path.
package enum Entry: Hashable, Sendable {
  case file(Content, executable: Bool)
  case symlink(target: [UInt8])
  /// A folder where one path of a tree expects a file.
  case folder
  /// A submodule or another nested repository: out of reach.
  case repository
  /// A socket, pipe or device.
  case special

  /// A text file whose bytes git stores as they are.
  package static func file(_ text: String, executable: Bool = false) -> Entry {
    .file(Content(text), executable: executable)
  }

  package var content: Content? {
    if case .file(let content, _) = self { content } else { nil }
  }

  package var isExecutable: Bool {
    if case .file(_, executable: true) = self { true } else { false }
  }

  /// The mode that git records, in octal, or nil for what git does not store as a blob.
  package var mode: FileMode? {
    switch self {
    case .file(_, let executable): executable ? .executable : .regular
    case .symlink: .symlink
    case .folder, .repository, .special: nil
    }
  }

  /// Whether it is the same to git: kind, mode and stored bytes.
  package func isSame(as other: Entry) -> Bool {
    guard case .file(let content, let executable) = self,
      case .file(let otherContent, let otherExecutable) = other
    else { return self == other }
    return content.isSame(as: otherContent) && executable == otherExecutable
  }

  /// What it is, for a sentence such as "a folder is in the way".
  package var kindWords: String {
    switch self {
    case .file: "a file"
    case .symlink: "a symbolic link"
    case .folder: "a folder"
    case .repository: "a git repository"
    case .special: "a special file"
    }
  }
}

/// A mode of a blob as git writes it in a tree.
package enum FileMode: String, Hashable, Sendable, CaseIterable {
  case regular = "100644"
  case executable = "100755"
  case symlink = "120000"
}
