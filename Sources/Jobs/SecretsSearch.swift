import Collecting
import Diagnostics
import Disk
import FileTrees
import GitReading
import Secrets
import Texts
import Units
import Workspaces

/// Files scanned one after the other; what cannot be read is reported and does not stop the search.
struct SecretsSearch {
  private var gate: CredentialGate
  private var found: [CredentialFinding] = []
  private var unread: [Diagnostic] = []

  init(gate: CredentialGate) { self.gate = gate }

  var report: SecretsReport { SecretsReport(findings: found, tally: gate.tally, unread: unread) }

  /// What is at a path in the working tree; links, folders and missing paths have no contents.
  mutating func take(_ path: RelativePath, in workspace: Workspace) throws(Findings) {
    do throws(DiskError) {
      guard case .file = try workspace.folder.kind(at: path) else { return }
      let bytes = try workspace.folder.read(path, limit: Workspace.contentLimit)
      found += gate.findings(in: bytes, at: path)
    } catch {
      note(error, at: path)
    }
  }

  /// What is staged, as git stores it.
  mutating func takeIndex(of workspace: Workspace) throws(Findings) {
    let changes = try diagnosing { () throws(GitError) in try workspace.git.indexChanges() }
    for change in changes {
      guard let after = change.after, after.mode != .submodule, after.mode != .file(.symlink) else {
        continue
      }
      let bytes = try diagnosing { () throws(GitError) in
        try workspace.git.blob(after.id, limit: Workspace.contentLimit)
      }
      if let bytes {
        found += gate.findings(in: bytes, at: change.path)
      } else {
        unread.append(
          Diagnostic(
            .notInGit, "its contents are not in the object database", at: Place(change.path.description)))
      }
    }
  }

  /// A file or a folder outside a repository, as typed.
  mutating func take(_ typed: String, in process: ProcessEnvironment) throws(Findings) {
    let absolute = process.absolute(typed)
    if folderExists(at: absolute) {
      let folder = try diagnosing { () throws(DiskError) in try WorkspaceFolder(at: absolute) }
      return try take(nil, of: folder, below: typed)
    }
    guard fileExists(at: absolute) else {
      throw Findings(Diagnostic(.noFile, "there is no '\(quoted(typed))'"))
    }
    let bytes = try diagnosing { () throws(DiskError) in
      try readGivenFile(absolute, limit: Workspace.contentLimit)
    }
    found += gate.findings(in: bytes, at: typed)
  }

  private mutating func take(
    _ path: RelativePath?, of folder: WorkspaceFolder, below typed: String
  ) throws(Findings) {
    let items = try diagnosing { () throws(DiskError) in try folder.list(path) }
    for item in items {
      switch item.kind {
      case .folder where !item.path.name.elementsEqual(".git".utf8):
        try take(item.path, of: folder, below: typed)
      case .file:
        do throws(DiskError) {
          let bytes = try folder.read(item.path, limit: Workspace.contentLimit)
          found += gate.findings(in: bytes, at: typed + "/" + item.path.description)
        } catch {
          note(error, at: item.path)
        }
      case .folder, .symlink, .special: continue
      }
    }
  }

  private mutating func note(_ error: DiskError, at path: RelativePath) {
    unread += error.diagnostics.map {
      Diagnostic($0.code, $0.message, at: $0.place ?? Place(path.description), hints: $0.hints)
    }
  }
}
