import FileTrees
import Rendering
import Skeletons
import Testing

@Suite struct `How the owner writes YAML` {
  private func styled(_ text: String, _ names: String..., start: Bool = true) -> String {
    String(decoding: YAMLStyle(names, beginsDocument: start).applied(to: Array(text.utf8)), as: UTF8.self)
  }

  private let text = """
    ---
    # At the top.
    - name: Set it up
      vars:
        port: "8080"
        image: "nginx:1.29"
        text: 'it''s'
      loop:
        # The first one.
        - "a"  # a comment
        - key: >-
            {{ one
               and two }}
          "quoted": [b, "c", "d,e"]
      when:
        - not 'x' in y

    """

  @Test func `without a style nothing changes`() { #expect(styled(text) == text) }

  @Test func `a line that single quotes cannot write is a block`() {
    let written = "- copy:\n    content: \"{{ x }}\\n\"\n    dest: \"a\"\n"
    let expected = "- copy:\n    content: |\n      {{ x }}\n    dest: 'a'\n"
    #expect(styled(written, "single_quotes", start: false) == expected)
    // Two lines, a text within a list, one behind which a remark stands: they stay.
    for other in ["a: \"x\\ny\\n\"\n", "- \"x\\n\"\n", "a: \"x\\n\"  # so\n", "a: {b: \"x\\n\"}\n"] {
      #expect(styled(other, "single_quotes", start: false) == other)
    }
  }

  @Test func `a text of several lines gets quotes around all of them`() {
    let written = "when:\n  - a == 'b'\n    or c\n"
    #expect(
      styled(written, "single_quotes", "all_quotes", start: false) == "when:\n  - 'a == ''b''\n    or c'\n")
  }

  @Test func `lists stand where their key does, with comments and texts of several lines`() {
    let expected = """
      ---
      # At the top.
      - name: Set it up
        vars:
          port: "8080"
          image: "nginx:1.29"
          text: 'it''s'
        loop:
        # The first one.
        - "a"  # a comment
        - key: >-
            {{ one
               and two }}
          "quoted": [b, "c", "d,e"]
        when:
        - not 'x' in y

      """
    #expect(styled(text, "flush_lists") == expected)
    #expect(styled(expected, "flush_lists") == expected)
  }

  @Test func `mappings are four columns deep, and an item's keys stand behind its dash`() {
    let expected = """
      ---
      # At the top.
      - name: Set it up
        vars:
            port: "8080"
            image: "nginx:1.29"
            text: 'it''s'
        loop:
            # The first one.
            - "a"  # a comment
            - key: >-
                  {{ one
                     and two }}
              "quoted": [b, "c", "d,e"]
        when:
            - not 'x' in y

      """
    #expect(styled(text, "four_spaces") == expected)
  }

  @Test func `quotes are kept where a value needs them, keys keep theirs`() {
    let result = styled(text, "needed_quotes", "single_quotes")
    #expect(result.contains("port: '8080'\n"))
    #expect(result.contains("image: nginx:1.29\n"))
    #expect(result.contains("text: it's\n"))
    #expect(result.contains("- a  # a comment\n"))
    #expect(result.contains(#""quoted": [b, c, 'd,e']"#))
  }

  @Test func `every text has quotes, and neither numbers nor block scalars have`() {
    let result = styled(text + "  count: 3\n  on_call: yes\n", "all_quotes")
    #expect(result.contains(#"- name: "Set it up""#))
    #expect(result.contains(#""quoted": ["b", "c", "d,e"]"#))
    #expect(result.contains(#"- "not 'x' in y""#))
    #expect(result.contains("count: 3\n  on_call: yes\n"))
  }

  @Test func `other quotes say the same`() {
    #expect(styled(#"a: "it's \\ \"so\"""# + "\n", "single_quotes") == #"a: 'it''s \ "so"'"# + "\n")
    #expect(styled(#"a: 'it''s \ "so"'"# + "\n", "double_quotes") == #"a: "it's \\ \"so\"""# + "\n")
    #expect(styled(#"a: "two\nlines""# + "\n", "single_quotes") == #"a: "two\nlines""# + "\n")
  }

  @Test(arguments: [
    "8080", "0755", "1.10", "1e3", "0x1f", "22:22", "2026-01-02", "true", "Yes", "null", "~", "", " a", "a ",
    "a: b",
    "a #b", "a:", "- a", "? a", "*a", "&a", "!a", "%a", "@a", "`a", "{a", "[a", "'a", "#a", "|", ">", "y",
    ".inf", "---",
  ])
  func `quotes stay that keep a text a text`(text: String) {
    let source = "a: \"\(text)\"\n"
    #expect(styled(source, "needed_quotes") == source)
  }

  @Test(arguments: [
    "a", "8080:80", "192.0.2.1", "1.2.3", "a-b", "-a", ":a", "a:b", "a#b", "x 'y' z", "/a/b", "5s", "ä",
  ])
  func `quotes go that nothing needs`(text: String) {
    #expect(styled("a: \"\(text)\"\n", "needed_quotes") == "a: \(text)\n")
  }

  @Test func `a document begins and ends as the settings say`() {
    #expect(styled("---\na: 1\n", start: false) == "a: 1\n")
    #expect(styled("---\na: 1\n", "document_end") == "---\na: 1\n...\n")
    #expect(styled("---\na: 1\n...\n", "document_end") == "---\na: 1\n...\n")
  }

  @Test func `what is no YAML stays as it is`() {
    #expect(styled("a: [\n", "all_quotes") == "a: [\n")
  }

  @Test func `a skeleton's YAML files have the style that its answers say, other files do not`() throws {
    let rules = "files: []"
    let skeleton = try skeleton(rules, files: ["a.yml": "---\na: 'b'\n", "a.txt": "---\na: 'b'\n"])
    var values = Values(["name": .text("web"), "yaml_style": .list(["double_quotes"])])
    values["document_start"] = .boolean(false)
    let rendition = try Renderer.render(skeleton, values)
    #expect(rendition.files.map(\.entry) == [.file("---\na: 'b'\n"), .file("a: \"b\"\n")])
  }
}
