import Diagnostics
import FileTrees

extension Review {
  /// The table that `git diff --stat` prints, for a terminal of this width; empty if nothing changed.
  package func stat(width: Int = 80) -> String {
    guard !files.isEmpty else { return "" }
    let rows = files.sorted { $0.change.path < $1.change.path }.map(StatRow.init)
    let layout = StatLayout(rows, width: width)
    return rows.map(layout.line).joined() + summary
  }

  /// The last line of the table: files, insertions, deletions.
  package var summary: String {
    func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
    var parts = [" \(count(files.count, "file")) changed"]
    if insertions > 0 || deletions == 0 { parts.append("\(count(insertions, "insertion"))(+)") }
    if deletions > 0 || insertions == 0 { parts.append("\(count(deletions, "deletion"))(-)") }
    return parts.joined(separator: ", ") + "\n"
  }
}

private struct StatRow {
  let name: String
  let added: Int
  let removed: Int
  /// `0 -> 12 bytes` for contents that have no lines.
  let sizes: String?
  let isBinary: Bool

  init(_ file: FileReview) {
    let change = file.change
    name = change.oldPath.map { renameName(from: $0, to: change.path) } ?? quoted(change.path.bytes)
    added = file.insertions
    removed = file.deletions
    isBinary = file.difference == .binary
    let isSame = change.before?.bytes == change.after?.bytes
    sizes =
      isBinary && !isSame
      ? "\(change.before?.bytes.count ?? 0) -> \(change.after?.bytes.count ?? 0) bytes" : nil
  }

  var changes: Int { isBinary ? 0 : added + removed }
}

/// How wide each column is: git's `show_stats` (diff.c).
private struct StatLayout {
  let nameWidth: Int
  let numberWidth: Int
  let graphWidth: Int
  let largest: Int

  init(_ rows: [StatRow], width: Int) {
    let largest = rows.map(\.changes).max() ?? 0
    let sizesWidth = rows.compactMap(\.sizes?.count).max() ?? 0
    let hasBinary = rows.contains { $0.isBinary }
    let number = max(String(largest).count, hasBinary ? 3 : 0)
    let width = max(width, 16 + 6 + number)
    var graph = max(largest, sizesWidth)
    var name = rows.map { columns($0.name) }.max() ?? 0
    if name + number + 6 + graph > width {
      graph = min(graph, max(6, width * 3 / 8 - number - 6))
      if name > width - number - 6 - graph {
        name = width - number - 6 - graph
      } else {
        graph = width - number - 6 - name
      }
    }
    (nameWidth, numberWidth, graphWidth, self.largest) = (name, number, graph, largest)
  }

  func line(_ row: StatRow) -> String {
    let name = shortened(row.name)
    let padding = String(repeating: " ", count: max(0, nameWidth - columns(name)))
    let count = row.isBinary ? "Bin" : String(row.changes)
    let number = String(repeating: " ", count: max(0, numberWidth - count.count)) + count
    let tail = row.isBinary ? row.sizes ?? "" : graph(row)
    return " \(name)\(padding) | \(number)\(tail.isEmpty ? "" : " ")\(tail)\n"
  }

  private func shortened(_ name: String) -> String {
    guard columns(name) > nameWidth else { return name }
    let tail = String(name.unicodeScalars.suffix(max(0, nameWidth - 3)))
    return "..." + (tail.firstIndex(of: "/").map { String(tail[$0...]) } ?? tail)
  }

  private func graph(_ row: StatRow) -> String {
    var (added, removed) = (row.added, row.removed)
    if graphWidth <= largest {
      let isBoth = added > 0 && removed > 0
      let total = max(scaled(added + removed), isBoth ? 2 : 0)
      if added < removed {
        added = scaled(added)
        removed = total - added
      } else {
        removed = scaled(removed)
        added = total - removed
      }
    }
    return String(repeating: "+", count: added) + String(repeating: "-", count: removed)
  }

  private func scaled(_ count: Int) -> Int { count == 0 ? 0 : 1 + count * (graphWidth - 1) / largest }
}

/// Columns of a name on a terminal; wide characters are not distinguished.
private func columns(_ name: String) -> Int { name.unicodeScalars.count }
