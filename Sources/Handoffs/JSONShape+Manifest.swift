import Skeletons

extension JSONShape {
  /// The published schema of a manifest, and a little more: lines are lines, and object ids are SHA-1.
  static let manifest = JSONShape.object(
    [
      "schema": .word([Manifest.schemaName]),
      "id": .digits(12),
      "created": .time,
      "producer": .object(
        ["name": .line(), "version": .line()],
        optional: [
          "skeletons": .list(
            of: .object(["name": .line(), "version": .line()], optional: ["digest": .line()]))
        ]),
      "repository": .object([
        "object_format": .word(["sha1"]),
        "base": .object(["commit": .orNull(.digits(40))], optional: ["branch": .orNull(.line())]),
        "expected_tree": .digits(40),
      ]),
      "summary": .line(length: 1...100),
      "files": .list(of: file),
      "checks": .list(of: check),
      "roles": .object(["librarian": librarian, "lab-operator": labOperator, "scribe": scribe]),
    ],
    optional: [
      "open_questions": .list(of: .text()),
      "units": .list(
        of: .object(
          ["id": .line(), "change": .word(UnitChange.allCases.map(\.rawValue))],
          optional: ["from": .line()])),
    ]
  )

  private static let mode = JSONShape.word(["100644", "100755", "120000"])

  private static let file = JSONShape.object(
    ["path": .path, "status": .word(["added", "modified", "deleted"])],
    optional: [
      "mode": mode,
      "digest": .object(["gitBlob": .digits(40)], optional: ["sha256": .digits(64)]),
      "was": .object(["mode": mode, "gitBlob": .digits(40)]),
      "purpose": .text(),
      "origin": .word(["generated", "merged", "hand-written"]),
      "unit": .line(),
    ])

  private static let command = JSONShape.object(
    ["argv": .list(of: .text(), atLeast: 1)],
    optional: ["cwd": .text(), "env": .list(of: .line())])

  private static let check = JSONShape.object(
    ["name": .text(), "result": .word(["passed", "failed", "not-run"])],
    optional: ["command": command, "tool_version": .line(), "why": .text()])

  private static let librarian = JSONShape.object(
    [
      "commit": .object(
        [
          "type": .word(Manifest.Commit.Kind.allCases.map(\.rawValue)),
          "subject": .line(length: 0...72),
        ],
        optional: [
          "scope": .line(), "breaking": .flag, "body": .text(), "trailers": .map(of: .line()),
        ])
    ],
    optional: [
      "leave_out": .list(of: .object(["path": .text(), "why": .text()])),
      "pathspecs": .list(of: .text()),
      "commands": .list(of: command),
    ])

  private static let step = JSONShape.object(
    ["title": .text(), "effect": .word(["reads", "previews", "changes", "destroys"])],
    optional: [
      "command": command, "expect": .text(), "confirm": .flag, "at": place, "reach": .line(),
    ])

  private static let place = JSONShape.word(StepPlace.allCases.map(\.rawValue))

  private static let labOperator = JSONShape.object(
    [
      "targets": .list(
        of: .object(
          ["kind": .word(["ct", "vm", "node", "host", "group", "cloud"]), "name": .line()],
          optional: ["vmid": .integer(from: 100), "address": .line(), "node": .line()])),
      "prerequisites": .list(
        of: .object(["text": .text()], optional: ["check": command, "at": place, "reach": .line()])),
      "steps": .list(of: step, atLeast: 1),
      "rollback": .list(of: step, atLeast: 1),
    ],
    optional: [
      "secrets": .list(
        of: .object(
          ["name": .line(), "where": .text()],
          optional: ["used_by": .list(of: .text()), "create": command])),
      "requires": .list(of: .object(["tool": .line()], optional: ["version": .line()])),
      "verify": .list(of: step),
    ])

  private static let scribe = JSONShape.object(
    ["changes": .list(of: .object(["subject": .text(), "text": .text()]))],
    optional: [
      "documents": .list(of: .text()),
      "inventory": .list(of: .anyObject),
      "decisions": .list(of: .object(["decision": .text(), "reason": .text()])),
    ])
}
