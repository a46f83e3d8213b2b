import Collecting
import FileTrees
import GitReading
import Jobs
import Secrets
import Texts
import Units

/// Findings as SARIF 2.1.0 (OASIS), as code hosts and editors read them.
struct SARIFDocument: Encodable {
  let schema = "https://json.schemastore.org/sarif-2.1.0.json"
  let version = "2.1.0"
  let runs: [Run]

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }

  struct Run: Encodable {
    let tool: Tool
    let results: [Result]
    let columnKind = "utf16CodeUnits"
  }

  struct Tool: Encodable {
    let driver: Driver
  }

  struct Driver: Encodable {
    let name = "tenon"
    let version = tenonVersion
    let semanticVersion = tenonVersion
    let rules: [Rule]
  }

  struct Rule: Encodable {
    let id: String
    let shortDescription: Text
    var help = Text(
      text: "Store it in Ansible Vault, with sops, or in an ignored file, and revoke the exposed one.")
  }

  struct Text: Encodable {
    let text: String
  }

  struct Result: Encodable {
    let ruleId: String
    let ruleIndex: Int
    var level = "error"
    let message: Text
    let locations: [Location]
    let partialFingerprints: [String: String]
  }

  struct Location: Encodable {
    let physicalLocation: Physical

    struct Physical: Encodable {
      let artifactLocation: Artifact
      let region: Region
    }

    struct Artifact: Encodable {
      let uri: String
      let uriBaseId = "%SRCROOT%"
    }

    struct Region: Encodable {
      let startLine: Int
    }
  }

  init(_ report: SecretsReport) {
    let rules = credentialRules.map { Rule(id: $0.id, shortDescription: Text(text: $0.what)) }
    var occurrences: [String: Int] = [:]
    let results = report.findings.map { finding in
      let place = [finding.path, finding.rule, finding.key].joined(separator: "\u{0}")
      occurrences[place, default: 0] += 1
      return Result(
        finding, index: rules.firstIndex { $0.id == finding.rule } ?? 0, number: occurrences[place] ?? 1)
    }
    runs = [Run(tool: Tool(driver: Driver(rules: rules)), results: results)]
  }
}

extension SARIFDocument.Result {
  /// `number` distinguishes findings of one rule after one key.
  fileprivate init(_ finding: CredentialFinding, index: Int, number: Int) {
    ruleId = finding.rule
    ruleIndex = index
    let behind = finding.key.isEmpty ? "" : " behind '\(finding.key)'"
    message = .init(text: "The line contains what looks like \(finding.what)\(behind): \(finding.masked)")
    locations = [
      .init(
        physicalLocation: .init(
          artifactLocation: .init(uri: Self.uri(finding.path)), region: .init(startLine: finding.line)))
    ]
    // Of the place and never of the secret: a digest of a short password is the password.
    let place = [finding.path, finding.rule, finding.key, String(number)].joined(separator: "\u{0}")
    partialFingerprints = ["tenonPlace/v1": blobID(of: Array(place.utf8)).hex]
  }

  /// RFC 3986: all but unreserved characters and slashes are escaped.
  static func uri(_ path: String) -> String {
    path.utf8.map { byte in
      let isPlain = (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "-._~/".utf8.contains(byte)
      if isPlain { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count < 2 ? "0" : "") + digits
    }
    .joined()
  }
}
