import Foundation
import Testing
import TestSupport

/// The closed list of what is done with a file, in the README as the executable has it.
struct FileActionTests {
  @Test func `the README explains every action, and no other`() throws {
    let source = try String(
      contentsOfFile: "\(projectRoot)/Sources/TenonCommands/FileAction.swift", encoding: .utf8)
    let actions = Set(source.matches(of: /\n  case ([a-z]+)/).map { String($0.1) })
    let readme = try String(contentsOfFile: "\(projectRoot)/README.md", encoding: .utf8)
    let table = try #require(readme.firstMatch(of: /\| `files\[\]\.action` .*\n\| --- .*\n((?:\|.*\n)+)/)?.1)
    let rows = table.split(separator: "\n").map { $0.split(separator: "|")[0] }
    let explained = Set(rows.flatMap { $0.matches(of: /`([a-z]+)`/).map { String($0.1) } })
    #expect(actions == explained)
  }
}
