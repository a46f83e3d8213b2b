package import JSONCoding

/// The JSON Schema of `skeleton.yaml`; what depends on other keys, `tenon skeleton check` finds.
package enum SkeletonFileSchema {
  /// The whole document.
  package static var document: JSONValue {
    .mapping(
      "A skeleton: variables, files and handoff",
      [
        "name": .line("Name of the skeleton", pattern: "^[a-z][a-z0-9-]{0,63}$"),
        "version": .line("As in semver.org", pattern: "^[0-9]+\\.[0-9]+\\.[0-9]+"),
        "summary": .scalar("One line for the catalogue"),
        "description": .scalar("More words, for skeleton show"),
        "destination": .scalar("The unit's folder from the repository's root, a template"),
        "yaml": .word("The extension of its YAML files", of: [".yml", ".yaml"]),
        "variables": .map("Variables by name", to: variable),
        "rules": .items(
          "Constraints across answers",
          .mapping(
            ["when": condition, "require": condition, "message": .scalar()], required: ["require", "message"])
        ),
        "files": .items("Exceptions from 'render every file to the same path'", fileRule),
        "handoff": handoff,
        "changes": .map("By version: what is new, in users' words", to: oneOrMore(change)),
        "renamed": .map("Old source to new source", to: .scalar()),
        "renamed_variables": .map("Old variable to new one", to: .scalar()),
        "defaults_when_missing": .map("Value of a variable that an older record lacks", to: .object([:])),
      ], required: ["name", "version", "summary", "destination"])
  }

  private static func oneOrMore(_ item: JSONValue) -> JSONValue { .either([item, .items(item)]) }

  /// A sentence for people, or one for people and one for agents.
  private static var change: JSONValue {
    .either([
      .scalar(), .mapping(["people": .scalar(), "agents": .scalar("What an agent has to do")]),
    ])
  }

  private static var variable: JSONValue {
    .mapping(
      [
        "type": .word(of: Variable.Kind.allCases.map(\.rawValue)),
        "help": .scalar("The question, in a few words"),
        "optional": .simple("boolean", "Whether the answer may be empty"),
        "example": oneOrMore(.scalar()),
        "default": .object(["description": .text("A value, a template, or { by: VARIABLE, CASE: VALUE }")]),
        "pattern": .scalar("A POSIX extended regular expression for the whole value"),
        "max_length": .simple("integer"), "min": .simple("integer"), "max": .simple("integer"),
        "choices": .either(
          "The choices, or each with its meaning", [.items(.scalar()), .map(to: .scalar())]),
        "format": .word("Format of the text", of: Format.allCases.map(\.rawValue)),
        "multiline": .simple("boolean", "string: several lines"),
        "unique": .simple("boolean", "list: no item twice"),
        "when": condition,
        "ask": .simple("boolean", "Whether 'new' asks for it on a terminal"),
        "group": .scalar("Heading in skeleton show"),
        "fixed": .simple("boolean", "choice: cannot change after the unit is created"),
        "follows": .scalar("choice: the variable whose prefix decides"),
        "where": .scalar("secret: where it is stored"),
        "from": .object(["description": .text("string: where its default comes from")]),
        "keys": .scalar("map, objects: a pattern of names"),
        "fields": .simple("object", "objects: declared like variables"),
        "kinds": .items("guest: which kinds", .word(of: ["ct", "vm"])),
        "clues": .items("Where hand-written YAML contains the answer", clue),
      ], required: ["type"])
  }

  private static var clue: JSONValue {
    .mapping(
      [
        "file": .scalar(), "under": oneOrMore(.scalar()), "key": .scalar(),
        "value": .scalar("boolean: the value that means true"),
      ])
  }

  private static var condition: JSONValue {
    .simple("object", "Variable to value or list of values; all, any and not nest")
  }

  private static var fileRule: JSONValue {
    .mapping(
      [
        "source": .scalar("A path below files/, with * and **"),
        "path": .scalar("The destination, a template"),
        "each": .scalar("A list: the file is written for each item"),
        "when": condition,
        "keep": .simple("boolean", "Written once, then yours"),
        "verbatim": .simple("boolean", "Copied unchanged"),
        "merge": .either("How its lists merge", [.word(of: ["lines"]), .simple("object")]),
        // YAML 1.1 takes an unquoted 0755 for 493.
        "mode": .object(["enum": .list([.text("0755"), .text("0644"), .integer(493), .integer(420)])]),
      ], required: ["source"])
  }

  private static var handoff: JSONValue {
    .mapping(
      "Instructions for librarian, lab-operator and scribe",
      [
        "commit_type": .scalar("A type of Conventional Commits"),
        "deploys_as": .scalar("The name of everything that is deployed, a template"),
        "requires": .items(entry(["tool": .scalar(), "version": .scalar()], required: ["tool"])),
        "prerequisites": .items(
          entry(["text": .scalar(), "check": arguments].merging(place) { own, _ in own }, required: ["text"])),
        "secrets": .items(secret), "steps": .items(step), "verify": .items(step), "rollback": .items(step),
        "documents": .items(.either([.scalar(), entry(["path": .scalar()], required: ["path"])])),
        "changes": .items(entry(["subject": .scalar(), "text": .scalar()], required: ["subject", "text"])),
      ])
  }

  private static var arguments: JSONValue { .items("A program and its arguments, templates", .scalar()) }

  private static var step: JSONValue {
    entry(
      [
        "title": .scalar(), "run": arguments,
        "effect": .word(of: StepEffect.allCases.map(\.rawValue)), "expect": .scalar(),
        "confirm": .simple("boolean"),
      ].merging(place) { own, _ in own }, required: ["title", "effect"])
  }

  /// Where a command runs.
  private static var place: [String: JSONValue] {
    [
      "at": .word(of: StepPlace.allCases.map(\.rawValue)), "node": .scalar("The node's name, a template"),
      "cwd": .scalar("The folder, a template"),
    ]
  }

  private static var secret: JSONValue {
    entry(
      [
        "name": .scalar(), "where": .scalar(), "create": arguments,
        "each": .scalar("A list: one secret for each item"),
      ].merging(place) { own, _ in own }, required: ["name", "where"])
  }

  private static func entry(_ keys: [String: JSONValue], required: [String]) -> JSONValue {
    let common = ["when": condition, "for": oneOrMore(.word(of: UnitChange.allCases.map(\.rawValue)))]
    return .mapping(keys.merging(common) { own, _ in own }, required: required)
  }
}
