import FileTrees
import Foundation
import GitReading
import TestSupport
import Texts

/// Random trees of files with odd names, as what stands at each path.
enum FlatFiles {
  struct File: Hashable {
    let text: String
    let isExecutable: Bool
  }

  private static let names = ["a", "a.b", "a-b", "b", "ü", "x y", "n\nl", "z", "a0", "\"q\"", "*"]

  /// Some files; of `kept`, about half are there again, a few of them changed.
  static func random(_ random: inout SeededGenerator, keeping kept: [String: File] = [:]) -> [String: File] {
    var files: [String: File] = [:]
    for path in kept.keys.sorted() where Bool.random(using: &random) {
      files[path] = Int.random(in: 0..<3, using: &random) == 0 ? file(&random) : kept[path]
    }
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      let path = (0..<Int.random(in: 1...4, using: &random))
        .compactMap { _ in names.randomElement(using: &random) }.joined(separator: "/")
      let isFree = !files.keys.contains { $0.hasPrefix(path + "/") || path.hasPrefix($0 + "/") }
      if isFree { files[path] = file(&random) }
    }
    return files
  }

  private static func file(_ random: inout SeededGenerator) -> File {
    File(text: "\(Int.random(in: 0..<5, using: &random))\n", isExecutable: Bool.random(using: &random))
  }

  static func edits(from before: [String: File], to after: [String: File]) throws -> [TreeEdit] {
    try Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.map { path in
      TreeEdit(
        path: try RelativePath(path),
        entry: after[path].map {
          TreeEntry(
            mode: .file($0.isExecutable ? .executable : .regular), id: blobID(of: Array($0.text.utf8)))
        })
    }
  }
}

extension Fixture {
  func writeAll(_ files: [String: FlatFiles.File]) throws {
    for (path, file) in files {
      try sandbox.write("repo/\(path)", Array(file.text.utf8), executable: file.isExecutable)
    }
  }

  func replaceAll(_ before: [String: FlatFiles.File], with after: [String: FlatFiles.File]) throws {
    for path in before.keys.sorted().reversed() where after[path] == nil {
      try FileManager.default.removeItem(atPath: sandbox.path("repo/\(path)"))
      for folder in try RelativePath(path).ancestors.reversed() {
        _ = unsafe rmdir(sandbox.path("repo/\(folder.text ?? "")"))
      }
    }
    try writeAll(after)
  }

  /// The lines of git's raw diff, one a path.
  static func rawLines(_ text: String) -> Set<String> {
    let fields = text.split(separator: "\0")
    return Set(
      stride(from: 0, to: fields.count - 1, by: 2).map { position in
        let parts = fields[position].dropFirst().split(separator: " ")
        return "\(parts[0]) \(parts[1]) \(parts[2]) \(parts[3]) \(fields[position + 1])"
      })
  }

  /// A repository in the middle of a merge, with a conflict in `a`.
  static func inConflict() throws -> Fixture {
    let fixture = try Fixture()
    try fixture.commit(["a": "base\n"])
    try fixture.git("checkout", "-q", "-b", "side")
    try fixture.commit(["a": "side\n"])
    try fixture.git("checkout", "-q", "main")
    try fixture.commit(["a": "main\n"])
    _ = try fixture.sandbox.run("git", ["merge", "side"], in: "repo")
    return fixture
  }
}

extension TreeChange {
  /// As git's raw diff says it.
  var line: String {
    let modes = [before, after].map { $0?.mode.text ?? "000000" }
    let ids = [before, after].map { $0?.id.hex ?? ObjectID.zero.hex }
    return "\(modes[0]) \(modes[1]) \(ids[0]) \(ids[1]) \(path.text ?? "")"
  }
}
