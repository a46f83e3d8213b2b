import FileTrees
import Foundation
import Handoffs
import Testing
import TestSupport

@Suite struct PapersTests {
  @Test func `the commands name artifacts that are written`() throws {
    let artifacts = try Sample.artifacts(Sample.draft())
    let paths = artifacts.files.map(\.path.description)
    for command in try #require(artifacts.manifest.roles.librarian.commands) {
      for argument in command.argv where argument.contains("file=") {
        #expect(paths.contains(String(argument.drop { $0 != "=" }.dropFirst())), "\(argument)")
      }
    }
  }

  @Test func `the commands commit exactly the listed paths, whatever their names and whatever was staged`()
    throws
  {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    let names = [
      "plain", "a b", "ü \"q\"", "new\nline", "we[i]rd*", ":(top)x", "-dash", "deep/er/file", "tab\there",
    ]
    for name in names + ["gone", "removed", "staged", "was-file", "was-folder/x"] {
      try sandbox.write("repo/\(name)", "old\n")
    }
    try sandbox.write("repo/.gitignore", ".tenon/handoffs/\n")
    try sandbox.commitAll()
    for name in names { try sandbox.write("repo/\(name)", "new\n") }
    try sandbox.write("repo/added\nhere", "new\n")
    try FileManager.default.removeItem(atPath: sandbox.path("repo/gone"))
    try sandbox.git("rm", "-q", "removed")
    try FileManager.default.removeItem(atPath: sandbox.path("repo/was-file"))
    try sandbox.write("repo/was-file/inside", "new\n")
    try FileManager.default.removeItem(atPath: sandbox.path("repo/was-folder"))
    try sandbox.write("repo/was-folder", "new\n")
    try sandbox.write("repo/staged", "staged before\n")
    try sandbox.git("add", "staged")
    try sandbox.write("repo/loose", "not listed\n")

    let changed = names + ["was-folder", "added\nhere", "was-file/inside"]
    let removed = ["gone", "removed", "was-file", "was-folder/x"]
    try carryOut(artifacts(changed: changed, removed: removed), in: sandbox)

    let shown = try sandbox.git(
      "-c", "core.quotePath=false", "show", "--name-only", "--no-renames", "-z", "--format="
    ).output
    #expect(
      Set(shown.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }) == Set(changed + removed))
    #expect(try sandbox.git("status", "--porcelain").text == "M  staged\n?? loose\n")
  }

  @Test func `the commands work on an unborn branch`() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write("repo/.gitignore", ".tenon/handoffs/\n")
    try sandbox.write("repo/a", "new\n")
    try sandbox.write("repo/b", "staged before\n")
    try sandbox.git("add", "b")
    try carryOut(artifacts(changed: ["a"], removed: []), in: sandbox)
    #expect(try sandbox.git("ls-tree", "-r", "--name-only", "HEAD").text == "a\n")
    #expect(try sandbox.git("status", "--porcelain").text == "A  b\n?? .gitignore\n")
  }

  @Test func `a commit of deletions only needs no git add`() throws {
    let artifacts = try artifacts(changed: [], removed: ["a"])
    #expect(artifacts.manifest.roles.librarian.commands?.map(\.argv[1]) == ["commit"])
  }

  @Test func `the rollback takes back exactly that commit`() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write("repo/.gitignore", ".tenon/handoffs/\n")
    try sandbox.commitAll()
    try sandbox.write("repo/a", "new\n")
    let artifacts = try artifacts(
      changed: ["a"], removed: [], title: "fix(a.b)!: what [is] this* (ü)? \\ $x | y")
    try carryOut(artifacts, in: sandbox)
    try sandbox.git("commit", "-q", "--allow-empty", "-m", "later, after fix(a.b)!: what [is] this")
    for step in artifacts.manifest.roles.labOperator.rollback {
      let command = try #require(step.command)
      let finished = try sandbox.run(command.argv[0], Array(command.argv.dropFirst()), in: "repo")
      #expect(finished.status == 0, "\(step.title): \(finished.errorText)")
    }
    #expect(try sandbox.git("ls-tree", "-r", "--name-only", "HEAD").text == ".gitignore\n")
  }

  private func artifacts(
    changed: [String], removed: [String], title: String? = nil
  ) throws -> HandoffArtifacts {
    let files =
      try changed.map { try Sample.file($0, nil, Sample.version("3")) }
      + removed.map { try Sample.file($0, Sample.version("3"), nil) }
    return try Sample.artifacts(Sample.draft(files, title: title))
  }

  /// Writes the artifacts and runs the librarian's commands as they stand in the manifest.
  private func carryOut(_ artifacts: HandoffArtifacts, in sandbox: Sandbox) throws {
    for file in artifacts.files { try sandbox.write("repo/\(file.path)", file.bytes) }
    for command in artifacts.manifest.roles.librarian.commands ?? [] {
      let finished = try sandbox.run(command.argv[0], Array(command.argv.dropFirst()), in: "repo")
      #expect(finished.status == 0, "\(finished.errorText)")
    }
    #expect(
      try sandbox.git("log", "-1", "--format=%B").text == artifacts.manifest.roles.librarian.commit.message
        + "\n")
    #expect(
      try sandbox.git("log", "-1", "--format=%(trailers:key=Tenon-Handoff,valueonly)").text
        == artifacts.manifest.id + "\n\n")
  }
}
