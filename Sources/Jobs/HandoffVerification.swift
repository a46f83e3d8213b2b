package import Diagnostics
import FileTrees
import GitReading
package import Handoffs
import Workspaces

/// Where a manifest is held against what stands.
package enum HandoffPlace: Hashable, Sendable {
  case workingTree
  case index
  /// A commit, by any name that git knows it by.
  case commit(String)

  package var words: String {
    switch self {
    case .workingTree: "the working tree"
    case .index: "the index"
    case .commit(let revision): "commit \(quoted(revision))"
    }
  }
}

/// What came of a verification.
package struct HandoffVerdict: Sendable {
  package let manifest: Manifest
  package let place: HandoffPlace
  package let verification: Verification
  /// What is no difference, but worth knowing.
  package let notes: [String]
}

/// Holds a manifest, by its id or from a file, against the working tree, the index or a commit.
package func verifyHandoff(
  _ name: String, against place: HandoffPlace, in surroundings: Surroundings
) throws(Findings) -> HandoffVerdict {
  let bench = try Workbench(in: surroundings)
  let manifest = try bench.workspace.manifest(named: name, in: surroundings)
  let standing = try bench.workspace.standing(for: manifest, in: place)
  let verification = Verification(of: manifest, against: standing)
  return HandoffVerdict(
    manifest: manifest, place: place, verification: verification,
    notes: try bench.workspace.notes(on: manifest, verification, in: place))
}

extension Workspace {
  /// What stands in a place at the paths of a manifest, and what else has changed there.
  func standing(for manifest: Manifest, in place: HandoffPlace) throws(Findings) -> Standing {
    switch place {
    case .workingTree: try standingInWorkingTree(for: manifest)
    case .index: try standingInIndex(for: manifest)
    case .commit(let revision): try standing(for: manifest, inCommit: revision)
    }
  }

  private func standingInWorkingTree(for manifest: Manifest) throws(Findings) -> Standing {
    let head = try saying { () throws(GitError) in try git.head() }.commit
    var found: [RelativePath: Standing.Found] = [:]
    for file in manifest.files { found[file.path] = try foundInWorkingTree(at: file.path) }
    return Standing(
      base: head, before: try versions(of: manifest, inTreeOf: head), found: found,
      others: try newcomers(besides: manifest), mayBeCommitted: true)
  }

  /// What has changed in the folders of the handoff's units, and is neither handed off nor left out.
  private func newcomers(besides manifest: Manifest) throws(Findings) -> [Extra] {
    let folders = try unitFolders(of: manifest)
    if folders.isEmpty { return [] }
    let leftOut = Set((manifest.roles.librarian.leaveOut ?? []).map(\.path))
    let changes = try saying { () throws(GitError) in try git.changedPaths(below: folders) }
    return changes.filter { !leftOut.contains($0.path.description) }.map(Extra.init)
  }

  /// Where the units of a handoff lie now, together with what tenon keeps of them.
  private func unitFolders(of manifest: Manifest) throws(Findings) -> [RelativePath] {
    var folders: [RelativePath] = []
    for text in Set(manifest.files.compactMap(\.unit)).sorted() {
      guard let id = try? UnitID(text) else { continue }
      folders.append(TenonFolder.folder(of: id))
      if let record = try record(of: id) { folders.append(record.destination) }
    }
    return folders
  }

  private func standingInIndex(for manifest: Manifest) throws(Findings) -> Standing {
    let head = try saying { () throws(GitError) in try git.head() }.commit
    var found: [RelativePath: Standing.Found] = [:]
    for file in manifest.files { found[file.path] = try foundInIndex(at: file.path) }
    let staged = try saying { () throws(GitError) in try git.indexChanges() }
    return Standing(
      base: head, before: try versions(of: manifest, inTreeOf: head), found: found,
      others: staged.map(Extra.init),
      mayBeCommitted: true)
  }

  private func standing(for manifest: Manifest, inCommit revision: String) throws(Findings) -> Standing {
    let id = try saying { () throws(GitError) in try git.resolve(revision) }
    let commit = try saying { () throws(GitError) in try git.commit(id) }
    let parent = commit.parents.first
    let parentTree = try parent.map { parent throws(Findings) in
      try saying { () throws(GitError) in try git.commit(parent) }.tree
    }
    let changes = try saying { () throws(GitError) in
      try git.changes(fromTree: parentTree, toTree: commit.tree)
    }
    var found: [RelativePath: Standing.Found] = [:]
    for file in manifest.files { found[file.path] = try self.found(at: file.path, inTreeOf: id) }
    return Standing(
      base: parent, before: try versions(of: manifest, inTreeOf: parent), found: found,
      others: changes.map(Extra.init), tree: commit.tree)
  }

  /// A base that moved, and a commit that does not say which handoff it is.
  fileprivate func notes(
    on manifest: Manifest, _ verification: Verification, in place: HandoffPlace
  ) throws(Findings) -> [String] {
    var notes: [String] = []
    if case .commit(let revision) = place {
      let id = try saying { () throws(GitError) in try git.resolve(revision) }
      let commit = try saying { () throws(GitError) in try git.commit(id) }
      let lines = commit.message.split(separator: UInt8(ascii: "\n"))
      if !lines.contains(where: { $0.elementsEqual("Tenon-Handoff: \(manifest.id)".utf8) }) {
        notes.append("the commit's message has no trailer 'Tenon-Handoff: \(manifest.id)'")
      }
      if commit.parents.count > 1 { notes.append("it is a merge, compared with its first parent") }
      if verification.baseMoved, verification.isExact {
        notes.append("the base has moved since, but nowhere in the files of the handoff")
      }
    }
    return notes
  }

  private func versions(
    of manifest: Manifest, inTreeOf commit: ObjectID?
  ) throws(Findings) -> [RelativePath: FileVersion] {
    var versions: [RelativePath: FileVersion] = [:]
    for file in manifest.files { versions[file.path] = try version(of: file.path, inTreeOf: commit) }
    return versions
  }
}
