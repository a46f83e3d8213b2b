package import Diagnostics
package import FileTrees
package import JSONCoding

/// What an old repository is known to hold: findings by path, rule and key, never by a digest of the secret.
///
/// A digest of a short password is the password. So the same place with another secret counts as known, too: the file
/// is a list of what is still to be taken out and revoked, and not a permission.
package struct CredentialBaseline: Hashable, Sendable {
  /// How often each is in the file.
  package private(set) var entries: [Entry: Int] = [:]

  package struct Entry: Hashable, Sendable {
    package let path: RelativePath
    package let rule: String
    package let key: String

    package init(path: RelativePath, rule: String, key: String) {
      self.path = path
      self.rule = rule
      self.key = key
    }
  }

  package init() {}

  /// Takes in one more.
  package mutating func add(_ entry: Entry) { entries[entry, default: 0] += 1 }

  /// Removes one occurrence of the entry and returns whether there was one.
  package mutating func spend(_ entry: Entry) -> Bool {
    guard let count = entries[entry], count > 0 else { return false }
    entries[entry] = count - 1
    return true
  }

  package var count: Int { entries.values.reduce(0, +) }
}

extension CredentialBaseline {
  private static let schema = "tenon.secrets-baseline/1"

  /// The JSON Schema of a baseline's file.
  package static func jsonSchema() throws(Findings) -> JSONValue { try typeSchema(of: Document.self) }

  /// Reads what `json()` wrote.
  package init(parsing bytes: [UInt8], at path: String) throws(Findings) {
    let document = try decodeJSON(Document.self, from: bytes, at: path)
    guard document.schema == Self.schema else {
      throw Findings(
        Diagnostic(
          .data, "not a credential baseline (schema '\(quoted(document.schema))')", at: Place(path),
          hint: "tenon secrets check --write-baseline writes one"))
    }
    for finding in document.findings {
      let file = try diagnosing { () throws(PathError) in try RelativePath(finding.path) }
      entries[Entry(path: file, rule: finding.rule, key: finding.key), default: 0] += max(
        0, finding.count ?? 1)
    }
  }

  /// One finding after the other by path, so that two branches merge.
  package func json() throws(Findings) -> [UInt8] {
    let findings = entries.filter { $0.value > 0 }.map { entry, count in
      Document.Finding(
        path: entry.path.description, rule: entry.rule, key: entry.key, count: count > 1 ? count : nil)
    }
    .sorted { ($0.path, $0.rule, $0.key) < ($1.path, $1.rule, $1.key) }
    return try encodeJSON(Document(schema: Self.schema, findings: findings))
  }

  private struct Document: Codable {
    let schema: String
    let findings: [Finding]

    struct Finding: Codable {
      let path: String
      let rule: String
      let key: String
      let count: Int?
    }
  }
}

extension Workspace {
  /// The findings that the workspace is known to have; empty if none are recorded.
  package func credentialBaseline() throws(Findings) -> CredentialBaseline {
    let path = TenonFolder.secretsBaseline
    guard let content = try plainFile(at: path)?.content else { return CredentialBaseline() }
    return try CredentialBaseline(parsing: content.worktree, at: path.description)
  }
}
