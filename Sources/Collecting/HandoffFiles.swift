import Diagnostics
import FileTrees
import GitReading
import Handoffs
import Texts
import Units
import Workspaces

/// The files of a handoff: every path of the scope that differs between HEAD and the working tree.
struct HandoffFiles: Sendable {
  var files: [Manifest.File] = []
  var leftOut: [Manifest.LeftOut] = []
  /// Why it cannot be handed off as it is; all of it at once.
  var obstacles: [Diagnostic] = []
  /// How many files were examined for credentials.
  var credentials = CredentialTally()

  /// Adds one path with its owner, unless it is unchanged.
  mutating func take(
    _ path: RelativePath, of owner: Owner, in workspace: Workspace, at head: ObjectID?
  ) throws(Findings) {
    guard path.text != nil else {
      obstacles.append(Self.notUTF8(path))
      return
    }
    let before = try PathVersions(workspace).version(of: path, inTreeOf: head)
    let found = try PathVersions(workspace).foundInWorkingTree(at: path)
    let after: FileVersion?
    switch found {
    case .version(let version): after = version
    case .nothing: after = nil
    case .other(let kind):
      obstacles.append(Diagnostic(.data, "\(kind) cannot be handed off", at: Place(path.description)))
      return
    }
    guard let file = Manifest.File(path, before: before, after: after, origin: owner.origin, unit: owner.unit)
    else {
      return
    }
    if try isLeftToGit(path, file.status, in: workspace) {
      refuseOrLeaveOut(path, of: owner)
      return
    }
    files.append(file)
  }

  /// Whose a path is, and how it came to be as it is.
  struct Owner {
    var unit: String?
    var origin: Manifest.File.Origin
  }

  /// Whether git would not add it: ignored, and not in the index.
  private func isLeftToGit(
    _ path: RelativePath, _ status: Manifest.File.Status, in workspace: Workspace
  ) throws(Findings) -> Bool {
    guard status != .deleted, try PathVersions(workspace).indexEntry(at: path) == nil else { return false }
    return try diagnosing { () throws(GitError) in try workspace.git.isIgnored(path) }
  }

  private mutating func refuseOrLeaveOut(_ path: RelativePath, of owner: Owner) {
    let isOwn = path.isBelow(TenonFolder.root)
    if owner.unit == nil || isOwn {
      let what = isOwn ? "tenon's records must be committed" : "requested with --include"
      obstacles.append(
        Diagnostic(
          .ignoredByGit, "ignored by git, but \(what)", at: Place(path.description),
          hint: "git check-ignore -v \(shellQuoted(path.description)) shows the rule"))
    } else {
      leftOut.append(.init(path: path.description, why: "git ignores it"))
    }
  }

  static func notUTF8(_ path: RelativePath) -> Diagnostic {
    Diagnostic(
      .invalidPath, "the name is not UTF-8 and cannot be written in a manifest", at: Place(path.description))
  }
}
