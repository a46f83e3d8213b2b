package import JSONCoding

extension WorkspaceSettings {
  /// The JSON Schema of `.tenon/workspace.yaml`.
  package static var schema: JSONValue {
    .mapping(
      "What a workspace says of itself",
      [
        "layout": .map(
          "Skeleton to folder or destination template, the first of several being the default; yaml: the extension, one or by skeleton",
          to: .either([.scalar(), .items(.scalar()), .object([:])])),
        "skeletons": .items(
          "Where skeletons of its own are",
          .either([
            .mapping(["path": .scalar("A folder of skeletons")], required: ["path"]),
            .mapping(
              [
                "repository": .scalar("A local git repository"), "revision": .scalar(),
                "folder": .scalar("The folder in it"),
              ], required: ["repository", "revision"]),
          ])),
        "defaults": .map("Variable to what it is where nobody answers", to: .object([:])),
        "allow": .items(
          "Findings that are no credentials",
          .mapping(
            [
              "path": .scalar(), "rule": .scalar(), "why": .scalar(),
              "digest": .line("As tenon secrets allow writes it", pattern: "^[0-9a-f]{40}$"),
            ], required: ["path", "rule", "digest", "why"])),
        "merge": .word("keys tries again by structure where lines conflict", of: ["keys", "lines"]),
      ])
  }
}
