import FileTrees
import Merging
import Testing
import TestSupport
import Texts

/// `git merge-file --diff3` is the judge, conflict or not.
///
/// Known divergences, none of them in these triples:
/// - Line endings, a byte order mark or a final newline that differ between the three: git takes them for a change of
///   the line, tenon merges them as properties (`FidelityTests`).
/// - Text that is not UTF-8: git merges it by line, tenon does not (`BinaryTests`).
/// - Content that has lines like markers: git writes markers of seven all the same, tenon longer ones; the judge is
///   told the size with `--marker-size`.
struct MergeOracleTests {
  @Test func `seeded triples merge as git merges them`() throws {
    let count = environment("TENON_NIGHTLY") == nil ? 300 : 3000
    try compareWithGit(seeds(count).map { TextTriple(seed: $0) }.filter(\.agreesOnFinalNewline))
  }

  @Test func `text cases merge as git merges them`() throws { try compareWithGit(textCases) }

  private func compareWithGit(_ triples: [TextTriple]) throws {
    let merges = try triples.map { triple in
      try #require(
        try ContentMerge(
          base: Content(triple.base), ours: Content(triple.ours), theirs: Content(triple.theirs)))
    }
    let judged = try mergeFile(triples, markerSizes: merges.map(\.markerSize))
    for ((triple, merge), expected) in zip(zip(triples, merges), judged) {
      let result = try merge.marked(MergeLabels()).stored
      #expect(text(result) == text(expected.bytes), "\(triple.name)")
      #expect(merge.hunks.count == expected.conflicts, "\(triple.name)")
      #expect(text(try merge.favouring(.ours).stored) == text(expected.ours), "ours of \(triple.name)")
      #expect(text(try merge.favouring(.theirs).stored) == text(expected.theirs), "theirs of \(triple.name)")
    }
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// What git makes of a triple: with markers, and decided for either side.
private struct Judgement {
  let bytes: [UInt8]
  let conflicts: Int
  let ours: [UInt8]
  let theirs: [UInt8]
}

/// Real git's result for each triple, all in one run of a shell.
private func mergeFile(_ triples: [TextTriple], markerSizes: [Int]) throws -> [Judgement] {
  let sandbox = try Sandbox()
  for (index, (triple, size)) in zip(triples, markerSizes).enumerated() {
    try sandbox.write("t/\(index)/base", triple.base)
    try sandbox.write("t/\(index)/ours", triple.ours)
    try sandbox.write("t/\(index)/theirs", triple.theirs)
    try sandbox.write("t/\(index)/size", "\(size)")
  }
  let script = """
    for d in *; do
      read -r size < $d/size || :
      # Decided at git's own level, zealous, and shown as diff3.
      git merge-file -p $d/ours $d/base $d/theirs > $d/out
      echo $? > $d/status
      if ! grep -qx 0 $d/status; then
        git merge-file -p --diff3 --marker-size=$size -L ours -L base -L theirs $d/ours $d/base $d/theirs > $d/out
        echo $? > $d/status
      fi
      git merge-file -p --ours $d/ours $d/base $d/theirs > $d/out.ours
      git merge-file -p --theirs $d/ours $d/base $d/theirs > $d/out.theirs
    done
    """
  try sandbox.run("sh", ["-c", script], in: "t")
  return try triples.indices.map { index in
    let status = try sandbox.text("t/\(index)/status").prefix { $0 != "\n" }
    return Judgement(
      bytes: try sandbox.read("t/\(index)/out"), conflicts: Int(status) ?? -1,
      ours: try sandbox.read("t/\(index)/out.ours"), theirs: try sandbox.read("t/\(index)/out.theirs"))
  }
}

private let textCases = [
  TextTriple("all empty", base: "", ours: "", theirs: ""),
  TextTriple("added both alike", base: "", ours: "a\n", theirs: "a\n"),
  TextTriple("added both unlike", base: "", ours: "a\n", theirs: "b\n"),
  TextTriple("emptied and changed", base: "a\n", ours: "", theirs: "b\n"),
  TextTriple("far apart", base: "1\n2\n3\n4\n5\n", ours: "x\n2\n3\n4\n5\n", theirs: "1\n2\n3\n4\ny\n"),
  TextTriple("next to each other", base: "1\n2\n", ours: "x\n2\n", theirs: "1\ny\n"),
  TextTriple("one line between", base: "1\n2\n3\n", ours: "x\n2\n3\n", theirs: "1\n2\ny\n"),
  TextTriple("same insertion", base: "1\n2\n", ours: "1\nn\n2\n", theirs: "1\nn\n2\n"),
  TextTriple("insertions at one place", base: "1\n2\n", ours: "1\nn\n2\n", theirs: "1\nm\n2\n"),
  TextTriple("deleted and changed", base: "1\n2\n3\n", ours: "1\n3\n", theirs: "1\nx\n3\n"),
  TextTriple("blanks at the end", base: "a\nb\nc\nd\n", ours: "a \nb\nc\nd\n", theirs: "a\nb\nc\nd\t\n"),
  TextTriple("blanks against content", base: "a\n", ours: "a \n", theirs: "b\n"),
  TextTriple("tabs", base: "\ta\nb\nc\n", ours: "    a\nb\nc\n", theirs: "\ta\nb\n\tc\n"),
  TextTriple("CRLF in all", base: "1\r\n2\r\n3\r\n", ours: "x\r\n2\r\n3\r\n", theirs: "1\r\n2\r\ny\r\n"),
  TextTriple("CRLF conflict", base: "1\r\n2\r\n", ours: "x\r\n2\r\n", theirs: "y\r\n2\r\n"),
  TextTriple("CRLF conflict in the only line", base: "1\r\n", ours: "x\r\n", theirs: "y\r\n"),
  TextTriple("mixed alike", base: "1\r\n2\n3\n4\r\n", ours: "x\n2\n3\n4\r\n", theirs: "1\r\n2\n3\ny\n"),
  TextTriple(
    "lone carriage returns", base: "1\r2\n3\n4\n", ours: "1\rx\n3\n4\n", theirs: "1\r2\n3\ny\r\r4\n"),
  TextTriple("no final newline in all", base: "1\n2\n3", ours: "x\n2\n3", theirs: "1\n2\ny"),
  TextTriple("no final newline, conflict", base: "1\n2", ours: "1\nx", theirs: "1\ny"),
  TextTriple("no final newline, both append", base: "1\n2", ours: "1\n2\nx", theirs: "1\n2\ny"),
  TextTriple(
    "byte order mark in all", base: "\u{FEFF}1\n2\n3\n", ours: "\u{FEFF}x\n2\n3\n",
    theirs: "\u{FEFF}1\n2\ny\n"),
  TextTriple("umlauts", base: "ä\nö\nü\n", ours: "Ä\nö\nü\n", theirs: "ä\nö\nÜ\n"),
  TextTriple("headings", base: "T\n=======\n\nx\n", ours: "T\n=======\n\ny\n", theirs: "T\n=======\n\nz\n"),
  TextTriple("headings in conflict", base: "T\n\n", ours: "A\n=======\n", theirs: "B\n=======\n"),
  TextTriple(
    "markers of an older merge", base: "<<<<<<< a\n1\n=======\n2\n>>>>>>> b\n",
    ours: "<<<<<<< a\nx\n=======\n2\n>>>>>>> b\n", theirs: "<<<<<<< a\ny\n=======\n2\n>>>>>>> b\n"),
  TextTriple(
    "moved block", base: "a\nb\nc\nd\ne\nf\n", ours: "d\ne\nf\na\nb\nc\n", theirs: "a\nB\nc\nd\ne\nf\n"),
  TextTriple(
    "one line repeated", base: "x\nx\nx\nx\n", ours: "x\nx\nx\nx\nx\n", theirs: "x\nx\nx\n"),
]
