import Diagnostics
import FileTrees
import Jobs
import Secrets
import Units

/// What a check for credentials found, in words.
struct SecretsView {
  private let report: SecretsReport

  init(_ report: SecretsReport) { self.report = report }

  func show(on console: Console) {
    for finding in report.findings {
      let behind = finding.key.isEmpty ? "" : " behind '\(quoted(finding.key))'"
      let place = "\(quoted(finding.path)):\(finding.line)"
      console.print("\(place): \(finding.what)\(behind): \(quoted(finding.masked))  (\(finding.rule))")
    }
    for hint in hints { console.say("hint: \(hint)") }
    for diagnostic in report.unread { console.report(diagnostic) }
    if let baseline = report.baseline {
      let count = report.tally.known
      let words = "\(count) finding\(count == 1 ? "" : "s")"
      console.print(
        report.isWritten
          ? "done: \(words) written to \(baseline); they still need to be revoked"
          : "dry run: \(words) would be written to \(baseline)")
    } else if report.findings.isEmpty {
      console.print(report.tally.words)
    } else {
      let count = report.findings.count
      console.print(
        "\(count) found in \(report.tally.files) file\(report.tally.files == 1 ? "" : "s") (\(credentialRulesName))"
      )
    }
  }

  private var hints: [String] {
    guard let first = report.findings.first else { return [] }
    let real = report.findings.filter(\.isConfirmed)
    return [
      "store it in Ansible Vault, with sops, or in an ignored file, and refer to it by name",
      real.count == report.findings.count
        ? nil : "if it is harmless: tenon secrets allow \(quoted(first.path)):\(first.line) --why …",
      real.first.map {
        "the checksum in \(quoted($0.path)):\($0.line) is valid, so it is a genuine token: revoke it"
      },
    ].compactMap(\.self)
  }
}

/// The same as `tenon.secrets-check/1`.
struct SecretsDocument: Codable {
  var schema = "tenon.secrets-check/1"
  let rules: Rules
  let files: Int
  let findings: [Finding]
  let allowed: Int
  let known: Int
  let unread: [String]
  let baseline: String?

  struct Rules: Codable {
    let version: String
    let count: Int
  }

  struct Finding: Codable {
    let path: String
    let line: Int
    let rule: String
    let what: String
    let key: String
    let masked: String
    let confirmed: Bool

    init(_ finding: CredentialFinding) {
      path = finding.path
      line = finding.line
      rule = finding.rule
      what = finding.what
      key = finding.key
      masked = finding.masked
      confirmed = finding.isConfirmed
    }
  }

  init(_ report: SecretsReport) {
    rules = Rules(version: credentialRulesVersion, count: credentialRules.count)
    files = report.tally.files
    findings = report.findings.map(Finding.init)
    allowed = report.tally.allowed
    known = report.tally.known
    unread = report.unread.map { "\($0.place.map { "\($0): " } ?? "")\($0.message)" }
    baseline = report.baseline?.description
  }
}

/// What was allowed, as `tenon.secrets-allow/1`.
struct AllowDocument: Codable {
  var schema = "tenon.secrets-allow/1"
  let allowed: [SecretsDocument.Finding]
  let file: String

  init(_ report: AllowReport) {
    allowed = report.allowed.map(SecretsDocument.Finding.init)
    file = report.file.description
  }
}
