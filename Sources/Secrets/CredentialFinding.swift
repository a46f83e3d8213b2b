/// Something in a file that looks like a credential: where it is and what it looks like.
package struct CredentialFinding: Hashable, Sendable {
  package let path: String
  /// From 1.
  package let line: Int
  /// The id of the rule that found it; stable, for allowances, baselines and reports.
  package let rule: String
  /// With its article: "a GitHub token".
  package let what: String
  /// The key that it is after, as far up as the file's structure tells: `spec.users[0].password`; may be empty.
  package let key: String
  /// Whether a checksum of the format proves it genuine: such a token is never allowed.
  package let isConfirmed: Bool
  /// The secret itself, for a digest of it; it is never shown, written or logged.
  package let secret: [UInt8]

  /// What can be shown of it: the public beginning of a format, and of a password nothing.
  package var masked: String {
    guard FormatRule.ids.contains(rule), secret.count >= 20 else { return "********" }
    let shown =
      secret.prefix(4).allSatisfy { isWord($0) || "-.$:/{".utf8.contains($0) } ? secret.prefix(4) : []
    return String(decoding: shown, as: UTF8.self) + "********"
  }
}

extension FormatRule {
  fileprivate static let ids = Set(all.map(\.id)).subtracting(["crypt-hash", "argon2-hash", "scheme-hash"])
}

/// The version of the rules: raised when a row changes what is found.
package let credentialRulesVersion = Rules.version

/// What manifests and reports call the rules that ran: "rules 1 (104)", the version and their number.
package let credentialRulesName = "rules \(Rules.version) (\(credentialRules.count))"

/// Reads the tables of the rules, which the first search does otherwise: another thread can do it in the meantime.
package func prepareCredentialRules() {
  _ = credentialFindings(in: Array("prepared".utf8), at: "secret")
}

/// Every rule by its id, and what it finds.
package let credentialRules: [(id: String, what: String)] =
  FormatRule.all.map { ($0.id, $0.what) }
  + [
    (KeyClass.password.rule, KeyClass.password.what), (KeyClass.token.rule, KeyClass.token.what),
    (KeyClass.key.rule, KeyClass.key.what), ("password-line", "a password by its line or file"),
    ("command-password", "a password in a command"), ("url-password", "a password in a URL"),
    ("private-key", "a private key"), ("json-web-key", "a private JSON Web Key"),
  ]

/// What in a file looks like a credential, in the order of the lines.
///
/// Found are the formats of `Rules` wherever they are, and literals after keys, options and in URLs that name a
/// secret, in the grammar of the file. Left alone are references, names, placeholders and sentences, and a file that is
/// encrypted as a whole. The time is proportional to the size, for any bytes. The price of few false alarms: a passphrase
/// of small words joined by `-`, `_` or `/` is treated as a name.
///
/// `path` decides how the file is read; it need not exist.
package func credentialFindings(in bytes: [UInt8], at path: String) -> [CredentialFinding] {
  let text = SourceText(bytes)
  if text.isVaultFile { return [] }
  var scan = CredentialScan(text, path: path)
  return scan.findings()
}
