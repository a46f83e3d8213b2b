package import FileTrees
import Texts

/// A conflict that git, or an update, wrote into a file and no one has resolved yet.
package struct MarkedConflict: Hashable, Sendable {
  /// The lines of its markers, from 1; for the remains of a half resolved one both are the same.
  package let firstLine: Int
  package let lastLine: Int
}

/// Whether someone has yet to resolve a conflict in these contents.
package func hasConflictMarkers(_ bytes: [UInt8]) -> Bool { !markedConflicts(in: bytes).isEmpty }

/// Whether a file holds marked conflicts that its skeleton did not write there, as an example of them.
package func isUnresolved(_ ours: Entry?, base: Entry?) -> Bool {
  guard let ours = ours?.content, mayHoldMarkers(ours.stored), hasConflictMarkers(ours.stored) else {
    return false
  }
  return markedConflicts(in: ours.stored).count
    > (base?.content.map { markedConflicts(in: $0.stored).count } ?? 0)
}

/// Whether a line begins as the first or the last of a conflict does: in most contents none does.
private func mayHoldMarkers(_ bytes: [UInt8]) -> Bool {
  var last = UInt8(ascii: "\n")
  for byte in bytes {
    if last == UInt8(ascii: "\n"), byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") { return true }
    last = byte
  }
  return false
}

/// The conflicts that are marked in these contents, in their order.
///
/// Git labels the first and the last line of a conflict (`<<<<<<< ours`, `>>>>>>> theirs`), and that tells them from
/// the headings of reStructuredText and AsciiDoc, which are such runs alone. A lone one of git's own size counts too:
/// it is what is left of a conflict when only a part of it was cleared. Longer ones count only as a whole.
package func markedConflicts(in bytes: [UInt8]) -> [MarkedConflict] {
  guard !bytes.contains(0) else { return [] }
  var found: [MarkedConflict] = []
  var open: [Int: (line: Int, isSplit: Bool)] = [:]
  for (index, line) in TextLines(bytes).enumerated() {
    guard let marker = ConflictMarker(line) else { continue }
    let number = index + 1
    switch marker.kind {
    case .ours where marker.hasLabel:
      if let left = open.removeValue(forKey: marker.size) { found += remains(of: marker, at: left.line) }
      open[marker.size] = (number, false)
    case .separator where !marker.hasLabel:
      open[marker.size]?.isSplit = true
    case .theirs where marker.hasLabel:
      if let start = open.removeValue(forKey: marker.size), start.isSplit {
        found.append(MarkedConflict(firstLine: start.line, lastLine: number))
      } else {
        found += remains(of: marker, at: number)
      }
    case .ours, .base, .separator, .theirs: continue
    }
  }
  if let unfinished = open[ConflictMarker.usualSize] {
    found.append(MarkedConflict(firstLine: unfinished.line, lastLine: unfinished.line))
  }
  return found.sorted { $0.firstLine < $1.firstLine }
}

/// A marker of git's own size that has no counterpart.
private func remains(of marker: ConflictMarker, at line: Int) -> [MarkedConflict] {
  marker.size == ConflictMarker.usualSize ? [MarkedConflict(firstLine: line, lastLine: line)] : []
}
