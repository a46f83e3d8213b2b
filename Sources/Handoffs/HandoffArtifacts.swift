import Diagnostics
package import FileTrees

/// A finished handoff: the manifest, its Markdown, and the files that the librarian's commands read.
package struct HandoffArtifacts: Hashable, Sendable {
  package let manifest: Manifest
  /// Each with its path from the repository's root.
  package let files: [File]

  /// One file to write.
  package struct File: Hashable, Sendable {
    package let path: RelativePath
    package let bytes: [UInt8]
  }

  /// Completes the manifest with its commands, id and trailer, and makes its files below `folder`.
  ///
  /// The id covers all that names it, so the manifest is made twice: under no id, and under the one that this has.
  init(finishing draft: (String) -> Manifest, in folder: RelativePath) throws(Findings) {
    let id = try Self.finished(draft, id: Manifest.noID, in: folder).identity()
    let finished = try Self.finished(draft, id: id, in: folder)
    let names = try Names(of: id, in: folder)
    let lists = PathLists(of: finished.files)
    manifest = finished
    files = [
      File(path: names.json, bytes: try finished.json()),
      File(path: names.markdown, bytes: Array(HandoffMarkdown(of: finished).text.utf8)),
      File(path: names.add, bytes: PathLists.bytes(of: lists.add)),
      File(path: names.commit, bytes: PathLists.bytes(of: lists.commit)),
      File(path: names.message, bytes: Array(finished.roles.librarian.commit.message.utf8)),
    ]
  }

  private static func finished(
    _ draft: (String) -> Manifest, id: String, in folder: RelativePath
  ) throws(Findings) -> Manifest {
    var manifest = draft(id)
    let names = try Names(of: id, in: folder)
    manifest.roles.librarian.commands = commands(
      PathLists(of: manifest.files), add: names.add, commit: names.commit, message: names.message)
    manifest.roles.librarian.commit.trailers = ["Tenon-Handoff": id]
    return manifest
  }

  /// The paths of a handoff's artifacts.
  private struct Names {
    let json: RelativePath
    let markdown: RelativePath
    let add: RelativePath
    let commit: RelativePath
    let message: RelativePath

    init(of id: String, in folder: RelativePath) throws(Findings) {
      json = try folder.adding("\(id).json")
      markdown = try folder.adding("\(id).md")
      add = try folder.adding("librarian-\(id)/add.paths")
      commit = try folder.adding("librarian-\(id)/commit.paths")
      message = try folder.adding("librarian-\(id)/message")
    }
  }

  /// First what git does not know yet, then exactly these paths and nothing that was staged before.
  private static func commands(
    _ lists: PathLists, add: RelativePath, commit: RelativePath, message: RelativePath
  ) -> [Manifest.Command] {
    let adding = ["git", "add", "--pathspec-from-file=\(add)", "--pathspec-file-nul"]
    let committing = [
      "git", "commit", "--only", "--cleanup=whitespace", "--file=\(message)",
      "--pathspec-from-file=\(commit)", "--pathspec-file-nul",
    ]
    return (lists.add.isEmpty ? [] : [Manifest.Command(adding)]) + [Manifest.Command(committing)]
  }
}
