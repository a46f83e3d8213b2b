package import Diagnostics
package import FileTrees
package import Workspaces

extension WorkspaceSettings {
  /// Throws where one of these files holds what looks like a credential.
  package func checkCredentials(in files: [(path: RelativePath, bytes: [UInt8])]) throws(Findings) {
    var gate = CredentialGate(allowed: allowed)
    let found = files.flatMap { gate.findings(in: $0.bytes, at: $0.path) }.map(\.diagnostic)
    if let findings = Findings(found) { throw findings }
  }
}
