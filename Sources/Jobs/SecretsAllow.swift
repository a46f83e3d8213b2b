package import Diagnostics
package import FileTrees
import GitReading
import JSONCoding
import Planning
package import Secrets
package import Units
import Workspaces

/// What `tenon secrets allow` wrote.
package struct AllowReport: Sendable {
  /// What is allowed from now on.
  package let allowed: [CredentialFinding]
  /// Where it is written, or would.
  package let file: RelativePath
  package let isWritten: Bool
}

/// Writes into `.tenon/workspace.yaml` that what is in a line is harmless, by its content.
///
/// Throws if nothing is found there, or if a checksum proves the token genuine.
package func allowSecret(
  at place: String, because why: String, in opened: OpenWorkspace, isDryRun: Bool = false
) throws(Findings) -> AllowReport {
  let (path, line) = try SecretsAllow(opened).path(andLine: place)
  guard let content = try opened.workspace.plainFile(at: path)?.content else {
    throw Findings(Diagnostic(.noFile, "there is no '\(path)'"))
  }
  var gate = CredentialGate(allowed: opened.workspace.settings.allowed)
  let all = gate.findings(in: content.worktree, at: path)
  let found = all.filter { $0.line == line }
  if found.isEmpty { throw Findings(nothing(at: line, of: path, among: all)) }
  if let real = found.first(where: \.isConfirmed) {
    throw Findings(
      Diagnostic(
        .credential, "\(real.what) cannot be allowed: its checksum is valid, so it is a genuine token",
        at: Place(path.description, line: line),
        hint: "revoke it and keep its replacement out of the repository"
      ))
  }
  let file = TenonFolder.workspaceFile
  let change = try SecretsAllow(opened).change(of: file, allowing: found, because: why)
  if !isDryRun {
    try opened.carryOut([change] + (try SecretsCheck(opened).missingFixedFiles()), label: "secrets allow")
  }
  return AllowReport(allowed: found, file: file, isWritten: !isDryRun)
}

private func nothing(at line: Int, of path: RelativePath, among all: [CredentialFinding]) -> Diagnostic {
  let lines = all.map { String($0.line) }
  return Diagnostic(
    .missing, "no finding in this line",
    at: Place(path.description, line: line),
    hint: lines.isEmpty
      ? "tenon secrets check \(path) has no findings"
      : "there are findings in line \(lines.joined(separator: ", "))")
}

/// The entry below `allow:` of workspace.yaml that lets one finding pass.
struct SecretsAllow: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// `PATH:LINE` as `secrets check` prints it.
  fileprivate func path(andLine typed: String) throws(Findings) -> (RelativePath, Int) {
    guard let colon = typed.lastIndex(of: ":"), let line = Int(typed[typed.index(after: colon)...]), line > 0
    else {
      throw Findings(
        Diagnostic(
          .usage, "invalid place '\(quoted(typed))' (expected PATH:LINE)",
          hint: "as tenon secrets check prints it: roles/x/files/test.pem:1"))
    }
    return (try opened.path(String(typed[..<colon])), line)
  }

  fileprivate func change(
    of file: RelativePath, allowing found: [CredentialFinding], because why: String
  ) throws(Findings) -> Change {
    var items: [String] = []
    for finding in found { items.append(try item(for: finding, because: why)) }
    let standing = try workspace.plainFile(at: file)
    let bytes = standing?.content?.worktree ?? Array("---\n".utf8)
    let text = try ListText(
      bytes, at: file.description,
      hint: "write it as a list with one item per line, or add: - \(items.joined(separator: "\n"))")
    return Change(
      path: file, before: standing?.worktreeState ?? .absent,
      after: .file(try text.adding([("allow", items)]), executable: standing?.isExecutable ?? false))
  }

  /// One entry, its texts as JSON writes them: that is YAML, too.
  private func item(for finding: CredentialFinding, because why: String) throws(Findings) -> String {
    let path = String(decoding: try encodeJSON(finding.path, pretty: false), as: UTF8.self)
    let reason = String(decoding: try encodeJSON(why, pretty: false), as: UTF8.self)
    return "{ path: \(path), rule: \(finding.rule), digest: \"\(finding.digest.hex)\", why: \(reason) }"
  }
}
