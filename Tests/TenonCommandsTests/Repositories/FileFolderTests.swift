import Testing
import TestSupport

/// A newer skeleton turns a file into a folder, or a folder into a file.
struct FileFolderTests {
  private func unit() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeUsualRepository()
    try sandbox.write("repo/.tenon/workspace.yaml", "skeletons:\n  - { path: skeletons }\n")
    try sandbox.write("repo/skeletons/pair/skeleton.yaml", smallSkeleton("pair", destination: "pairs"))
    try sandbox.write("repo/skeletons/pair/files/conf", "one\n")
    try sandbox.write("repo/skeletons/pair/files/parts/a", "two\n")
    try sandbox.write("repo/skeletons/pair/files/parts/b", "three\n")
    try sandbox.tenon("new", "pair", "it")
    try sandbox.commitAll("Begin")
    return sandbox
  }

  private func turn(_ sandbox: Sandbox) throws {
    try sandbox.run("rm", ["-r", "skeletons/pair/files/conf", "skeletons/pair/files/parts"], in: "repo")
    try sandbox.write("repo/skeletons/pair/files/conf/main", "in a folder\n")
    try sandbox.write("repo/skeletons/pair/files/parts", "in a file\n")
  }

  @Test func `both are carried out where nobody edited anything, and undone`() throws {
    let sandbox = try unit()
    try turn(sandbox)
    let updated = try sandbox.tenon("update")
    #expect(updated.status == 0, "\(updated.errorText)")
    #expect(try sandbox.text("repo/pairs/it/conf/main") == "in a folder\n")
    #expect(try sandbox.text("repo/pairs/it/parts") == "in a file\n")
    #expect(try sandbox.tenon("check", "--fail-on", "drift,outdated").status == 0)
    #expect(try sandbox.tenon("undo").status == 0)
    #expect(try sandbox.text("repo/pairs/it/conf") == "one\n")
    #expect(try sandbox.text("repo/pairs/it/parts/b") == "three\n")
  }

  @Test(arguments: ["pairs/it/conf", "pairs/it/parts/a"])
  func `an edited file in the way is a conflict, and kept it is said to be in the way`(edited: String) throws
  {
    let sandbox = try unit()
    try turn(sandbox)
    try sandbox.write("repo/\(edited)", "mine\n")
    #expect([2, 73].contains(try sandbox.tenon("update").status))
    let kept = try sandbox.tenon("update", "--on-conflict", "ours")
    #expect(kept.status == 73 && kept.errorText.contains("another file of the unit"), "\(kept.errorText)")
    #expect(try sandbox.text("repo/\(edited)") == "mine\n")
  }

  @Test func `a stranger's file in the folder stays, and is in the way`() throws {
    let sandbox = try unit()
    try turn(sandbox)
    try sandbox.write("repo/pairs/it/parts/notes.txt", "mine\n")
    #expect(try sandbox.tenon("update").status == 73)
    #expect(try sandbox.text("repo/pairs/it/parts/notes.txt") == "mine\n")
    #expect(try sandbox.text("repo/pairs/it/parts/a") == "two\n")
  }
}
