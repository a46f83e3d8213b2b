import Diagnostics
package import FileTrees

/// A finished handoff: the manifest, its Markdown, and the files that the librarian's commands read.
package struct Papers: Hashable, Sendable {
  package let manifest: Manifest
  /// Each with its path from the repository's root.
  package let files: [Paper]

  /// One file to write.
  package struct Paper: Hashable, Sendable {
    package let path: RelativePath
    package let bytes: [UInt8]
  }

  /// Gives the manifest its commands, id and trailer, and writes it all down below `folder`.
  init(finishing draft: Manifest, in folder: RelativePath) throws(Findings) {
    do {
      let own = folder.appending(try RelativePath("librarian-\(try draft.workIdentity())"))
      let add = try own.appending("add.paths")
      let commit = try own.appending("commit.paths")
      let message = try own.appending("message")
      let lists = PathLists(of: draft.files)
      var finished = draft
      finished.roles.librarian.commands = Self.commands(lists, add: add, commit: commit, message: message)
      finished.id = try finished.identity()
      finished.roles.librarian.commit.trailers = ["Tenon-Handoff": finished.id]
      manifest = finished
      files = [
        Paper(path: try folder.appending("\(finished.id).json"), bytes: try finished.json()),
        Paper(path: try folder.appending("\(finished.id).md"), bytes: Array(finished.markdown().utf8)),
        Paper(path: add, bytes: PathLists.bytes(of: lists.add)),
        Paper(path: commit, bytes: PathLists.bytes(of: lists.commit)),
        Paper(path: message, bytes: Array(finished.roles.librarian.commit.message.utf8)),
      ]
    } catch let findings as Findings {
      throw findings
    } catch {
      throw Findings(Diagnostic(.fault, "a handoff could not be named: \(error)"))
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
