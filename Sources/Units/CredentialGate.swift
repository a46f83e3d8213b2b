package import Diagnostics
package import FileTrees
import GitReading
package import Secrets
import Texts
package import Workspaces

/// What looks like a credential, less what a person has allowed and what the baseline knows; it counts as it goes.
package struct CredentialGate: Sendable {
  private let allowed: [AllowedFinding]
  private var baseline: CredentialBaseline
  package private(set) var tally = CredentialTally()

  /// `allowed` and `baseline` let findings pass; a path outside the workspace is covered by neither.
  package init(allowed: [AllowedFinding], baseline: CredentialBaseline = CredentialBaseline()) {
    self.allowed = allowed
    self.baseline = baseline
  }

  /// The same of a file outside a repository, where nothing is allowed.
  package mutating func findings(in bytes: [UInt8], at typed: String) -> [CredentialFinding] {
    tally.files += 1
    return credentialFindings(in: bytes, at: typed)
  }

  /// Findings of a file that are not allowed, in the order of its lines.
  package mutating func findings(in bytes: [UInt8], at path: RelativePath) -> [CredentialFinding] {
    tally.files += 1
    var open: [CredentialFinding] = []
    for finding in credentialFindings(in: bytes, at: path.description) {
      if allows(finding, at: path) {
        tally.allowed += 1
      } else if baseline.spend(.init(path: path, rule: finding.rule, key: finding.key)) {
        tally.known += 1
      } else {
        open.append(finding)
      }
    }
    return open
  }

  /// A token whose checksum is valid cannot be allowed.
  private func allows(_ finding: CredentialFinding, at path: RelativePath) -> Bool {
    !finding.isConfirmed
      && allowed.contains { $0.path == path && $0.rule == finding.rule && $0.digest == finding.digest }
  }
}

/// How much was examined, and what of it was passed over and why.
package struct CredentialTally: Hashable, Sendable {
  package var files = 0
  /// Found, and allowed by `allow:` of the workspace.
  package var allowed = 0
  /// Found, and known to the baseline.
  package var known = 0

  /// Nothing looked at yet.
  package init() {}

  /// "rules 1 in 14 files: none found but 2 allowed"; never that there are none.
  package var words: String {
    let files = files == 1 ? "1 file" : "\(files) files"
    let passed = [
      allowed > 0 ? "\(allowed) allowed" : nil, known > 0 ? "\(known) in the baseline" : nil,
    ].compactMap(\.self)
    return "\(credentialRulesName) in \(files): none found"
      + (passed.isEmpty ? "" : " but \(passed.joined(separator: ", "))")
  }
}

extension CredentialFinding {
  /// What `git hash-object` states of the secret: by it a harmless one is allowed.
  package var digest: ObjectID { blobID(of: secret) }

  /// As a refusal: what it is, where, and the ways out.
  package var diagnostic: Diagnostic {
    let behind = key.isEmpty ? "" : " behind '\(quoted(key))'"
    return Diagnostic(
      .credential, "the line contains what looks like \(what)\(behind): \(quoted(masked))",
      at: Place(path, line: line),
      hints: isConfirmed
        ? [Self.wayOutOfConfirmed]
        : Self.waysOut + ["if it is harmless: tenon secrets allow \(quoted(path)):\(line) --why …"])
  }

  private static let wayOutOfConfirmed =
    "its checksum is valid, so it is a genuine token: revoke it and keep its replacement out of the repository"
  private static let waysOut = [
    "store it in Ansible Vault, with sops, or in an ignored file, and refer to it by name"
  ]
}
