package import JSONCoding

extension WorkspaceSettings {
  /// The JSON Schema of `.tenon/workspace.yaml`.
  package static var schema: JSONValue {
    .mapping(
      "Workspace settings",
      [
        "layout": .map(
          "Directory or destination template by skeleton (the first is the default); yaml: extension, one or by skeleton",
          to: .either([.scalar(), .items(.scalar()), .object([:])])),
        "skeletons": .items(
          "Skeleton sources of the workspace",
          .either([
            .mapping(["path": .scalar("A folder of skeletons")], required: ["path"]),
            .mapping(
              [
                "repository": .scalar("A local git repository"), "revision": .scalar(),
                "folder": .scalar("The folder in it"),
              ], required: ["repository", "revision"]),
          ])),
        "defaults": .map("Default answers by variable", to: .object([:])),
        "allow": .items(
          "Findings that are not credentials",
          .mapping(
            [
              "path": .scalar(), "rule": .scalar(), "why": .scalar(),
              "digest": .line("As tenon secrets allow writes it", pattern: "^[0-9a-f]{40}$"),
            ], required: ["path", "rule", "digest", "why"])),
        "merge": .word("keys tries again by structure where lines conflict", of: ["keys", "lines"]),
      ])
  }
}
