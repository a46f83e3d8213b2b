/// Something in a file that looks like a credential: where it is and what it looks like, never the thing itself.
package struct CredentialFinding: Hashable, Sendable {
  package let path: String
  /// From 1.
  package let line: Int
  /// With its article: "a GitHub token".
  package let what: String
}

/// What in a file looks like a credential, line by line.
///
/// Recognised: private key blocks; the tokens of `TokenShape`; passwords in URLs; literal passwords behind a key such as
/// `db_password:`, in braces, or behind an option such as `--password=`. Left alone: Ansible Vault files, values
/// encrypted by sops, references (`vault_…`, `secrets/…`, `{{ … }}`, `${…}`, `var.…`), placeholders, and the tokens that
/// documentation uses as examples. One pass, no regular expression: the time is proportional to the size.
package func credentialFindings(in bytes: [UInt8], at path: String) -> [CredentialFinding] {
  if bytes.starts(with: "$ANSIBLE_VAULT;".utf8) { return [] }
  var scan = CredentialScan(bytes)
  return scan.findings().map { CredentialFinding(path: path, line: $0.line, what: $0.what) }
}

/// One pass over the lines of a file.
private struct CredentialScan {
  let bytes: [UInt8]
  private var found: [(line: Int, what: String)] = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func findings() -> [(line: Int, what: String)] {
    var line = 1
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      if let what = what(in: bytes[start..<end]) { found.append((line, what)) }
      start = end + 1
      line += 1
    }
    return found
  }

  private func what(in line: ArraySlice<UInt8>) -> String? {
    if PrivateKey.begins(in: line, of: bytes) { return "a private key" }
    return TokenShape.find(in: line) ?? PasswordURL.find(in: line) ?? PasswordAssignment.find(in: line)
      ?? EmbeddedPassword.find(in: line)
  }
}

/// A PEM, OpenSSH or PGP private key with something in it, or one of PuTTY's.
private enum PrivateKey {
  static func begins(in line: ArraySlice<UInt8>, of file: [UInt8]) -> Bool {
    if line.starts(with: "PuTTY-User-Key-File-".utf8) { return true }
    guard let dashes = line.firstPlace(of: "-----BEGIN "),
      let key = line[dashes.upperBound...].firstPlace(of: "PRIVATE KEY"),
      key.lowerBound - dashes.upperBound < 20
    else { return false }
    return hasBody(file[key.upperBound...].prefix(400))
  }

  /// A text that only speaks of such blocks has no long run of base64 behind the heading.
  private static func hasBody(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let end = rest.firstPlace(of: "-----") else { return false }
    var run = 0
    for byte in rest[end.upperBound...] {
      run = isBase64(byte) ? run + 1 : 0
      if run >= 24 { return true }
    }
    return false
  }
}

func isBase64(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte == 0x2B || byte == 0x2F || byte == 0x3D }
