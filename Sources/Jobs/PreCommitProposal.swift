import Collecting
import Diagnostics
import Disk
import FileTrees
import Units
import Workspaces
import YAMLReading

/// What pre-commit would do to tenon's own files, and the setting that keeps it away from them.
struct PreCommitProposal: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// Proposes to keep pre-commit's fixers away from `.tenon/`: a base that they "fix" is lost for merging.
  func preCommitProposal() throws(Findings) -> Diagnostic? {
    let name = ".pre-commit-config.yaml"
    let path = try diagnosing { () throws(PathError) in try RelativePath(name) }
    guard let bytes = try workspace.plainFile(at: path)?.content?.stored else { return nil }
    let exclusion = Exclusion(in: bytes, of: name)
    if exclusion.coversTenon { return nil }
    return Diagnostic(
      .data, "pre-commit's hooks may change what tenon keeps below .tenon/", at: Place(name),
      hint: "set at the top level: exclude: \(exclusion.proposal)")
  }
}

/// The top-level `exclude` of pre-commit's configuration.
private struct Exclusion {
  private let pattern: String?
  private let isInText: Bool

  /// Tenon's reader of YAML refuses anchors and the like: then a mention in the text has to do.
  init(in bytes: [UInt8], of name: String) {
    let text = String(decoding: bytes, as: UTF8.self)
    do throws(Findings) {
      pattern = try parseYAML(bytes, at: name)["exclude"]?.scalar?.text
      isInText = false
    } catch {
      pattern = nil
      isInText = text.contains("exclude:") && text.contains(#"\.tenon"#)
    }
  }

  var coversTenon: Bool { isInText || pattern?.contains("tenon") == true }

  /// As YAML: single quotes keep the backslash.
  var proposal: String {
    let own = #"^\.tenon/"#
    guard let pattern, !pattern.isEmpty else { return "'\(own)'" }
    return
      "'\(own)|\(pattern.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
  }
}
