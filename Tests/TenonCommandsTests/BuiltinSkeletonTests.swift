import Foundation
import Testing
import TestSupport

/// What every built-in skeleton must hold, and the tests that some bring along.
@Suite struct BuiltinSkeletonTests {
  static let names: [String] = {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: "\(projectRoot)/Skeletons")) ?? []
    return found.sorted()
  }()

  @Test func `there are built-in skeletons`() { #expect(Self.names.count > 10) }

  @Test(arguments: names) func `a built-in skeleton has no fault and passes its tests`(name: String) throws {
    let said = try Sandbox().tenon("skeleton", "check", "\(projectRoot)/Skeletons/\(name)", in: "home")
    #expect(said.status == 0, "\(said.errorText)")
  }
}
