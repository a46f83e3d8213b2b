package import Diagnostics
package import FileTrees
import GitReading
import Texts

/// Every line that a skeleton generated for the units that a merge touches, on any branch.
package struct GeneratedLines: Sendable {
  private var lines: Set<ArraySlice<UInt8>> = []

  mutating func add(_ file: BaseFile, of record: Record) {
    let generated = Set(record.files.map(\.blob))
    let adopted = Set(record.files.compactMap { $0.adopted?.blob }).subtracting(generated)
    for content in file.generated(besides: adopted) { lines.formUnion(content.split(separator: newline)) }
  }

  /// Whether no line of a text is a person's: each was generated, or is one of git's conflict markers.
  package func cover(_ text: [UInt8]) -> Bool {
    text.split(separator: newline).allSatisfy { line in
      lines.contains(line) || markers.contains { line.starts(with: $0) }
    }
  }
}

/// Whether a file holds nothing but what tenon generated on either of two branches.
package struct GeneratedTexts {
  let workspace: Workspace

  /// Reads in this workspace.
  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// The lines that were generated on the branches that left these versions.
  package func generatedLines(of sides: [RecordSides]) throws(Findings) -> GeneratedLines {
    var lines = GeneratedLines()
    for record in sides.flatMap(\.records) {
      if let file = try RecordReader(workspace).committedBase(record.base) { lines.add(file, of: record) }
    }
    return lines
  }

  /// The versions of a unit in the two commits that are brought together; nil if there are none.
  ///
  /// The other branch may know the unit by a former name.
  package func sidesInCommits(of record: Record) throws(Findings) -> RecordSides? {
    guard let commits = try mergedCommits() else { return nil }
    return try diagnosing { () throws(GitError) -> RecordSides in
      var sides = RecordSides(source: .commits)
      sides.ours = record
      for unit in [record.unit] + record.formerly where sides.theirs == nil {
        guard let entry = try workspace.git.entry(at: TenonFolder.record(of: unit), inTreeOf: commits.theirs)
        else {
          continue
        }
        sides.theirs = try RecordHistory(workspace).record(in: entry.id)
      }
      return sides
    }
  }

  /// What git is bringing together, or HEAD brought together.
  func mergedCommits() throws(Findings) -> MergedCommits? {
    try diagnosing { () throws(GitError) -> MergedCommits? in
      if let commits = try MergeSides(workspace.git).commitsInProgress() { return commits }
      return try MergeSides(workspace.git).mergedCommits()
    }
  }

  /// Whether git left a conflict at a path, and every side of it is as a skeleton generated it, for whichever unit.
  package func isConflictOfGenerated(
    at path: RelativePath, _ sides: [RecordSides]
  ) throws(Findings) -> Bool {
    let ids = try diagnosing { () throws(GitError) in
      var ids: [ObjectID] = []
      for side in UnmergedEntry.Side.allCases {
        if let id = try MergeSides(workspace.git).unmergedID(at: path, side: side) { ids.append(id) }
      }
      return ids
    }
    if ids.isEmpty { return false }
    return Set(sides.flatMap(\.records).flatMap { $0.files.map(\.blob) }).isSuperset(of: ids)
  }

  /// Whether no one had edited a file on any branch that has it: git's object there is the one that was generated.
  ///
  /// Read from the commits that are brought together, or, where nothing names them, from the index's stages.
  package func isPristine(_ source: String, in sides: RecordSides) throws(Findings) -> Bool {
    let commits =
      try sides.source == .unmerged
      ? diagnosing { () throws(GitError) in try MergeSides(workspace.git).commitsInProgress() }
      : mergedCommits()
    for (side, record) in [(UnmergedEntry.Side.ours, sides.ours), (.theirs, sides.theirs)] {
      guard let file = record?.files.first(where: { $0.source == source }) else { continue }
      let found = try diagnosing { () throws(GitError) -> ObjectID? in
        guard let commits else { return try MergeSides(workspace.git).unmergedID(at: file.path, side: side) }
        return try workspace.git.entry(
          at: file.path, inTreeOf: side == .ours ? commits.ours : commits.theirs)?.id
      }
      if found != file.blob { return false }
    }
    return true
  }
}

private let newline = UInt8(ascii: "\n")
private let markers = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].map { Array($0.utf8) }
