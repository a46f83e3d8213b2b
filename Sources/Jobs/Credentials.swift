import Diagnostics
import FileTrees
import Handoffs
import Secrets
import Workspaces

extension WorkspaceSettings {
  /// Throws where one of these files holds what looks like a credential.
  func checkCredentials(in files: [(path: RelativePath, bytes: [UInt8])]) throws(Findings) {
    var gate = CredentialGate(allowed: allowed)
    let found = files.flatMap { gate.findings(in: $0.bytes, at: $0.path) }.map(\.diagnostic)
    if let findings = Findings(found) { throw findings }
  }
}

/// Throws where the words of a handoff hold what looks like a credential: they are committed too.
func checkCredentials(inWordsOf request: HandoffRequest) throws(Findings) {
  let words =
    [("title", [request.title].compactMap(\.self)), ("question", request.questions)]
    + [("decision", request.decisions.flatMap { [$0.decision, $0.reason] })]
  for (name, texts) in words {
    for text in texts {
      guard let found = credentialFindings(in: Array(text.utf8), at: name).first else { continue }
      throw Findings(Diagnostic(.credential, "the \(name) contains what looks like \(found.what)"))
    }
  }
}
