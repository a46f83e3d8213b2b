import Foundation
import Testing
import TestSupport
import Units

/// The table of updates through the built executable: existence, equality, mode and kind, either way round.
///
/// Every case is a file of one unit, so that the whole table costs a few updates; what is expected is said by a
/// reference of its own.
struct DecisionSampleTests {
  /// What can stand at a path; A is what base mostly is, B and C change its only line.
  enum Form: String, CaseIterable {
    case absent, a, aExecutable, b, bExecutable, c, binary, otherBinary, link, folder

    static let generated = allCases.filter { ![.link, .folder].contains($0) }

    var isExecutable: Bool { [.aExecutable, .bExecutable].contains(self) }
    var isFile: Bool { ![.absent, .link, .folder].contains(self) }
    var isBinary: Bool { [.binary, .otherBinary].contains(self) }

    /// What a test compares.
    var outcome: Outcome { isFile ? .file(text, isExecutable: isExecutable) : .other(self) }

    /// What the file says.
    var text: String {
      switch self {
      case .a, .aExecutable: "A\n"
      case .b, .bExecutable: "B\n"
      case .c: "C\n"
      case .binary: "\0A"
      case .otherBinary: "\0B"
      case .absent, .link, .folder: ""
      }
    }
  }

  /// What stands at a path in the end: modes and contents may come from different sides.
  enum Outcome: Equatable {
    case file(String, isExecutable: Bool)
    case other(Form)
  }

  struct Case: CustomStringConvertible {
    let base: Form
    let ours: Form
    let theirs: Form

    var name: String { "\(base)-\(ours)-\(theirs)" }
    var description: String { name }
  }

  /// Every case that there is something to decide in; a third of them in the short form of the suite.
  static let cases: [Case] = {
    let all = [Form.absent, .a, .aExecutable, .binary].flatMap { base in
      Form.allCases.flatMap { ours in Form.generated.map { Case(base: base, ours: ours, theirs: $0) } }
    }
    .filter { $0.base != .absent || $0.theirs != .absent }
    return isNightly ? all : all.enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
  }()

  @Test func `each conflict stops the update, by its own name, and nothing is written`() throws {
    let table = try Table(Self.cases)
    let before = try table.snapshot()
    let finished = try table.sandbox.tenon("update", "--json")
    #expect(finished.status == 73, "\(finished.errorText)")
    let report = try UpdateReport(finished)
    let kinds = Dictionary(uniqueKeysWithValues: report.conflicts.map { ($0.path, $0.kind) })
    for item in Self.cases {
      #expect(kinds["table/it/\(item.name)"] == conflict(item), "\(item)")
    }
    #expect(try table.snapshot().differences(from: before) == [])
  }

  @Test(arguments: ["ours", "theirs"])
  func `each case ends as the table says`(choice: String) throws {
    let table = try Table(Self.cases)
    let folders = Self.cases.filter { $0.ours == .folder }.flatMap { ["--on-conflict", "ours:\($0.name)"] }
    let finished = try table.sandbox.tenon(["update", "--on-conflict", choice] + folders)
    #expect(finished.status == 0, "\(finished.errorText)\(finished.text)")
    for item in Self.cases {
      let expected = result(item, choosing: item.ours == .folder ? "ours" : choice)
      #expect(try table.outcome(of: item) == expected, "\(item)")
    }
    #expect(try table.sandbox.tenon("update").text.hasSuffix("nothing to do\n"))
    try table.sandbox.tenon("undo")
    for item in Self.cases { #expect(try table.outcome(of: item) == item.ours.outcome, "\(item), undone") }
  }

  @Test func `markers are written where a file can hold them, and nothing at all while one cannot`() throws {
    let table = try Table(Self.cases)
    let before = try table.snapshot()
    #expect(try table.sandbox.tenon("update", "--on-conflict", "markers").status == 73)
    #expect(try table.snapshot().differences(from: before) == [])
    let held = Self.cases.filter {
      ["text", "added-both"].contains(conflict($0)) && !$0.theirs.isBinary && !$0.ours.isBinary
    }
    let others = Self.cases.filter { item in conflict(item) != nil && !held.contains { $0.name == item.name }
    }
    let finished = try table.sandbox.tenon(
      ["update", "--on-conflict", "markers"] + others.flatMap { ["--on-conflict", "ours:\($0.name)"] })
    #expect(finished.status == 1, "\(finished.errorText)")
    for item in held {
      let text = try table.sandbox.text("repo/table/it/\(item.name)")
      let common = item.base == .absent ? "\(item.name)\n\(item.name) again\n" : ""
      let (mine, new) = (common + item.ours.text, common + item.theirs.text)
      let old = item.base == .absent ? "" : item.base.text
      #expect(
        text.hasSuffix("<<<<<<< ours\n\(mine)||||||| base\n\(old)=======\n\(new)>>>>>>> table 1.0.0\n"),
        "\(item): \(text)")
    }
  }

