import Diagnostics
import Disk
import FileTrees
import Foundation
import Testing
import TestSupport

/// A file that a person named: whatever stands there gives way, and keeps its permissions.
@Suite struct GivenTargetTests {
  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test(arguments: [0o755, 0o444, 0o555, 0o600])
  func `what stands there is replaced and keeps its permissions`(permissions: Int) throws {
    let sandbox = try Sandbox()
    try sandbox.write("page.html", "old\n")
    let path = sandbox.path("page.html")
    try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
    try writeGivenFile(path, Array("new\n".utf8))
    #expect(try sandbox.text("page.html") == "new\n")
    #expect(try mode(path) == permissions)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: sandbox.root).sorted() == ["home", "page.html"])
  }

  @Test func `a link stays one, and what it leads to is replaced`() throws {
    let sandbox = try Sandbox()
    try sandbox.write("pages/real.html", "old\n")
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path("page.html"), withDestinationPath: "pages/real.html")
    try writeGivenFile(sandbox.path("page.html"), Array("new\n".utf8))
    #expect(try sandbox.text("pages/real.html") == "new\n")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: sandbox.path("page.html"))
        == "pages/real.html")
  }

  @Test func `a device is written to, and stays one`() throws {
    try writeGivenFile("/dev/null", Array("new\n".utf8))
    let error = #expect(throws: DiskError.self) { try writeGivenFile("/dev/full", Array("new\n".utf8)) }
    #expect(error?.diagnostics.first?.kind == .io)
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
    #expect(type == .typeCharacterSpecial)
  }

  @Test func `a folder is no place for a file`() throws {
    let sandbox = try Sandbox()
    #expect(throws: DiskError.self) { try writeGivenFile(sandbox.path("home"), []) }
    #expect(throws: DiskError.self) { try writeGivenFile(sandbox.path("none/page.html"), []) }
  }
}
