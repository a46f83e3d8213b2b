import GitReading
import Merging
import Planning
import Reviewing

/// Shows what the sides say, and asks which is right; `stop` where the person does not say.
func ask(_ person: any Questioner, about file: FilePlan) -> ConflictChoice {
  guard let conflict = file.conflict else { return .stop }
  person.tell("\(file.path): \(conflict.words)")
  for hunk in conflict.hunks { for line in lines(of: hunk) { person.tell("  \(line)") } }
  let markers = conflict.canHoldMarkers ? ", (m)arkers" : ""
  while let answer = person.ask("keep (o)urs, take (t)heirs\(markers), or (s)top?") {
    switch answer.lowercased() {
    case "o", "ours": return .ours
    case "t", "theirs": return .theirs
    case "m", "markers": if conflict.canHoldMarkers { return .markers }
    case "s", "stop": return .stop
    default: continue
    }
  }
  return .stop
}

private func lines(of hunk: TextMerge.Hunk) -> [String] {
  side("ours  ", hunk.ours) + side("base  ", hunk.base) + side("theirs", hunk.theirs)
}

/// The lines of one side, with what would move a cursor made visible; an empty side has none.
private func side(_ name: String, _ bytes: [UInt8]) -> [String] {
  bytes.split(separator: lineFeed, omittingEmptySubsequences: false)
    .dropLast(bytes.last == lineFeed || bytes.isEmpty ? 1 : 0)
    .map { "\(name) | \(visible(String(decoding: $0, as: UTF8.self)))" }
}
