package import Diagnostics
import Handoffs
import Secrets

/// Throws if the words of a handoff hold what looks like a credential: they are committed too.
package func checkCredentials(inWordsOf request: HandoffRequest) throws(Findings) {
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
