import FileTrees
import Merging
import Structures
import Testing
import TestSupport
import Texts

/// What an update brings to a file that a person had before the skeleton knew of it.
struct AdoptedChangesTests {
  private func changes(
    _ file: String, _ base: String, _ adopted: String, _ theirs: String
  ) throws -> AdoptedChanges {
    let rules = MergeRules(
      format: StructureFormat(fileName: file), isListOfLines: file.hasSuffix("ignore"))
    return try AdoptedChanges(
      base: Content(base), adopted: Content(adopted), theirs: Content(theirs), by: rules)
  }

  private func text(_ content: Content) -> String { String(decoding: content.stored, as: UTF8.self) }

  /// What comes out; `left`: how many changes are left out.
  private func expect(
    _ file: String, _ base: String, _ adopted: String, _ theirs: String, gives result: String,
    left: Int = 0, isContested: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let changes = try changes(file, base, adopted, theirs)
    #expect(text(changes.result) == result, sourceLocation: sourceLocation)
    #expect(changes.leftOut.count == left, "\(changes.leftOut)", sourceLocation: sourceLocation)
    #expect(changes.isContested == isContested, sourceLocation: sourceLocation)
  }

  @Test func `a changed value that the file never had is left out, a new key beside it comes`() throws {
    try expect(
      "a.yml", "image: web:1\nport: 80\n", "image: other:7\n", "image: web:2\nport: 80\nnews: 1\n",
      gives: "image: other:7\nnews: 1\n", left: 1)
  }

  @Test func `a value that the file has as it was generated is changed`() throws {
    try expect("a.yml", "a: 1\nb: 2\n", "own: x\na: 1\n", "a: 3\nb: 4\n", gives: "own: x\na: 3\n", left: 1)
  }

  @Test func `a key that the person has already stays as it is`() throws {
    try expect("a.yml", "a: 1\n", "b: own\n", "a: 1\nb: theirs\n", gives: "b: own\n", left: 1)
  }

  @Test func `a new task comes to tasks of which none is common`() throws {
    try expect(
      "main.yml", "---\n- name: A\n  a: 1\n", "---\n- name: X\n  x: 1\n\n- name: Y\n  y: 1\n",
      "---\n- name: A\n  a: 1\n\n- name: News\n  n: 1\n",
      gives: "---\n- name: X\n  x: 1\n\n- name: Y\n  y: 1\n\n- name: News\n  n: 1\n")
  }

  @Test func `a new task stands behind the one that it follows`() throws {
    try expect(
      "main.yml", "- name: A\n  a: 1\n- name: B\n  b: 1\n", "- name: A\n  a: 1\n- name: X\n  x: 1\n",
      "- name: A\n  a: 1\n- name: News\n  n: 1\n- name: B\n  b: 1\n",
      gives: "- name: A\n  a: 1\n- name: News\n  n: 1\n- name: X\n  x: 1\n")
  }

  @Test func `lines that are alike by accident bring nothing to another block`() throws {
    try expect(
      "x.tf", "variable \"a\" {\n  type = string\n}\n", "variable \"own\" {\n  type = string\n}\n",
      "variable \"a\" {\n  type = string\n  nullable = false\n}\n",
      gives: "variable \"own\" {\n  type = string\n}\n", left: 1)
  }

  @Test func `a new block of HCL comes to a file with other blocks`() throws {
    try expect(
      "x.tf", "variable \"a\" {\n  type = string\n}\n", "variable \"own\" {\n  type = string\n}\n",
      "variable \"a\" {\n  type = string\n}\n\nvariable \"n\" {\n  type = bool\n}\n",
      gives: "variable \"own\" {\n  type = string\n}\n\nvariable \"n\" {\n  type = bool\n}\n")
  }

  @Test func `a section comes to a text that is another, a changed paragraph does not`() throws {
    try expect(
      "README.md", "# a\n\nOne.\n\n## Run\n\nSo.\n", "# other\n\nTwo.\n",
      "# a\n\nOne and a half.\n\n## Run\n\nSo.\n\n## News\n\nNew.\n",
      gives: "# other\n\nTwo.\n\n## News\n\nNew.\n", left: 1)
  }

  @Test func `a new pattern comes to patterns that are others`() throws {
    try expect(".gitignore", "/a/\n", "*.log\n", "/a/\n/news/\n", gives: "*.log\n/news/\n")
  }

