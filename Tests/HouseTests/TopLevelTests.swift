import Foundation
import Testing
import TestSupport

/// What lies at the top of the repository, and that the words there are true.
struct TopLevelTests {
  @Test func `the top level has only what belongs there`() throws {
    let allowed: Set = [
      ".ci", ".gitignore", ".pre-commit-hooks.yaml", ".swift-format", "CHANGELOG.md", "LICENSE", "Makefile",
      "Package.swift", "README.md", "Skeletons", "Sources", "Tests",
    ]
    let tracked = try runProgram(
      "git", ["ls-files", "-z"], in: projectRoot,
      environment: ["PATH": searchPath, "HOME": NSHomeDirectory()])
    try #require(tracked.status == 0, "\(tracked.errorText)")
    let top = Set(
      tracked.text.split(separator: "\0").compactMap { $0.split(separator: "/").first.map(String.init) })
    #expect(top.subtracting(allowed) == [])
  }

  @Test func `the formatter is as strict as it says`() throws {
    let rules = try projectText(".swift-format")
    for rule in ["NeverForceUnwrap", "NeverUseForceTry", "NeverUseImplicitlyUnwrappedOptionals"] {
      #expect(rules.contains("\"\(rule)\": true"))
    }
  }

  @Test
  func `every make target that a text names exists`() throws {
    let targets = Set(try projectText("Makefile").matches(of: /(?m)^([a-z-]+):/).map { String($0.1) })
    for page in ["README.md", "CHANGELOG.md", "Sources/README.md"] {
      for match in ((try? projectText(page)) ?? "").matches(of: /(?:`|(?m)^\s*(?:\$ )?)make ([a-z][a-z-]*)/) {
        #expect(targets.contains(String(match.1)), "\(page): make \(match.1)")
      }
    }
  }

  @Test func `the map names every room`() throws {
    let map = try projectText("Sources/README.md")
    for room in try WallTests.rooms() { #expect(map.contains("| \(room) |"), "\(room)") }
  }

  @Test func `what the build embeds names no place of this machine`() throws {
    let outputs = "\(projectRoot)/.build/plugins/outputs"
    let names = FileManager.default.enumerator(atPath: outputs)?.compactMap { $0 as? String } ?? []
    let embedded = names.filter { $0.hasSuffix("EmbeddedFiles.swift") }
    for name in embedded {
      let text = try String(contentsOfFile: "\(outputs)/\(name)", encoding: .utf8)
      #expect(!text.contains(projectRoot))
      #expect(!text.contains(NSTemporaryDirectory() + "tenon"))
    }
  }
}
