package import Diagnostics
import FileTrees
import JSONCoding
import Texts

/// A handoff as an in-toto Statement v1 with a predicate of the type `test-result/v0.1`.
///
/// <https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md> and `…/predicates/test-result.md`. The same
/// manifest gives the same bytes, so that a signature of them can be checked from the manifest alone.
package struct InTotoStatement: Encodable, Sendable {
  private let type = "https://in-toto.io/Statement/v1"
  private let subject: [Resource]
  private let predicateType = "https://in-toto.io/attestation/test-result/v0.1"
  private let predicate: Predicate

  private enum CodingKeys: String, CodingKey {
    case subject, predicateType, predicate
    case type = "_type"
  }

  /// A ResourceDescriptor.
  private struct Resource: Encodable {
    let name: String
    let digest: [String: String]
  }

  private struct Predicate: Encodable {
    let result: String
    /// What was applied: the manifest, by the id of its blob without `created`.
    let configuration: [Resource]
    let passedTests: [String]
    let warnedTests: [String]
    let failedTests: [String]
  }

  /// The tree first, then every file that is to be; checks that were not run are in no list.
  package init(_ manifest: Manifest) throws(Findings) {
    let files = manifest.files.compactMap { file in
      file.digest.map { digest in
        var digests = ["gitBlob": digest.gitBlob.hex]
        digests["sha256"] = digest.sha256
        return Resource(name: file.path.description, digest: digests)
      }
    }
    subject = [Resource(name: ".", digest: ["gitTree": manifest.repository.expectedTree.hex])] + files
    func names(_ result: Manifest.Check.Result) -> [String] {
      manifest.checks.filter { $0.result == result }.map(\.name)
    }
    var plain = manifest
    plain.created = ""
    let blob = blobID(of: try encodeJSON(plain, pretty: false))
    let failed = names(.failed)
    predicate = Predicate(
      result: failed.isEmpty ? "PASSED" : "FAILED",
      configuration: [Resource(name: "handoff \(manifest.id)", digest: ["gitBlob": blob.hex])],
      passedTests: names(.passed), warnedTests: [], failedTests: failed)
  }

  /// The bytes that are signed.
  package func json() throws(Findings) -> [UInt8] { try encodeJSON(self) }
}
