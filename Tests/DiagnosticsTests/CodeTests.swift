import Diagnostics
import Foundation
import Testing
import TestSupport

@Suite struct `The code of an error` {
  /// The rows of the manual's table: a code, its kind.
  private static func rows() throws -> [String] {
    let manual = try String(contentsOfFile: "\(projectRoot)/README.md", encoding: .utf8)
    return manual.matches(of: /(?m)^\| `([a-z-]+)` \| `([a-z-]+)` \|/).map { "\($0.1) \($0.2)" }
  }

  @Test func `stands in the manual with its kind`() throws {
    #expect(try Self.rows() == Diagnostic.Code.allCases.map { "\($0.rawValue) \($0.kind.rawValue)" })
  }

  @Test func `of a kind's name is there for every kind`() {
    for kind in Diagnostic.Kind.allCases {
      #expect(Diagnostic.Code(rawValue: kind.rawValue)?.kind == kind)
    }
  }

  @Test func `is made finer within its kind only`() {
    let found = Diagnostic(.data, "x", at: Place("p"), hint: "h").about(unit: "a/b")
    #expect(found.coded(.invalidPlan).code == .invalidPlan)
    #expect(found.coded(.invalidPlan).unit == "a/b")
    #expect(found.coded(.noUnit) == found)
    #expect(found.coded(.invalidPlan).coded(.invalidRecord).code == .invalidPlan)
  }
}
