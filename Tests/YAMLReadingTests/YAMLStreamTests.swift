import Diagnostics
import Testing
import YAMLReading

/// YAML as tools read it, in contrast to what tenon's own files may hold.
@Suite struct YAMLStreamTests {
  private func faults(in text: String) -> [String] {
    do throws(Findings) {
      try checkYAML(Array(text.utf8), at: "f.yml")
      return []
    } catch {
      return error.diagnostics.map { "\($0.place.map { "\($0)" } ?? "") \($0.message)" }
    }
  }

  @Test(arguments: [
    "", "---\na: 1\n---\na: 2\n", "x: &x { a: 1 }\ny: *x\nz:\n  <<: *x\n", "a: !vault |\n  $ANSIBLE\n",
    "- a: 1\n- a: 2\n", "? [a, b]\n: 1\n? [a, b]\n: 2\n", "a: { b: 1 }\nb: [b, b]\n",
  ])
  func `what tools read is sound`(text: String) { #expect(faults(in: text) == []) }

  @Test(arguments: [
    ("a: 1\nb: {c: 1,\n  d: 2, c: 3}\n", "f.yml:3:9 the key 'c' occurs twice"),
    ("a: &x 1\n---\nb: *x\n", "f.yml:3:4 'x' is an alias without an anchor"),
    ("a: 1\n b: 2\n", "f.yml:2:3 invalid YAML: mapping values are not allowed in this context"),
  ])
  func `a fault is said with its place`(text: String, words: String) { #expect(faults(in: text) == [words]) }
}
