import Foundation
import Testing
import TestSupport

// What a person does where git could not merge.
extension BranchHistory {
  /// Whose version a person takes where both changed the same.
  enum Side {
    case ours, theirs
  }

  /// Does what a person does in a conflict: brings the units in order, takes a side in the files that are left, and adds
  /// it all.
  mutating func settle(favouring side: Side) throws {
    try settleUnits(favouring: side, mayLeaveMarkers: true)
    for path in try sandbox.git("diff", "--name-only", "--diff-filter=U").text.split(separator: "\n") {
      if path.hasPrefix(".tenon/") { continue }
      if sandbox.exists("repo/\(path)") { try choose(side, in: "repo/\(path)") }
    }
    try settleUnits(favouring: side, mayLeaveMarkers: false)
    for name in (try? FileManager.default.contentsOfDirectory(atPath: sandbox.path("repo/u"))) ?? []
    where main[String(name.prefix(1))] == nil {
      try FileManager.default.removeItem(atPath: sandbox.path("repo/u/\(name)"))
    }
    try sandbox.git("add", "-A")
  }

  private mutating func settleUnits(favouring side: Side, mayLeaveMarkers: Bool) throws {
    let report = try sandbox.tenon("status", "--json")
    let status = try JSONDecoder().decode(StatusUnits.self, from: report.output)
    for unit in Set(status.units.map(\.id) + status.faults.compactMap(\.unit)).sorted() {
      let isWanted = main[String(unit.dropFirst("queue/".count).prefix(1))] != nil
      if isWanted {
        try update(unit, favouring: side, mayLeaveMarkers: mayLeaveMarkers)
      } else {
        try tenon("remove", unit)
      }
    }
  }

  /// Updates a unit; where both branches gave an answer, one side's is taken, as the hint says.
  private mutating func update(_ unit: String, favouring side: Side, mayLeaveMarkers: Bool) throws {
    var arguments = ["update", unit]
    for _ in 0..<4 {
      story.append(arguments.joined(separator: " "))
      let finished = try sandbox.tenon(arguments)
      if finished.status == 0 || mayLeaveMarkers && finished.status == 1 { return }
      guard finished.status == 2, finished.errorText.contains("both branches answered") else {
        Issue.record("\(finished.text)\(finished.errorText)\n\(story.joined(separator: "\n"))")
        return
      }
      let hints = finished.errorText.split(separator: "\n").filter {
        $0.hasPrefix("hint: tenon update \(unit) ")
      }
      for (index, hint) in hints.enumerated() where index % 2 == (side == .ours ? 0 : 1) {
        arguments += hint.dropFirst("hint: tenon update \(unit) ".count).split(separator: " ").map(
          String.init)
      }
    }
  }

  /// Replaces every conflict in a file by one side of it.
  private func choose(_ side: Side, in path: String) throws {
    var (lines, state): ([Substring], Side?) = ([], nil)
    for line in try sandbox.text(path).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("<<<<<<< ") {
        state = .ours
      } else if line == "=======" {
        state = .theirs
      } else if line.hasPrefix(">>>>>>> ") {
        state = nil
      } else if state == nil || state == side {
        lines.append(line)
      }
    }
    try sandbox.write(path, lines.joined(separator: "\n"))
  }
}

/// The units of a status document.
private struct StatusUnits: Decodable {
  let units: [Unit]
  let faults: [Fault]

  struct Unit: Decodable { let id: String }
  struct Fault: Decodable { let unit: String? }
}
