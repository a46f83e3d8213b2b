import Foundation
import Testing
import TestSupport

/// Repositories made to hurt: whatever is asked there, the answer or a refusal comes soon and with little memory.
@Suite(.requires("prlimit")) struct HostileRepositoryTests {
  /// How it hurts, and what is asked of it; with `refused`, the words of a refusal that must come.
  struct Attack: CustomTestStringConvertible, Sendable {
    let what: String
    let commands: [String]
    var refused: String?

    var testDescription: String { what }
  }

  private static let all = [
    "status", "check", "diff", "diff --drift", "diff --pending", "update --dry-run", "handoff create",
    "doctor",
  ]

  static let attacks = [
    Attack(
      what: "bomb of trees", commands: ["handoff verify ../handoff.json --commit refs/pull/1"],
      refused: "could not compare two trees: more than 50000 names differ"),
    Attack(
      what: "bomb of empty trees", commands: ["handoff verify ../handoff.json --commit refs/pull/1"],
      refused: "could not compare two trees: more than 50000 names differ"),
    Attack(what: "large record", commands: all),
    Attack(what: "record of many files", commands: all),
    // As much as is allowed; a handoff looks into every file, which takes a build without optimisation longer.
    Attack(what: "full record", commands: all.filter { $0 != "handoff create" }),
    Attack(
      what: "ignore file of stars", commands: ["handoff create --include d", "status", "diff", "doctor"]),
    Attack(
      what: "attributes of stars", commands: ["handoff create --include d", "status", "diff", "doctor"]),
  ]

  @Test(arguments: attacks)
  func `a hostile repository costs neither time nor memory`(attack: Attack) throws {
    let sandbox = try Self.workspace()
    try Self.plant(attack.what, in: sandbox)
    for command in attack.commands {
      let words = command.split(separator: " ").map(String.init)
      // 512 MiB of addresses, most of them the libraries' own; eight seconds of a processor where nothing is optimised.
      let finished = try sandbox.run(
        "prlimit", ["--as=\(512 << 20)", "--cpu=8", "timeout", "120", try tenonExecutable()] + words,
        in: "repo"
      )
      #expect(
        [0, 1, 2, 65, 66].contains(finished.status), "\(command): \(finished.status) \(finished.errorText)")
      if let refused = attack.refused {
        #expect(finished.errorText.contains(refused), "\(finished.errorText)")
      }
      if attack.what != "full record" { #expect(finished.errorText.utf8.count < 4000) }
    }
  }

  private static func workspace() throws -> Sandbox {
    let sandbox = try Sandbox(inMemory: true)
    try sandbox.makeRepository()
    try sandbox.write("repo/skeletons/unit/skeleton.yaml", smallSkeleton("unit", destination: "units"))
    try sandbox.write("repo/skeletons/unit/files/a.txt", "<% name %>\n")
    try sandbox.tenon("new", "./skeletons/unit", "web")
    try sandbox.tenon("handoff", "create")
    try sandbox.run("sh", ["-c", "mv repo/.tenon/handoffs/*.json handoff.json"])
    try sandbox.commitAll()
    return sandbox
  }

  private static func plant(_ what: String, in sandbox: Sandbox) throws {
    switch what {
    case "bomb of trees":
      try plantBomb(leaf: "100644 blob $(echo x | git hash-object -w --stdin)", in: sandbox)
    case "bomb of empty trees": try plantBomb(leaf: "040000 tree $(git mktree </dev/null)", in: sandbox)
    case "large record": try plantRecord(files: 100_000, in: sandbox)
    case "record of many files": try plantRecord(files: 20_000, in: sandbox)
    case "full record": try plantRecord(files: 10_000, in: sandbox)
    default:
      let stars = String(repeating: "*a", count: 15) + "*b"
      let isIgnore = what == "ignore file of stars"
      let lines = String(repeating: stars + (isIgnore ? "*\n" : "* text=auto\n"), count: 2000)
      try sandbox.write("repo/\(isIgnore ? ".gitignore" : ".gitattributes")", lines)
      for letter in "cdefg" {
        try sandbox.write("repo/d/\(letter)\(String(repeating: "a", count: 230))", "x")
      }
    }
  }

  /// Ten levels of folders, each with the one below ten times.
  private static func plantBomb(leaf: String, in sandbox: Sandbox) throws {
    let script = """
      tree=$(printf '%s\\tf\\n' "\(leaf)" | git mktree)
      for _ in 1 2 3 4 5 6 7 8 9 10; do
        tree=$(for i in 0 1 2 3 4 5 6 7 8 9; do printf '040000 tree %s\\td%s\\n' "$tree" $i; done | git mktree)
      done
      git update-ref refs/pull/1 "$(git commit-tree -p HEAD -m Bomb "$tree")"
      """
    let finished = try sandbox.run("bash", ["-c", script], in: "repo")
    #expect(finished.status == 0, "\(finished.errorText)")
  }

  /// A record of files that are not there.
  private static func plantRecord(files: Int, in sandbox: Sandbox) throws {
    let path = "repo/.tenon/units/unit/web/record.json"
    let record = try JSONSerialization.jsonObject(with: Data(try sandbox.read(path)))
    var changed = try #require(record as? [String: Any])
    changed["files"] = (0..<files).map { number in
      [
        "blob": String(repeating: "0", count: 32) + String(10_000_000 + number), "mode": "100644",
        "path": "units/web/\(number)/a", "source": "s\(number)",
      ]
    }
    try sandbox.write(path, Array(try JSONSerialization.data(withJSONObject: changed)))
    try sandbox.commitAll()
  }
}
