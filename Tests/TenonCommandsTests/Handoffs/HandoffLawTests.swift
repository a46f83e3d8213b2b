import Foundation
import Testing
import TestSupport

/// Whatever a person did to a repository, its handoff is committed to the tree that was foretold.
@Suite struct HandoffLawTests {
  private static let names = [
    "a", "b.txt", "dir/a", "dir/b c", "dir/sub/ü", "dir.x", "x\ny", "-n", ":(top)z", "we[i]rd*", "\"q\"",
    "tab\t",
  ]

  @Test(arguments: seeds(6))
  func `a random change is committed as foretold, and nothing else`(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let scene = try HandoffScene()
    for name in Self.names.shuffled(using: &generator).prefix(7) {
      try scene.sandbox.write("repo/\(name)", "old \(name)\n")
    }
    try scene.sandbox.commitAll()
    for name in Self.names { try Self.change(name, in: scene, using: &generator) }
    if Int.random(in: 0...3, using: &generator) == 0 {
      _ = try scene.sandbox.run("bash", ["-c", "rm -rf dir && ln -s /etc dir"], in: "repo")
    }
    if Bool.random(using: &generator) { try scene.git("add", "-A") }
    guard try scene.git("status", "--porcelain") != "" else { return }
    let handoff = try scene.handOff("--include", ".")
    #expect(try scene.commit(handoff) == handoff.repository.expected_tree)
    let verified = try scene.verify(handoff, "--commit", "HEAD")
    #expect(verified.status == 0, "\(verified.text)\(verified.errorText)")
    #expect(try scene.git("status", "--porcelain").replacing("?? .tenon/", with: "") == "")
  }

  private static func change(
    _ name: String, in scene: HandoffScene, using generator: inout SeededGenerator
  ) throws {
    let path = scene.sandbox.path("repo/\(name)")
    switch Int.random(in: 0...7, using: &generator) {
    case 0: try? scene.remove(name)
    case 1: try scene.sandbox.write("repo/\(name)", "new \(name)\r\n")
    case 2: try scene.sandbox.write("repo/\(name)", Array("old \(name)\n".utf8), executable: true)
    case 3:
      try scene.sandbox.write("repo/\(name)", "")
      try scene.remove(name)
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "some/where")
    case 4:
      try? scene.remove(name)
      try scene.sandbox.write("repo/\(name)/inside", "x\n")
    default: break
    }
  }
}
