import ArgumentParser
import Collecting
import Diagnostics
import Jobs
import Units
import Workspaces

/// `tenon check`: for CI.
struct CheckCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check records, bases and conflict markers (for CI).",
    discussion: "Drifted and outdated units are reported; they fail the check only with --fail-on."
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "Units (default: all).", completion: Completions.units)
  var units: [String] = []

  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "Also fail on: drift, outdated, missing (comma-separated).", valueName: "what"))
  var failOn: String?

  @Option(help: ArgumentHelp("Output format: text, json or sarif.", valueName: "format"))
  var format = SecretsFormat.text

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let report = try check(units, failingOn: try states, in: opened)
    if format == .sarif {
      try console.write(document: SARIFDocument(report))
    } else if common.json || format == .json {
      try console.write(document: CheckDocument(report))
    } else {
      show(report, on: console)
    }
    return report.isGood ? 0 : 1
  }

  private func show(_ report: CheckReport, on console: Console) {
    for failure in report.failures {
      console.print("\(console.painted("failed", .red))  \(failure.line)")
      for hint in failure.hints { console.say("hint: \(hint)") }
    }
    for remark in report.remarks {
      let fails = report.failing.contains(remark.state)
      let files = remark.files == 1 ? "1 file" : "\(remark.files) files"
      console.print(
        "\(fails ? console.painted("failed", .red) : "noted ")  \(remark.unit): \(remark.state.rawValue), \(files)"
      )
    }
    let units = report.status.units.count
    let verdict = report.isGood ? "no problems found" : "problems found"
    console.print("\(units) unit\(units == 1 ? "" : "s") checked: \(verdict)")
  }

  private var states: Set<UnitStatus.State> {
    get throws(Findings) {
      var states: Set<UnitStatus.State> = []
      for word in (failOn ?? "").split(separator: ",") {
        switch word {
        case "drift", "drifted": states.insert(.drifted)
        case "outdated": states.insert(.outdated)
        case "missing": states.insert(.missing)
        default:
          throw Findings(
            Diagnostic(
              .usage, "'\(quoted(String(word)))' is not a valid --fail-on value",
              hint: "one of drift, outdated, missing"))
        }
      }
      return states
    }
  }
}

/// A check as `tenon.check/1`.
struct CheckDocument: Codable {
  var schema = "tenon.check/1"
  let good: Bool
  let failures: [Failure]
  let remarks: [Remark]
  let units: [StatusReport.Unit]

  struct Failure: Codable {
    let code: String
    let path: String?
    let unit: String?
    let message: String
    let hints: [String]
  }

  struct Remark: Codable {
    let unit: String
    let state: String
    let files: Int
  }

  init(_ report: CheckReport) {
    good = report.isGood
    failures = report.failures.map {
      Failure(
        code: $0.code.rawValue, path: $0.place?.path, unit: $0.unit, message: $0.message, hints: $0.hints)
    }
    remarks = report.remarks.map {
      Remark(unit: $0.unit.description, state: $0.state.rawValue, files: $0.files)
    }
    units = StatusReport(report.status).units
  }
}
