import Foundation
import Testing
import TestSupport

/// What holds for every update, whatever a person and a skeleton did before it.
struct UpdateLawTests {
  @Test(arguments: seeds(isNightly ? 60 : 3))
  func `what a dry run tells is what the update does, and undo gives back every byte`(seed: Int) throws {
    try liveThrough(seed) { life, arguments in
      let before = try life.tree()
      let stamped = try life.stamps()
      let told = try UpdateReport(life.tenon(arguments + ["--dry-run"]))
      #expect(try life.stamps().differences(from: stamped) == [], "a dry run wrote")
      let belongings = try life.belongings()
      let done = try UpdateReport(life.tenon(arguments))
      #expect(told.files == done.files && told.conflicts == done.conflicts)
      guard done.state == "applied" else {
        #expect(try life.tree().differences(from: before) == [], "\(done.state), and it wrote")
        return
      }
      #expect(try life.belongings().changes(since: belongings) == told.touched)
      let after = try life.stamps()
      #expect(try UpdateReport(life.tenon(arguments)).state == "unchanged")
      #expect(try life.stamps().differences(from: after) == [], "the second update wrote")
      try life.succeed("undo")
      #expect(try life.tree().differences(from: before) == [])
    }
  }

  @Test(arguments: seeds(isNightly ? 60 : 2))
  func `a saved plan does what the update does`(seed: Int) throws {
    try liveThrough(seed) { life, arguments in
      let stamped = try life.stamps()
      let planned = try UpdateReport(life.tenon(arguments + ["--plan", "../plan.json"]))
      #expect(try life.stamps().differences(from: stamped) == [], "saving a plan wrote")
      guard planned.state == "planned" else { return }
      let twin = try life.copy("twin")
      #expect(try UpdateReport(life.tenon(arguments)).files == planned.files)
      try twin.succeed("apply", "../plan.json")
      #expect(try twin.tree().differences(from: life.tree()) == [])
      try life.succeed("undo")
    }
  }

  @Test(arguments: seeds(isNightly ? 60 : 2))
  func `a plan is not carried out where anything of it has moved`(seed: Int) throws {
    try liveThrough(seed) { life, arguments in
      guard try UpdateReport(life.tenon(arguments + ["--plan", "../plan.json"])).state == "planned" else {
        return
      }
      let bytes = try life.sandbox.read("plan.json")
      let steps = try JSONDecoder().decode(SavedPlan.self, from: Data(bytes)).changes
      let step = try #require(steps.randomElement(using: &life.random))
      let twin = try life.copy("twin")
      try twin.disturb(step, using: &life.random)
      let before = try twin.everything()
      let applied = try twin.tenon(["apply", "../plan.json"])
      #expect(applied.status == 75, "\(step.path): \(applied.text)\(applied.errorText)")
      #expect(applied.errorText.contains(step.path), "\(applied.errorText)")
      #expect(try twin.everything().differences(from: before) == [])
    }
  }

  /// Tries a law a few times in one life, always with another way to treat conflicts.
  private func liveThrough(_ seed: Int, _ law: (inout Life, [String]) throws -> Void) throws {
    var life = try Life(seed: seed)
    for choice in ["ours", "theirs", "stop", "markers"] {
      try life.goOn()
      try life.loosen()
      try law(&life, life.updateArguments() + ["--on-conflict", choice])
      try life.update()
    }
  }
}

private struct SavedPlan: Decodable {
  let changes: [Step]
}

/// One step of a saved plan, as far as a test disturbs it.
struct Step: Decodable {
  let path: String
  let before: Before

  struct Before: Decodable { let kind: String }
}

extension Life {
  /// Every byte, mode and time but those of git's own folder and of the lock.
  fileprivate func stamps() throws -> StampedSnapshot {
    try StampedSnapshot(of: sandbox.path("\(folder)/services"))
  }

  /// Folders and permissions that git knows nothing of.
  fileprivate mutating func loosen() throws {
    let manager = FileManager.default
    try manager.createDirectory(
      atPath: sandbox.path("\(folder)/services/mail/empty\(skeleton.version)"),
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    guard let path = try Desk(sandbox: sandbox, folder: folder).files().randomElement(using: &random) else {
      return
    }
    let isExecutable = try Desk(sandbox: sandbox, folder: folder).isExecutable(path)
    try manager.setAttributes(
      [.posixPermissions: isExecutable ? 0o700 : 0o600], ofItemAtPath: sandbox.path("\(folder)/\(path)"))
  }

  /// The same life in another folder.
  fileprivate func copy(_ name: String) throws -> Life {
    try sandbox.run("rm", ["-rf", name])
    try sandbox.run("cp", ["-a", folder, name])
    var twin = self
    twin.folder = name
    return twin
  }

  /// Changes what stands at a path that a plan is about.
  fileprivate func disturb(_ step: Step, using random: inout SeededGenerator) throws {
    let path = "\(folder)/\(step.path)"
    if step.before.kind == "absent" { return try sandbox.write(path, "something else\n") }
    let bytes = try sandbox.read(path)
    switch Int.random(in: 0...3, using: &random) {
    case 0: try sandbox.write(path, bytes + [10])
    case 1:
      try sandbox.write(
        path, bytes, executable: try !Desk(sandbox: sandbox, folder: folder).isExecutable(step.path))
    case 2: try sandbox.run("rm", [path])
    default: try sandbox.run("ln", ["-sf", "/dev/null", path])
    }
  }
}
