/// What was decided about conflicts, as `--decisions` reads it: `tenon.decisions/1`.
///
/// Its reader is Planning's `Decisions`, which knows the places in a file; this is the form that programs write.
struct DecisionsDocument: Codable {
  var schema: String? = "tenon.decisions/1"
  let decisions: [DecidedFile]
}

/// One file, all of it or hunk by hunk.
struct DecidedFile: Codable {
  let path: String
  let unit: String?
  let take: Whole?
  let hunks: [Hunk]?

  enum Whole: String, Codable, CaseIterable {
    case ours, theirs, both, markers
  }

  enum Side: String, Codable, CaseIterable {
    case ours, theirs, both
  }

  /// A hunk by its number in the conflict, one side of it or a text in its place.
  struct Hunk: Codable {
    let number: Int?
    let id: String?
    let take: Side?
    let text: String?
  }
}