  @Test func `what lines alone tell is brought beside a line that stands once`() throws {
    let base = "#!/bin/sh\nset -eu\nrun one\n"
    try expect(
      "run.sh", base, "#!/bin/sh\nset -eu\nown\n", "#!/bin/sh\nset -eu\numask 077\nrun two\n",
      gives: "#!/bin/sh\nset -eu\nown\n", left: 1)
    try expect(
      "run.sh", base, "#!/bin/sh\nset -eu\nown\n", "#!/bin/sh\nset -eu\numask 077\nrun one\n",
      gives: "#!/bin/sh\nset -eu\numask 077\nown\n")
  }

  @Test func `lines of which the file has only some are for a person to decide`() throws {
    let found = try changes("run.sh", "a\nb\n", "a\nown\n", "c\nd\n")
    #expect(found.isContested)
    #expect(text(found.result) == "a\nown\n")
  }

  @Test func `line endings stay those of the file`() throws {
    try expect("a.yml", "a: 1\n", "own: x\r\n", "a: 1\nnews: 1\n", gives: "own: x\r\nnews: 1\r\n")
  }
}

extension AdoptedChangesTests {
  private struct Case {
    let rules: MergeRules
    let texts: [String]
    let documents: [GeneratedDocument]

    init(_ seed: Int) {
      let writer = DocumentWriter(DocumentWriter.Kind.allCases[seed % DocumentWriter.Kind.allCases.count])
      var random = SeededGenerator(seed: seed)
      let base = GeneratedDocument(&random)
      documents = [base, base.edited(&random).edited(&random), base.edited(&random)]
      texts = documents.map(writer.text)
      rules = MergeRules(format: StructureFormat(fileName: writer.fileName))
    }

    func changes(_ base: Int, _ adopted: Int, _ theirs: Int) throws -> AdoptedChanges {
      try AdoptedChanges(
        base: Content(texts[base]), adopted: Content(texts[adopted]), theirs: Content(texts[theirs]),
        by: rules)
    }

    func datum(_ text: String) -> Datum? {
      rules.format.flatMap { SourceTree(Array(text.utf8), as: $0)?.datum }
    }
  }

  @Test(arguments: seeds(180)) func `a file that is as generated takes everything`(seed: Int) throws {
    let sample = Case(seed)
    #expect(text(try sample.changes(0, 0, 2).result) == sample.texts[2])
    #expect(try sample.changes(0, 1, 0).result == Content(sample.texts[1]))
    #expect(try sample.changes(0, 0, 2).leftOut == [])
  }

  @Test(arguments: seeds(270)) func `the person's lines stay, and every change is brought or said`(
    seed: Int
  ) throws {
    let sample = Case(seed)
    let found = try sample.changes(0, 1, 2)
    if found.isContested { return }
    let result = text(found.result)
    let lines = sample.texts.map { Set($0.split(separator: "\n")) }
    let standing = Set(result.split(separator: "\n").map { $0.hasSuffix(",") ? $0.dropLast() : $0 })
    for line in lines[1].subtracting(lines[0])
    where !lines[0].contains(line.hasSuffix(",") ? line.dropLast() : line + ",") {
      #expect(
        standing.contains(line.hasSuffix(",") ? line.dropLast() : line),
        "\(line) of \(sample.texts) in \(result)")
    }
    // What does not contradict itself comes out as a merge does.
    if let wanted = sample.documents[0].threeWay(sample.documents[1], sample.documents[2]),
      found.leftOut.isEmpty,
      let datum = sample.datum(result)
    {
      let writer = DocumentWriter(DocumentWriter.Kind.allCases[seed % DocumentWriter.Kind.allCases.count])
      #expect(datum == sample.datum(writer.text(wanted)), "\(sample.texts)")
    }
    #expect(!found.leftOut.isEmpty || found.wanted == Content(sample.texts[2]))
  }

  @Test(arguments: seeds(90)) func `what was brought is not brought again`(seed: Int) throws {
    let sample = Case(seed)
    let first = try sample.changes(0, 1, 2)
    let again = try AdoptedChanges(
      base: Content(sample.texts[2]), adopted: first.result, theirs: Content(sample.texts[2]),
      by: sample.rules)
    #expect(again.result == first.result)
  }
}
