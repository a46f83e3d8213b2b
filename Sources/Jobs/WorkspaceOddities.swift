import Collecting
import Diagnostics
import Disk
import FileTrees
import GitReading
import Skeletons
import Texts
import Units
import Workspaces

extension Examination.Workspace {
  /// Faults of skeletons and of the layout are noted, and the rest is examined all the same.
  init(of opened: OpenWorkspace, noting findings: inout [Diagnostic]) throws(Findings) {
    hasFile = try opened.workspace.plainFile(at: TenonFolder.workspaceFile) != nil
    units = try opened.units().units.count
    skeletons = try WorkspaceOddities(opened).skeletons(noting: &findings)
    do throws(Findings) {
      places = try PlaceSurvey(opened).placeReports()
    } catch {
      // What is wrong with a skeleton was noted above.
      places = []
    }
    findings += try UnknownSettings(opened).unknownSettings()
  }
}

/// What is wrong with the units, skeletons and settings of a workspace without stopping it.
struct WorkspaceOddities: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// Every skeleton within reach that can be read.
  fileprivate func skeletons(noting findings: inout [Diagnostic]) throws(Findings) -> [Examination.Skeleton] {
    var skeletons: [Examination.Skeleton] = []
    var seen: Set<String> = []
    for listing in try catalogue.listings() {
      let isHidden = !seen.insert(listing.name).inserted
      do throws(Findings) {
        let version = try catalogue.load(listing).skeleton.version.description
        skeletons.append(
          .init(name: listing.name, version: version, origin: listing.origin.words, isHidden: isHidden))
      } catch {
        findings += error.diagnostics
      }
    }
    return skeletons
  }

  /// Everything that is odd, the gravest first.
  func oddities(hooks: [String]) throws(Findings) -> [Diagnostic] {
    var oddities = try damage() + unitOddities() + RepositoryOddities(opened).gitOddities(hooks: hooks)
    oddities += try [PreCommitProposal(opened).preCommitProposal(), staleAllowance()].compactMap(\.self)
    return oddities
  }

  /// The fixed files of `.tenon/` where they are not what they must be.
  private func damage() throws(Findings) -> [Diagnostic] {
    if try opened.units().units.isEmpty { return [] }
    var found: [Diagnostic] = []
    for file in TenonFolder.fixedFiles {
      let text = try workspace.plainFile(at: file.path)?.content?.stored
      if text == Array(file.text.utf8) { continue }
      let what = text == nil ? "is missing" : "was modified"
      found.append(
        Diagnostic(
          .data, "the file \(what): git may convert or add files that must stay unchanged",
          at: Place(file.path.description),
          hint: "git checkout -- \(file.path) restores it if it was committed"))
    }
    return found
  }

  /// What is odd about units: a record or base that cannot be read, files that git ignores or converts.
  private func unitOddities() throws(Findings) -> [Diagnostic] {
    let units = try opened.units()
    var found = units.faults.map(\.diagnostic)
    for record in units.records {
      if case .unavailable(let findings, _) = UnitRefresh(opened).refresh(record).state {
        found += findings.diagnostics
      }
      found += try oddities(of: record)
    }
    return found
  }

  private func oddities(of record: Record) throws(Findings) -> [Diagnostic] {
    let place = Place(TenonFolder.record(of: record.unit).description)
    var found: [Diagnostic] = []
    let bases = try UnitedBranches(opened).bases(of: record)
    for file in record.files where try RecordReader(workspace).content(file.blob, from: bases) == nil {
      found.append(
        Diagnostic(
          .damagedBase, "the base of '\(file.path)' is missing or damaged: an update will ask what to do",
          at: place,
          hint: "git checkout -- \(TenonFolder.folder(of: record.unit)) restores it if it was committed"
        ))
    }
    return try found
      + diagnosing { () throws(GitError) in try ignoredFiles(of: record) + convertedFiles(of: record) }
  }

  private func ignoredFiles(of record: Record) throws(GitError) -> [Diagnostic] {
    try workspace.git.ignored(among: record.paths).sorted().map { path in
      Diagnostic(
        .ignoredByGit, "git ignores a file of \(record.unit): no handoff includes it",
        at: Place(path.description),
        hint: "git check-ignore -v \(path) shows the rule")
    }
  }

  private func convertedFiles(of record: Record) throws(GitError) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for path in record.paths {
      if let obstacle = try GitFilters(workspace.git).obstacle(at: path) {
        found.append(obstacle.diagnostic(at: path))
      }
    }
    return found
  }

  /// An allowed finding in a file that no longer exists.
  private func staleAllowance() throws(Findings) -> Diagnostic? {
    for allowed in workspace.settings.allowed where try workspace.kind(at: allowed.path) == nil {
      return Diagnostic(
        .data, "'allow:' names '\(allowed.path)', which does not exist",
        at: Place(TenonFolder.workspaceFile.description), hint: "remove the entry")
    }
    return nil
  }
}
