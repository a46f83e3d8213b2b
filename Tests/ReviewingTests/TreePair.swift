import FileTrees
import Foundation
import Reviewing
import TestSupport
import Texts

/// Two trees and what it takes to see them as git sees them.
struct TreePair: Sendable {
  let name: String
  let old: FileTree
  let new: FileTree

  init(_ name: String, old: FileTree, new: FileTree) {
    self.name = name
    self.old = old
    self.new = new
  }

  init(_ name: String, _ path: String = "f", old: Entry?, new: Entry?) throws {
    self.init(name, old: try tree([path: old]), new: try tree([path: new]))
  }

  /// Random files, some of them moved, changed in lines, mode or kind, added or deleted.
  init(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    var old = FileTree.empty
    var new = FileTree.empty
    for number in 0..<Int.random(in: 1...6, using: &random) {
      let path = try RelativePath("\(awkward[Int.random(in: 0..<awkward.count, using: &random)])\(number)")
      let before = randomEntry(&random)
      old[path] = before
      switch Int.random(in: 0..<7, using: &random) {
      case 0: new[path] = before
      case 1: new[try RelativePath("moved/\(number)")] = before
      case 2: continue
      case 3: new[path] = randomEntry(&random)
      default: new[path] = touched(before, &random)
      }
    }
    self.init("seed \(seed)", old: old, new: new)
  }
}

func tree(_ entries: [String: Entry?]) throws -> FileTree {
  var tree = FileTree.empty
  for (path, entry) in entries { tree[try RelativePath(path)] = entry }
  return tree
}

private let awkward = [
  "a", "dir/b", "with space ", "ü", "tab\t", "quote\"", "back\\slash", "new\nline", "-dash", "a b/c d",
  "[x]*?",
]

private func randomEntry(_ random: inout SeededGenerator) -> Entry {
  let executable = Bool.random(using: &random)
  switch Int.random(in: 0..<8, using: &random) {
  case 0: return .symlink(target: Array("target \(Int.random(in: 0..<9, using: &random))".utf8))
  case 1:
    let bytes = (0..<Int.random(in: 1...300, using: &random)).map { _ in
      UInt8.random(in: 0...9, using: &random)
    }
    return .file(Content([0] + bytes), executable: executable)
  case 2: return .file("", executable: executable)
  default: return .file(randomText(&random), executable: executable)
  }
}

private func randomText(_ random: inout SeededGenerator) -> String {
  let ending = Bool.random(using: &random) ? "\n" : "\r\n"
  let words = [
    "", "a", "b ", "\tc", "ü", "-- x", "++ y", "\\ No newline at end of file", "diff --git a/x b/x", "@@",
  ]
  let lines = (0..<Int.random(in: 1...30, using: &random)).map { _ in
    words[Int.random(in: 0..<words.count, using: &random)]
  }
  return lines.joined(separator: ending) + (Bool.random(using: &random) ? ending : "")
}

/// A line more, another mode, or both.
private func touched(_ entry: Entry, _ random: inout SeededGenerator) -> Entry {
  guard case .file(let content, let executable) = entry else { return entry }
  let more = Bool.random(using: &random) ? Array("more\n".utf8) : []
  return .file(Content(content.stored + more), executable: Bool.random(using: &random) != executable)
}

extension Sandbox {
  /// Writes the files of a tree, links and modes included.
  func write(_ tree: FileTree, below folder: String) throws {
    for (path, entry) in tree.sorted {
      let place = "\(folder)/\(path.text ?? "")"
      switch entry {
      case .file(let content, let executable): try write(place, content.worktree, executable: executable)
      case .symlink(let target):
        try write("\(place).x", "")
        try FileManager.default.removeItem(atPath: self.path("\(place).x"))
        try FileManager.default.createSymbolicLink(
          atPath: self.path(place), withDestinationPath: String(decoding: target, as: UTF8.self))
      case .folder, .repository, .special: continue
      }
    }
  }

  /// What the commit or the index of a repository holds, one line a file: mode, blob id, path.
  func listing(of folder: String) throws -> String {
    try git("add", "-A", in: folder)
    return try git("ls-files", "-s", "-z", in: folder).text
  }
}

extension Review {
  /// The page of a review alone.
  func htmlPage(title: String) -> String { ReviewPage(title: title, review: self).html }
}

extension Review {
  /// Compares two trees; a file that stands elsewhere with similar contents counts as moved.
  @available(*, noasync)
  init(from old: FileTree, to new: FileTree) throws(GitError) {
    let paths = Set(old.paths).union(new.paths)
    try self.init(withRenames(paths.map { FileChange(path: $0, old: old[$0], new: new[$0]) }))
  }
}
