import Foundation
import Testing
import TestSupport

/// What a record says of a folder outside of the workspace: anybody can write it, so nothing there is listed or named.
@Suite struct OutsideSourceTests {
  /// What the record names, and what it is.
  struct Source: CustomTestStringConvertible, Sendable {
    let place: String
    var isSkeleton = false

    var testDescription: String { place }
  }

  static let sources = [
    Source(place: "../private"), Source(place: "$/private"), Source(place: "link"),
    Source(place: "~/private"),
    Source(place: "skeletons/../../private"), Source(place: "../history@HEAD:"),
    Source(place: "$/history@HEAD:folder"),
    Source(place: "../broken", isSkeleton: true), Source(place: "broken-link", isSkeleton: true),
    Source(place: "../broken-history@HEAD:", isSkeleton: true),
  ]

  private static let commands = [
    "status", "update", "update --dry-run", "diff --pending", "check", "doctor", "handoff create",
    "status --json",
    "rename unit/web other",
  ]

  @Test(arguments: sources)
  func `a source outside is not looked into, and no name in it is said`(source: Source) throws {
    let sandbox = try Self.sandbox()
    try Self.name(source.place, in: sandbox)
    for command in Self.commands {
      let finished = try sandbox.tenon(command.split(separator: " ").map(String.init))
      let said = finished.text + finished.errorText
      for name in ["token", "alice", "keys"] { #expect(!said.contains(name), "\(command): \(said)") }
      #expect(finished.status < 70 || finished.status == 74, "\(command): \(said)")
    }
    let said = try sandbox.tenon("update").errorText
    let place = source.place.replacing("$", with: sandbox.root)
    #expect(said.contains("'\(place)'") || said.contains("no folder") || said.contains("'HEAD'"), "\(said)")
  }

  @Test(.requires("strace"), arguments: sources.filter { !$0.isSkeleton && !$0.place.contains("@") })
  func `a source outside without a skeleton is not walked through`(source: Source) throws {
    let sandbox = try Self.sandbox()
    try Self.name(source.place, in: sandbox)
    let traced = try sandbox.run(
      "strace", ["-f", "-qq", "-e", "trace=%file", "-o", "../trace", try tenonExecutable(), "update"],
      in: "repo")
    let calls = try sandbox.text("trace")
    #expect(calls.contains("skeleton.yaml"), "\(traced.errorText)")
    #expect(!calls.contains("token"))
  }

  @Test(arguments: ["../skels/unit", "$/skels/unit"])
  func `a skeleton outside works as ever`(place: String) throws {
    let sandbox = try Self.sandbox()
    try sandbox.run("sh", ["-c", "mkdir skels; cp -a repo/skeletons/unit skels/unit"])
    try sandbox.write("skels/unit/files/b.txt", "new\n")
    // What is no part of a skeleton is not read.
    try sandbox.run("mkfifo", ["skels/unit/pipe"])
    try Self.name(place, in: sandbox)
    let updated = try sandbox.tenon("update")
    #expect(updated.status == 0, "\(updated.errorText)")
    #expect(try sandbox.text("repo/units/web/b.txt") == "new\n")
  }

  /// Lets the unit's record name another source.
  private static func name(_ place: String, in sandbox: Sandbox) throws {
    let path = "repo/.tenon/units/unit/web/record.json"
    let text = try sandbox.text(path)
    let changed = text.replacing("./skeletons/unit", with: "skeletons/unit")
      .replacing("\"skeletons/unit\"", with: "\"\(place.replacing("$", with: sandbox.root))\"")
    try #require(changed != text)
    try sandbox.write(path, changed)
  }

  private static func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox(inMemory: true)
    try sandbox.makeRepository()
    try sandbox.write("repo/skeletons/unit/skeleton.yaml", smallSkeleton("unit", destination: "units"))
    try sandbox.write("repo/skeletons/unit/files/a.txt", "<% name %>\n")
    try sandbox.tenon("new", "./skeletons/unit", "web")
    for folder in ["private", "home/private", "history", "history/folder", "broken", "broken-history"] {
      try sandbox.write("\(folder)/token-of-alice", "x\n")
      try sandbox.write("\(folder)/files/keys/token", "<% unknown-token %>\n")
      try sandbox.run("ln", ["-s", "token-of-alice", "\(folder)/files/keys/link"])
    }
    for folder in ["broken", "broken-history"] {
      try sandbox.write("\(folder)/skeleton.yaml", smallSkeleton("unit", destination: "units"))
    }
    for folder in ["history", "broken-history"] {
      try sandbox.makeRepository(folder)
      try sandbox.commitAll(in: folder)
    }
    for (link, folder) in [("link", "private"), ("broken-link", "broken")] {
      try FileManager.default.createSymbolicLink(
        atPath: sandbox.path("repo/\(link)"), withDestinationPath: "../\(folder)")
    }
    return sandbox
  }
}
