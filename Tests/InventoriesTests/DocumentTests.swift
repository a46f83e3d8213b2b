import Diagnostics
import Foundation
import Inventories
import Skeletons
import Testing
import TestSupport

/// Documents and answers of tools as they are met, each with what is to become of it: `NAME.expected`.
///
/// `TENON_RECORD=1` writes what becomes of them now; read the difference.
@Suite struct DocumentTests {
  static let folder = "\(projectRoot)/Tests/Fixtures/inventories"
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { !$0.hasSuffix(".expected") }.sorted()

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
  }

  @Test func `there are ten status documents, and every other source`() {
    #expect(Self.names.filter { $0.hasSuffix(".md") }.count >= 10)
    #expect(Set(Self.names.map { $0.drop { $0 != "." } }) == [".md", ".ini", ".yml", ".json"])
  }

  @Test(arguments: names)
  func `no fact is lost and none is invented`(name: String) throws {
    let merge = InventoryMerge(Self.known, with: try SourceFacts(try Self.bytes(name), at: name))
    let left = merge.leftOut.map { "\($0.isRefused ? "refused" : "left out"): \($0.place): \($0.reason)\n" }
    let open = merge.changes.filter(\.isOpen).map { "differs: \($0.acceptance)\n" }
    let shown = merge.result.yaml + left.joined() + open.joined()
    let file = URL(fileURLWithPath: "\(Self.folder)/\(name).expected")
    if environment("TENON_RECORD") != nil { try Data(shown.utf8).write(to: file) }
    let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(shown == expected)
  }

  @Test(arguments: names)
  func `a second import changes nothing`(name: String) throws {
    let source = try SourceFacts(try Self.bytes(name), at: name)
    let first = InventoryMerge(Inventory(), with: source)
    let second = InventoryMerge(first.result, with: source)
    #expect(second.result == first.result)
    #expect(second.changes == [])
    #expect(second.leftOut.filter(\.isRefused).count <= first.leftOut.filter(\.isRefused).count)
  }

  @Test(arguments: names.filter { $0.hasSuffix(".md") })
  func `every row is a fact's or is listed`(name: String) throws {
    let text = String(decoding: try Self.bytes(name), as: UTF8.self)
    let merge = InventoryMerge(Inventory(), with: SourceFacts(markdown: text, at: name))
    let source = SourceFacts(markdown: text, at: name)
    let said = Set(
      source.statements.flatMap { $0.facts.values.map(\.place.line) } + merge.leftOut.map(\.place.line))
    let tables = Set(merge.leftOut.filter { $0.part == .table }.map(\.place.line))
    var isSaid = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard line.contains("|") || line.contains("<table") else {
        isSaid = false
        continue
      }
      isSaid = isSaid || tables.contains(index + 1)
      let isHead =
        line.contains("--")
        || text.split(separator: "\n", omittingEmptySubsequences: false)[index + 1].contains("--")
      #expect(
        isSaid || isHead || said.contains(index + 1) || name == "side-by-side.md",
        "\(name):\(index + 1): \(line)")
    }
  }

  /// What the workspace knows already: a source without ids finds its guests by their names.
  private static let known = Inventory()
}
