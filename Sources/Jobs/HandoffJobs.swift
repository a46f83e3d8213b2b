package import Collecting
package import Diagnostics
import FileTrees
import GitReading
package import Handoffs
package import Units
import Workspaces

/// Writes a handoff of what is to be committed, deployed and documented, or throws why it cannot be handed off.
package func createHandoff(
  _ request: HandoffRequest, in opened: OpenWorkspace
) throws(Findings) -> HandoffReport {
  if let title = request.title { try checkTitle(title) }
  try checkCredentials(inWordsOf: request)
  try HandoffObstacles(opened.workspace).checkPartialCommitIsPossible()
  let creation = HandoffCreation(opened)
  let (draft, faults) = try creation.draft(of: request)
  if draft.files.isEmpty, !faults.isEmpty { return .nothing(besides: faults.map(\.diagnostic)) }
  if draft.files.isEmpty { throw try creation.nothingToHandOff() }
  let artifacts = try draft.artifacts(in: TenonFolder.handoffs)
  try creation.write(artifacts)
  return HandoffReport(
    manifest: artifacts.manifest, artifacts: artifacts.files.map(\.path), failures: faults.map(\.diagnostic),
    notes: try HandoffModes(opened.workspace).notes(onLostBitsIn: artifacts.manifest))
}

/// Every handoff in the workspace, the oldest first, and whether the workspace still matches it.
package func listHandoffs(in opened: OpenWorkspace) throws(Findings) -> [HandoffListing] {
  var listings: [HandoffListing] = []
  let store = HandoffStore(opened.workspace)
  for path in try store.manifestPaths() {
    let id = String(decoding: path.name.dropLast(5), as: UTF8.self)
    do throws(Findings) {
      let manifest = try store.manifest(at: path)
      let standing = try HandoffStages(opened.workspace).standing(of: manifest)
      listings.append(HandoffListing(id: id, path: path, state: .known(manifest, standing)))
    } catch {
      let reason = error.diagnostics.first?.message ?? "it cannot be read"
      listings.append(HandoffListing(id: id, path: path, state: .damaged(reason)))
    }
  }
  return listings.sorted { ($0.created, $0.id) < ($1.created, $1.id) }
}

/// One handoff, by its id or from a file.
package func showHandoff(_ name: String, in opened: OpenWorkspace) throws(Findings) -> Manifest {
  try HandoffStore(opened.workspace).manifest(named: name, in: opened.process)
}

/// Holds a manifest, by its id or from a file, against the working tree, the index or a commit.
package func verifyHandoff(
  _ name: String, against place: HandoffPlace, in opened: OpenWorkspace
) throws(Findings) -> HandoffVerdict {
  let manifest = try HandoffStore(opened.workspace).manifest(named: name, in: opened.process)
  let standing = try CheckedTrees(opened.workspace).standing(for: manifest, in: place)
  let verification = Verification(of: manifest, against: standing)
  return HandoffVerdict(
    manifest: manifest, place: place, verification: verification,
    notes: try HandoffVerification(opened.workspace).notes(on: manifest, verification, in: place))
}
