import Collecting
import Diagnostics
import FileTrees
import GitReading
import Jobs
import Texts
import Units
import Workspaces

extension SARIFDocument {
  /// What `tenon check` found: failures are errors, what is only reported is a note, or an error where it was asked for.
  init(_ report: CheckReport) {
    let rules = Self.checkRules
    let failures = report.failures.map { failure in
      Result(
        rule: "broken", failure.message, at: failure.place?.path ?? TenonFolder.root.description,
        line: failure.place?.line ?? 1, level: "error")
    }
    let remarks = report.remarks.map { remark in
      let files = remark.files == 1 ? "1 file" : "\(remark.files) files"
      return Result(
        rule: remark.state.rawValue, "\(remark.unit) is \(remark.state.rawValue): \(files)",
        at: TenonFolder.record(of: remark.unit).description, line: 1,
        level: report.failing.contains(remark.state) ? "error" : "note")
    }
    runs = [Run(tool: Tool(driver: Driver(rules: rules)), results: failures + remarks)]
  }

  /// The rules of a check, in the order of their indices.
  static let checkRules = [
    Rule(
      id: "broken", shortDescription: Text(text: "Conflict markers, or a missing or damaged record or base"),
      help: Text(text: "tenon status shows how to fix each unit.")),
    Rule(
      id: "drifted", shortDescription: Text(text: "A generated file was edited"),
      help: Text(text: "tenon diff --drift shows what was changed.")),
    Rule(
      id: "outdated", shortDescription: Text(text: "The skeleton's output has changed"),
      help: Text(text: "tenon update brings the unit up to date.")),
    Rule(
      id: "missing", shortDescription: Text(text: "The unit's files are gone"),
      help: Text(text: "tenon update restores them; tenon remove deletes the unit's record.")),
  ]
}

extension SARIFDocument.Result {
  fileprivate init(rule: String, _ message: String, at path: String, line: Int, level: String) {
    ruleId = rule
    ruleIndex = SARIFDocument.checkRules.firstIndex { $0.id == rule } ?? 0
    self.message = .init(text: message)
    locations = [
      .init(
        physicalLocation: .init(
          artifactLocation: .init(uri: Self.uri(path)), region: .init(startLine: line)))
    ]
    let place = [path, rule, message].joined(separator: "\u{0}")
    partialFingerprints = ["tenonPlace/v1": blobID(of: Array(place.utf8)).hex]
    self.level = level
  }
}
