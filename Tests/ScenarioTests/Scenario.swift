import Foundation
import Testing
import TestSupport

/// One heading of a page with what stands below it.
struct Scenario: Sendable, CustomTestStringConvertible {
  let page: String
  let heading: String
  /// Where its parts stand in the page.
  let own: Range<Int>
  /// The parts above the first heading: the beginning of every scenario.
  let beginning: Range<Int>

  var testDescription: String { "\(page): \(heading)" }

  /// The pages: those of `Tests/Scenarios`, and the README; `TENON_PAGE=update` plays one alone.
  static let pages = (["README.md"] + (names("Tests/Scenarios").map { "Tests/Scenarios/\($0)" })).filter {
    page in environment("TENON_PAGE").map { "/\(page)".hasSuffix("/\($0).md") } ?? true
  }

  static let all = pages.flatMap { page in (try? scenarios(of: page)) ?? [] }

  static func scenarios(of page: String) throws -> [Scenario] {
    let parts = try read(page).parts
    let headings = parts.indices.filter { if case .heading = parts[$0] { true } else { false } }
    return zip(headings, headings.dropFirst() + [parts.count]).compactMap { start, end in
      guard case .heading(let line) = parts[start], parts[start..<end].contains(where: \.isConsole) else {
        return nil
      }
      return Scenario(
        page: page, heading: String(line.dropFirst(3)), own: start..<end, beginning: 0..<(headings.first ?? 0)
      )
    }
  }

  static func read(_ page: String) throws -> ScenarioFile {
    ScenarioFile(try String(contentsOfFile: "\(projectRoot)/\(page)", encoding: .utf8))
  }

  private static func names(_ folder: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: "\(projectRoot)/\(folder)")
    return (names ?? []).filter { $0.hasSuffix(".md") && $0 != "README.md" }.sorted()
  }
}

extension ScenarioFile.Part {
  var isConsole: Bool { if case .console = self { true } else { false } }
}
