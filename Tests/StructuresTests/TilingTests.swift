import Structures
import Testing
import TestSupport

/// Whatever a reader makes of a text, the slices in their order are the text.
struct TilingTests {
  @Test(arguments: samples) func `every byte of a text belongs to an entry`(sample: Sample) throws {
    let text = Array(sample.text.utf8)
    let tree = try #require(SourceTree(text, as: sample.format), "\(sample.text)")
    #expect(gaps(of: tree, in: text) == [])
  }

  @Test(arguments: seeds(400)) func `a damaged text is read exactly or not at all`(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let sample = samples[Int.random(in: 0..<samples.count, using: &random)]
    let text = damaged(Array(sample.text.utf8), &random)
    guard let tree = SourceTree(text, as: sample.format) else { return }
    #expect(gaps(of: tree, in: text) == [], "\(String(decoding: text, as: UTF8.self))")
  }

  @Test(arguments: StructureFormat.allCases) func `hostile nesting is left to lines`(format: StructureFormat)
  {
    for open in ["[", "{", "a {\n", "a = [", "- ", "a: {", "${\"", "x = \"${", "| a |\n"] {
      _ = SourceTree(Array(String(repeating: open, count: 5000).utf8), as: format)
    }
    #expect(SourceTree(Array(String(repeating: "[", count: 5000).utf8), as: .json) == nil)
  }

  /// Bytes between two slices that are neither commas nor bars.
  private func gaps(of tree: SourceTree, in text: [UInt8]) -> [String] {
    var slices: [ArraySlice<UInt8>] = []
    collect(tree.root, into: &slices)
    var position = 0
    var gaps: [String] = []
    for slice in slices where !slice.isEmpty {
      if slice.startIndex < position { gaps.append("overlap at \(position)") }
      let gap = text[position..<max(position, slice.startIndex)]
      if !gap.allSatisfy({ " \t,|".utf8.contains($0) }) { gaps.append(String(decoding: gap, as: UTF8.self)) }
      position = slice.endIndex
    }
    return position == text.count ? gaps : gaps + ["the end"]
  }

  private func collect(_ value: SourceTree.Value, into slices: inout [ArraySlice<UInt8>]) {
    switch value {
    case .atom(let atom): slices.append(atom.bytes)
    case .container(let container):
      slices.append(container.open)
      for entry in container.entries {
        slices += [entry.before, entry.head]
        collect(entry.value, into: &slices)
        slices.append(entry.after)
      }
      slices.append(container.close)
    }
  }

  private func damaged(_ text: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var text = text
    for _ in 0..<Int.random(in: 1...4, using: &random) where !text.isEmpty {
      let place = Int.random(in: 0..<text.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: text.remove(at: place)
      case 1: text.insert(Array("{}[]\"'#:-=|\n ,<$%&*!?".utf8).randomElement(using: &random) ?? 0, at: place)
      default: text[place] = UInt8.random(in: 1...127, using: &random)
      }
    }
    return text
  }
}

struct Sample: Sendable, CustomTestStringConvertible {
  let format: StructureFormat
  let text: String

  var testDescription: String { "\(format.rawValue): \(text.prefix(20))" }
}

let samples: [Sample] = [
  Sample(
    format: .yaml,
    text: """
      # Who owns this
      # file

      # about a
      a: 1  # first
      b:  # second
        # about c
        c: [1, 2, {d: e}]
        f: |
          # no comment
          text

        # at the end
      # about g
      g:
      - name: x
        # deeper
        image: "y # z"
      - name: y

      - - 1
        - 2
      ? long
      : value
      <<: *anchor
      h: &anchor !tag
        i: ~
      """.replacing("<<: *anchor\n", with: "")),
  Sample(format: .yaml, text: "---\nkind: A\n---\n# two\nkind: B\nx: \"{{ jinja }}\"\ny: {{ z }}\n---\n"),
  Sample(format: .json, text: "{\n  \"a\": [1, 2.5e3, true],\n  \"b\": { \"c\": null },\n  \"d\": {}\n}\n"),
  Sample(
    format: .hcl,
    text: """
      # head

      terraform {
        required_version = ">= 1.0" // why
      }
      resource "a" "b" {
        tags = merge(local.tags, {
          Name = "x" # name
          "y"  = var.z["k"].v
        })
        list = [
          "a", # first
          "b",
        ]
        text = <<-EOT
          ${var.a} {
        EOT
        cond = a ? "b ${join(",", [for x in y : x])}" : c
        ingress { from = 1 }
        # last
      }

      """),
  Sample(
    format: .toml,
    text: """
      # head
      title = "x"

      [a.b] # table
      c = [1, 2] # list
      d = { e = 1, f = "g" }

      # about the array
      [[h]]
      name = 'i'
      [h.j]
      k = 1979-05-27T07:32:00Z
      text = \"\"\"
      # no comment
      \"\"\"

      """),
  Sample(format: .ini, text: "# head\n\n[a]\nb = c ; d\ne: f\n  goes on\n\n; about g\n[g]\nh\n"),
  Sample(
    format: .systemd, text: "[Unit]\nAfter=a.target\nAfter=b.target\n\n[Service]\nExecStart=/bin/x \\\n  y\n"),
  Sample(format: .env, text: "# head\n\nA=1\nexport B=\"x\ny\" # two\n# C=3\nD=\n"),
  Sample(format: .properties, text: "! head\na.b=c\nd: e\\\n  f\n"),
  Sample(
    format: .markdown, text: "# Title\n\n| a | b |\n| --- | :-- |\n| 1 | `x \\| y` |\n| 2 | z |\n\ntext\n"),
]
