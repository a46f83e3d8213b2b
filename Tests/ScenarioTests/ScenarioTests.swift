import Foundation
import Testing
import TestSupport

/// The pages, played; `TENON_RECORD=1` writes what is shown now into them instead.
struct ScenarioTests {
  @Test(.enabled(if: !isRecording), arguments: Scenario.all)
  func `what the page shows is what happens`(_ scenario: Scenario) throws {
    let parts = try Scenario.read(scenario.page).parts
    let run = try ScenarioRun()
    for part in parts[scenario.beginning] + parts[scenario.own] {
      switch part {
      case .heading, .prose: break
      case .file(let path, let fence): try run.write(path, fence.lines)
      case .console(let fence, let steps): try play(steps, in: run, isUnchanged: fence.isUnchanged)
      }
    }
  }

  @Test func `a page that is named exists`() {
    #expect(!Scenario.pages.isEmpty, "TENON_PAGE is a page's file name without .md")
  }

  private func play(_ steps: [ScenarioFile.Step], in run: ScenarioRun, isUnchanged: Bool) throws {
    for step in steps {
      let before = isUnchanged ? try run.snapshot() : nil
      let result = try run.result(of: step)
      let shown = result.lines.joined(separator: "\n")
      #expect(result == step, "shown now:\n\(shown)")
      if let before { #expect(try run.snapshot().differences(from: before) == []) }
    }
  }

  @Test(.enabled(if: isRecording))
  func `the pages are written as things are now`() throws {
    for page in Scenario.pages where FileManager.default.fileExists(atPath: "\(projectRoot)/\(page)") {
      var file = try Scenario.read(page)
      for scenario in try Scenario.scenarios(of: page) { try record(scenario, into: &file) }
      try Data(file.text.utf8).write(to: URL(fileURLWithPath: "\(projectRoot)/\(page)"))
    }
  }

  private func record(_ scenario: Scenario, into file: inout ScenarioFile) throws {
    let run = try ScenarioRun()
    for index in Array(scenario.beginning) + scenario.own {
      switch file.parts[index] {
      case .heading, .prose: break
      case .file(let path, let fence): try run.write(path, fence.lines)
      case .console(let fence, let steps):
        file.parts[index] = .console(fence: fence, steps: try steps.map(run.result))
      }
    }
  }
}

private let isRecording = environment("TENON_RECORD") != nil
