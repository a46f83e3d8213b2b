import Diagnostics
import Handoffs
import Testing
import TestSupport

@Suite struct HostileManifestTests {
  /// Cuts, doubles and overwrites bytes of the example: nothing but findings may come of it.
  @Test(arguments: seeds(60))
  func `a damaged manifest is refused with words, or what it says is unchanged`(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    var bytes = try Sample.fixture("example.handoff.json")
    let original = try Manifest(reading: bytes, at: "x")
    for _ in 0..<Int.random(in: 1...4, using: &generator) { Self.damage(&bytes, using: &generator) }
    do throws(Findings) {
      let manifest = try Manifest(reading: bytes, at: "x")
      #expect(manifest.id == original.id)
      #expect(manifest.files == original.files)
      #expect(manifest.roles.labOperator == original.roles.labOperator)
      #expect(manifest.roles.scribe == original.roles.scribe)
    } catch {
      #expect(error.diagnostics.allSatisfy { $0.kind == .data && $0.place?.path == "x" })
    }
  }

  private static func damage(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
    let start = Int.random(in: 0..<bytes.count, using: &generator)
    let end = min(bytes.count, start + Int.random(in: 0...12, using: &generator))
    switch Int.random(in: 0...3, using: &generator) {
    case 0: bytes.removeSubrange(start..<end)
    case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
    case 2: bytes[start] = UInt8.random(in: 0...255, using: &generator)
    default:
      bytes.insert(contentsOf: Array(#"":{}[],null-1e999\u0000"#.utf8).shuffled(using: &generator), at: start)
    }
  }

  @Test func `a manifest of five thousand files is read in a moment`() throws {
    let files = try (0..<5_000).map { try Sample.file("roles/x/files/\($0)", nil, Sample.version("3")) }
    let bytes = try Sample.manifest(files).json()
    var count = 0
    let time = try processorTime { count = try Manifest(reading: bytes, at: "x").files.count }
    #expect(count == 5_000)
    #expect(time < .seconds(10), "\(time)")
  }
}
