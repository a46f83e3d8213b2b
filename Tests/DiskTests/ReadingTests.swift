import Diagnostics
import Disk
import FileTrees
import Foundation
import SystemPackage
import Testing
import TestSupport

struct ReadingTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write("w/roles/web/tasks/main.yml", "- x\n")
    try sandbox.write("w/run.sh", Array("#!/bin/sh\n".utf8), executable: true)
    try sandbox.write("outside/secret", "outside")
  }

  func folder() throws -> WorkspaceFolder { try WorkspaceFolder(at: sandbox.path("w")) }

  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: sandbox.path(path), withDestinationPath: target)
  }

  @Test func `each kind of thing is told apart without following a link`() throws {
    try link("w/link", to: "roles")
    #expect(unsafe mkfifo(sandbox.path("w/pipe"), 0o600) == 0)
    let folder = try folder()
    #expect(try folder.kind(at: path("run.sh")) == .file(executable: true, size: 10))
    #expect(try folder.kind(at: path("roles/web/tasks/main.yml")) == .file(executable: false, size: 4))
    #expect(try folder.kind(at: path("roles")) == .folder)
    #expect(try folder.kind(at: path("link")) == .symlink(target: Array("roles".utf8)))
    #expect(try folder.kind(at: path("pipe")) == .special)
    #expect(try folder.kind(at: path("absent/too")) == nil)
    #expect(try folder.kind(at: path("run.sh/below a file")) == nil)
  }

  @Test func `a symbolic link in the way is named by its component`() throws {
    try link("w/roles/out", to: sandbox.path("outside"))
    let folder = try folder()
    let secret = try path("roles/out/secret")
    let expected = DiskError(.look, secret, .symlink(try path("roles/out")))
    #expect(throws: expected) { _ = try folder.kind(at: secret) }
    #expect(throws: DiskError(.read, secret, .symlink(try path("roles/out")))) {
      _ = try folder.read(secret, limit: 100)
    }
  }

  @Test func `a link to a file inside is not read either`() throws {
    try link("w/inner", to: "run.sh")
    let folder = try folder()
    #expect(throws: DiskError(.read, try path("inner"), .symlink(try path("inner")))) {
      _ = try folder.read(try path("inner"), limit: 100)
    }
  }

  @Test func `a pipe is refused at once instead of waited for`() throws {
    #expect(unsafe mkfifo(sandbox.path("w/pipe"), 0o600) == 0)
    let folder = try folder()
    #expect(throws: DiskError(.read, try path("pipe"), .special)) {
      _ = try folder.read(try path("pipe"), limit: 100)
    }
  }

  @Test func `bytes are read whole up to the limit and not beyond`() throws {
    let folder = try folder()
    #expect(try folder.read(path("run.sh"), limit: 10) == Array("#!/bin/sh\n".utf8))
    #expect(throws: DiskError(.read, try path("run.sh"), .tooLarge(limit: 9))) {
      _ = try folder.read(try path("run.sh"), limit: 9)
    }
  }

  @Test func `a file that holds nothing and one of a megabyte come back as they are`() throws {
    let large = (0..<1_000_003).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try sandbox.write("w/empty", [])
    try sandbox.write("w/large", large)
    let folder = try folder()
    #expect(try folder.read(path("empty"), limit: 0) == [])
    #expect(try folder.read(path("large"), limit: 2 << 20) == large)
  }

  @Test func `reading what is absent or a folder says so`() throws {
    let folder = try folder()
    #expect(throws: DiskError(.read, try path("no"), .failed(.noSuchFileOrDirectory))) {
      _ = try folder.read(try path("no"), limit: 1)
    }
    #expect(throws: DiskError(.read, try path("roles"), .folder)) {
      _ = try folder.read(try path("roles"), limit: 1)
    }
  }

  @Test func `a listing is in byte order and knows names that are not text`() throws {
    let odd = [UInt8(ascii: "a"), 0xFF, 0x0A]
    let name = odd.map { CChar(bitPattern: $0) } + [0]
    let root = unsafe open(sandbox.path("w"), O_RDONLY)
    close(unsafe openat(root, name, O_CREAT | O_WRONLY, 0o644))
    close(root)
    let items = try folder().list(nil)
    #expect(items.map { Array($0.name) } == [odd, Array("roles".utf8), Array("run.sh".utf8)])
    #expect(try folder().list(path("roles")).map(\.path) == [path("roles/web")])
  }

  @Test func `a tree is read whole, without empty folders`() throws {
    try FileManager.default.createDirectory(
      atPath: sandbox.path("w/empty"), withIntermediateDirectories: true)
    try link("w/link", to: "/etc/passwd")
    let tree = try folder().tree(limits: .skeleton)
    #expect(tree.paths.map(\.description) == ["link", "roles/web/tasks/main.yml", "run.sh"])
    #expect(try tree[path("link")] == .symlink(target: Array("/etc/passwd".utf8)))
    #expect(try tree[path("run.sh")] == .file("#!/bin/sh\n", executable: true))
  }

  @Test(arguments: [
    (TreeLimits(files: 1, depth: 9, size: 99, total: 99), DiskError(.list, nil, .tooMany(limit: 1))),
    (TreeLimits(files: 9, depth: 1, size: 99, total: 99), nil),
    (TreeLimits(files: 9, depth: 9, size: 99, total: 11), DiskError(.read, nil, .tooLarge(limit: 11))),
  ])
  func `a tree beyond a limit is refused`(limits: TreeLimits, expected: DiskError?) throws {
    let error = #expect(throws: DiskError.self) { _ = try folder().tree(limits: limits) }
    if let expected { #expect(error == expected) } else { #expect(error?.reason == .tooDeep(limit: 1)) }
  }

  @Test func `a sparse file of a terabyte costs nothing`() throws {
    let number = unsafe open(sandbox.path("w/huge"), O_CREAT | O_WRONLY, 0o644)
    #expect(ftruncate(number, 1 << 40) == 0)
    close(number)
    #expect(throws: DiskError.self) { _ = try folder().tree(limits: .skeleton) }
  }

  @Test func `a workspace that is not there is said with its path`() throws {
    let error = #expect(throws: DiskError.self) { _ = try WorkspaceFolder(at: "/nowhere/at all") }
    #expect(
      error?.diagnostics.first?.message == "could not open '/nowhere/at all': No such file or directory")
  }
}

func path(_ text: String) throws -> RelativePath { try RelativePath(text) }
