import FileTrees
import Reviewing
import Testing
import TestSupport

struct PatchTests {
  /// `git apply` of the patch on the old tree must give the new one: contents, modes, kinds and names.
  private func expectThatGitApplies(_ pair: TreePair) throws {
    let sandbox = try Sandbox()
    for folder in ["old", "new"] { try sandbox.makeRepository(folder) }
    try sandbox.write(pair.old, below: "old")
    try sandbox.write(pair.new, below: "new")
    try sandbox.commitAll(in: "old")
    let patch = try Review(from: pair.old, to: pair.new).patch()
    if patch.isEmpty {
      #expect(pair.old == pair.new, "\(pair.name)")
      return
    }
    let applied = try sandbox.run(
      "git", ["apply", "--index", "--whitespace=nowarn"], in: "old", input: patch)
    #expect(
      applied.status == 0, "\(pair.name): \(applied.errorText)\n\(String(decoding: patch, as: UTF8.self))")
    #expect(try sandbox.listing(of: "old") == sandbox.listing(of: "new"), "\(pair.name)")
  }

  @Test(arguments: seeds(25))
  func `applying the patch of two trees to one gives the other`(seed: Int) throws {
    try expectThatGitApplies(try TreePair(seed: seed))
  }

  @Test func `each kind of change is taken by git apply`() throws {
    let text = Entry.file("1\n2\n3\n")
    let cases = [
      try TreePair("new", old: nil, new: text),
      try TreePair("new and empty", old: nil, new: .file("")),
      try TreePair("new and executable", old: nil, new: .file("#!/bin/sh\n", executable: true)),
      try TreePair("new link", old: nil, new: .symlink(target: Array("to".utf8))),
      try TreePair("deleted", old: text, new: nil),
      try TreePair("deleted and empty", old: .file(""), new: nil),
      try TreePair("deleted link", old: .symlink(target: Array("to".utf8)), new: nil),
      try TreePair("mode only", old: text, new: .file("1\n2\n3\n", executable: true)),
      try TreePair("mode and lines", old: text, new: .file("1\n2\n4\n", executable: true)),
      try TreePair(
        "link turned", old: .symlink(target: Array("a".utf8)), new: .symlink(target: Array("b".utf8))),
      try TreePair("file to link", old: text, new: .symlink(target: Array("to".utf8))),
      try TreePair("link to file", old: .symlink(target: Array("to".utf8)), new: text),
      try TreePair("no final newline", old: .file("1\n2"), new: .file("1\n3")),
      try TreePair("final newline gained", old: .file("1\n2"), new: .file("1\n2\n")),
      try TreePair("final newline lost", old: .file("1\n2\n"), new: .file("1\n2")),
      try TreePair("CRLF gained", old: .file("1\n2\n"), new: .file("1\r\n2\r\n")),
      try TreePair("CRLF", old: .file("1\r\n2\r\n"), new: .file("1\r\n3\r\n")),
      try TreePair("binary", old: .file("a\0b"), new: .file("a\0c\n")),
      try TreePair("binary new", old: nil, new: .file("\0")),
      try TreePair("binary deleted", old: .file("\0"), new: nil),
      try TreePair("binary to text", old: .file("\0"), new: text),
      try TreePair("binary and mode", old: .file("\0"), new: .file("\0", executable: true)),
      try TreePair("emptied", old: text, new: .file("")),
      try TreePair("trailing blank in the name", "name ", old: text, new: .file("x\n", executable: true)),
      try TreePair(
        "mode of a name with blanks", "a  b ", old: text, new: .file("1\n2\n3\n", executable: true)),
      try TreePair("newline in the name", "a\nb", old: text, new: .file("x\n")),
      try TreePair("umlaut in the name", "ü/ö", old: text, new: .file("x\n")),
      try TreePair("quote in the name", "a\"b\\c\td", old: nil, new: .file("")),
    ]
    for pair in cases { try expectThatGitApplies(pair) }
  }

  @Test func `a moved file is a rename with what changed in it`() throws {
    let old = try tree(["a/x": .file("1\n2\n3\n4\n5\n"), "stays": .file("s\n")])
    let new = try tree(["b c/x": .file("1\n2\n3\n4\n6\n", executable: true), "stays": .file("s\n")])
    let patch = String(decoding: try Review(from: old, to: new).patch(), as: UTF8.self)
    #expect(patch.contains("rename from a/x\nrename to b c/x\n"))
    try expectThatGitApplies(TreePair("rename", old: old, new: new))
  }

  @Test func `a name that is not UTF-8 is quoted`() throws {
    let path = try RelativePath(bytes: [0x61, 0xFF])
    let review = try Review([FileChange(path: path, old: nil, new: .file("x\n"))])
    #expect(String(decoding: try review.patch(), as: UTF8.self).contains(#"+++ "b/a\377""#))
  }

  @Test func `nothing changed is an empty patch`() throws {
    let same = try tree(["f": .file("x\n")])
    #expect(try Review(from: same, to: same).patch().isEmpty)
    #expect(try Review(from: same, to: same).stat().isEmpty)
  }
}
