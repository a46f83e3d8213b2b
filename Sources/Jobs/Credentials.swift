import Diagnostics
import FileTrees
import Handoffs
import Skeletons
import Workspaces

extension WorkspaceSettings {
  /// What in a file looks like a credential and nobody has allowed, each with its line.
  func credentials(in bytes: [UInt8], at path: RelativePath) -> [Diagnostic] {
    credentialFindings(in: bytes, at: path.description)
      .filter { found in !allowed.contains { $0.path == path && $0.line == found.line } }
      .map { found in
        Diagnostic(
          .data, "the line holds what looks like \(found.what)",
          at: Place(path.description, line: found.line),
          hint:
            "keep the secret elsewhere and name it; 'allow:' in .tenon/workspace.yaml lets a harmless line pass"
        )
      }
  }

  /// Throws where one of these files holds what looks like a credential.
  func checkCredentials(in files: [(path: RelativePath, bytes: [UInt8])]) throws(Findings) {
    let found = files.flatMap { credentials(in: $0.bytes, at: $0.path) }
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
      throw Findings(Diagnostic(.data, "the \(name) holds what looks like \(found.what)"))
    }
  }
}