  // MARK: The reference

  /// The conflict's name, or nil where the table knows what to do.
  private func conflict(_ item: Case) -> String? {
    let (base, ours, theirs) = (item.base, item.ours, item.theirs)
    if base == .absent && (ours == .absent || ours == theirs) { return nil }
    if base == .absent && !ours.isFile { return "in-the-way" }
    if base == .absent { return ours.text == theirs.text ? "mode" : "added-both" }
    if ours == .absent { return theirs == base || theirs == .absent ? nil : "deleted-changed" }
    if theirs == .absent { return ours == base ? nil : "changed-deleted" }
    if ours == base || theirs == base || ours == theirs { return nil }
    if !ours.isFile { return "kind" }
    if Set([base.text, ours.text, theirs.text]).count < 3 { return nil }
    return base.isBinary || ours.isBinary || theirs.isBinary ? "binary" : "text"
  }

  /// What stands there afterwards.
  private func result(_ item: Case, choosing choice: String) -> Outcome {
    let (base, ours, theirs) = (item.base, item.ours, item.theirs)
    if let conflict = conflict(item), conflict != "text" { return (choice == "ours" ? ours : theirs).outcome }
    if base == .absent || ours == base { return theirs.outcome }
    if theirs == base || ours == theirs || ours == .absent || theirs == .absent { return ours.outcome }
    let isExecutable = ours.isExecutable == base.isExecutable ? theirs.isExecutable : ours.isExecutable
    let chosen =
      conflict(item) == nil ? (ours.text == base.text ? theirs : ours) : choice == "ours" ? ours : theirs
    return .file(chosen.text, isExecutable: isExecutable)
  }
}

/// A unit with a file for each case, generated in its first version, then as the person left it, then due for the second.
private struct Table {
  typealias Form = DecisionSampleTests.Form
  let sandbox: Sandbox

  init(_ cases: [DecisionSampleTests.Case]) throws {
    sandbox = try Sandbox(inMemory: true)
    try sandbox.makeRepository()
    try sandbox.write("repo/.tenon/workspace.yaml", "skeletons:\n  - { path: skeletons }\n")
    try makeSkeleton(cases.map { ($0.name, $0.base) })
    try sandbox.tenon("new", "table", "it")
    try sandbox.commitAll("Begin")
    for item in cases where item.ours != item.base {
      try put(item.ours, at: "repo/table/it/\(item.name)", named: item.name)
    }
    try makeSkeleton(cases.map { ($0.name, $0.theirs) })
  }

  func snapshot() throws -> Snapshot { try Snapshot(of: sandbox.path("repo")).without(".tenon/state") }

  /// What stands at the case's path.
  func outcome(of item: DecisionSampleTests.Case) throws -> DecisionSampleTests.Outcome? {
    let path = sandbox.path("repo/table/it/\(item.name)")
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    switch attributes?[.type] as? FileAttributeType {
    case nil: return .other(.absent)
    case .typeSymbolicLink?: return .other(.link)
    case .typeDirectory?: return .other(.folder)
    default: break
    }
    let isExecutable = (attributes?[.posixPermissions] as? Int ?? 0) & 0o100 != 0
    let bytes = try sandbox.read("repo/table/it/\(item.name)")
    let form = Form.allCases.first { $0.isFile && bytes == Self.bytes($0, named: item.name) }
    return form.map { .file($0.text, isExecutable: isExecutable) }
  }

  private func makeSkeleton(_ files: [(name: String, form: Form)]) throws {
    try sandbox.run("rm", ["-rf", "repo/skeletons"])
    try sandbox.write("repo/skeletons/table/skeleton.yaml", smallSkeleton("table", destination: "table"))
    try sandbox.write("repo/skeletons/table/files/README.md", "There is always one file.\n")
    for file in files where file.form != .absent {
      try put(file.form, at: "repo/skeletons/table/files/\(file.name)", named: file.name)
    }
  }

  private func put(_ form: Form, at path: String, named name: String) throws {
    try sandbox.run("rm", ["-rf", path])
    switch form {
    case .absent: break
    case .link: try sandbox.run("ln", ["-s", "README.md", path])
    case .folder: try sandbox.write("\(path)/inside", "precious\n")
    default: try sandbox.write(path, Self.bytes(form, named: name), executable: form.isExecutable)
    }
  }

  /// No two cases have like contents, or one would be taken for another that was moved.
  private static func bytes(_ form: Form, named name: String) -> [UInt8] {
    Array((form.isBinary ? form.text + name : "\(name)\n\(name) again\n\(form.text)").utf8)
  }
}
