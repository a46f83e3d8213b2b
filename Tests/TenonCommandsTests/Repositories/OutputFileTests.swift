import Foundation
import Testing
import TestSupport

/// Files that a person names for a result: whatever their permissions, the result is in them afterwards.
@Suite struct OutputFileTests {
  @Test(arguments: [0o755, 0o444, 0o555, 0o644], ["", "../"])
  func `a page, a plan and an import are written whatever the permissions`(
    permissions: Int, folder: String
  ) throws {
    let sandbox = try Self.workspace()
    let files = ["\(folder)page.html", "\(folder)plan.json"]
    let inventory = ".tenon/inventory.yaml"
    try sandbox.write("repo/\(inventory)", "---\nguests:\n  - { kind: ct, id: 103, name: db }\n")
    for file in files { try sandbox.write("repo/\(file)", "") }
    for file in files + [inventory] {
      try FileManager.default.setAttributes(
        [.posixPermissions: permissions], ofItemAtPath: sandbox.path("repo/\(file)"))
    }
    for command in [
      ["diff", "--html", files[0]], ["update", "--plan", files[1]], ["apply", files[1]],
      ["inventory", "import", "../STATUS.md"], ["handoff", "create", "--include", "notes.txt"],
    ] {
      let finished = try sandbox.tenon(command)
      #expect(finished.status == 0, "\(command): \(finished.errorText)")
    }
    #expect(try sandbox.text("repo/\(files[0])").contains("<html"))
    #expect(try sandbox.text("repo/units/web/a.txt") == "one, newer\n")
    #expect(try sandbox.text("repo/\(inventory)").contains("192.168.2.102"))
    for file in files {
      let mode = try FileManager.default.attributesOfItem(atPath: sandbox.path("repo/\(file)"))[
        .posixPermissions]
      #expect(mode as? Int == permissions, "\(file)")
    }
  }

  @Test func `a file too large to show is said, and the others are shown`() throws {
    let sandbox = try Self.workspace()
    try sandbox.run("truncate", ["-s", "70M", "repo/installer.iso"])
    try sandbox.write("repo/notes.txt", "two\n")
    let finished = try sandbox.tenon("diff")
    #expect(finished.status == 0, "\(finished.errorText)")
    #expect(finished.text.contains("+two\n"))
    #expect(finished.errorText.contains("note: installer.iso: it is larger than 64 MiB, left out"))
    for command in [["status"], ["check"], ["update"], ["handoff", "create", "unit/web"]] {
      #expect(try sandbox.tenon(command).status == 0, "\(command)")
    }
  }

  @Test func `a large file that git has is said too, changed or gone`() throws {
    let sandbox = try Self.workspace()
    try sandbox.run("truncate", ["-s", "70M", "repo/one.iso", "repo/two.iso"])
    try sandbox.commitAll()
    try sandbox.write("repo/one.iso", "small\n")
    try FileManager.default.removeItem(atPath: sandbox.path("repo/two.iso"))
    let finished = try sandbox.tenon("diff", "--exit-code")
    #expect(
      finished.errorText.contains("one.iso: it is larger")
        && finished.errorText.contains("two.iso: it is larger"))
  }

  @Test func `an executable bit that git does not look at is said, with a cure that works`() throws {
    let sandbox = try Self.workspace()
    try sandbox.git("config", "core.fileMode", "false")
    try sandbox.write("repo/skeletons/unit/files/run.sh", Array("#!/bin/sh\n".utf8), executable: true)
    #expect(try sandbox.tenon("update").status == 0)
    let created = try sandbox.tenon("handoff", "create", "unit/web")
    let cure = "git add --chmod=+x -- units/web/run.sh"
    #expect(created.errorText.contains("note: units/web/run.sh should be executable"), "\(created.errorText)")
    #expect(created.errorText.contains(cure))
    #expect(try sandbox.run("sh", ["-c", cure], in: "repo").status == 0)
    let again = try sandbox.tenon("handoff", "create", "unit/web")
    #expect(again.errorText == "")
    let commands = again.text.split(separator: "\n").filter { $0.hasPrefix("  git ") }.joined(separator: "\n")
    let committed = try sandbox.run("sh", ["-ec", commands], in: "repo")
    #expect(committed.status == 0, "\(committed.errorText)")
    #expect(try sandbox.git("ls-files", "-s", "units/web/run.sh").text.hasPrefix("100755"))
  }

  @Test func `a skeleton with an example of conflict markers is laid out with 0`() throws {
    let sandbox = try Self.workspace()
    try sandbox.write(
      "repo/skeletons/unit/files/merging.md", "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n")
    #expect(try sandbox.tenon("new", "./skeletons/unit", "other").status == 0)
    #expect(try sandbox.tenon("update").status == 0)
    #expect(try sandbox.tenon("check").status == 0)
  }

  /// One unit whose skeleton has changed, a file written by hand, and a page with a table of guests.
  private static func workspace() throws -> Sandbox {
    let sandbox = try Sandbox(inMemory: true)
    try sandbox.makeRepository()
    try sandbox.write(
      "STATUS.md", "| ID | Name | IP | Type |\n|---|---|---|---|\n| 102 | web | 192.168.2.102 | CT |\n")
    try sandbox.write("repo/skeletons/unit/skeleton.yaml", smallSkeleton("unit", destination: "units"))
    try sandbox.write("repo/skeletons/unit/files/a.txt", "one\n")
    try sandbox.tenon("new", "./skeletons/unit", "web")
    try sandbox.commitAll()
    try sandbox.write("repo/skeletons/unit/files/a.txt", "one, newer\n")
    try sandbox.write("repo/notes.txt", "one\n")
    return sandbox
  }
}
