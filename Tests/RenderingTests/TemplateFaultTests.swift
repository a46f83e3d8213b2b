import Skeletons
import Testing
import TestSupport

@Suite struct `What is wrong with a template` {
  @Test(arguments: [
    ("a\n  <% nmae %>", "2:6: unknown variable 'nmae' (did you mean 'name'?)"),
    ("ä <% nmae %>", "1:7: unknown variable 'nmae' (did you mean 'name'?)"),
    ("<%# off %><% upper(nmae) %><%/ off %>", "1:20: unknown variable 'nmae' (did you mean 'name'?)"),
    ("<%# falg %>x<%/ falg %>", "1:5: unknown variable 'falg' (did you mean 'flag'?)"),
    ("<% uper(name) %>", "1:4: unknown transform 'uper' (did you mean 'upper'?)"),
    ("<% upper(name %>", "1:4: missing ')' after 'upper(name'"),
    ("<% items %>", "1:4: 'items' is a list (write <%# items %><% . %><%/ items %> or json(items))"),
    ("<% upper(items) %>", "1:10: 'items' is a list (write <%# items %><% . %><%/ items %> or json(items))"),
    ("<% target %>", "1:4: 'target' is a guest (write target.name or another of its facts)"),
    (
      "<% target.ip %>",
      "1:11: a guest has no 'ip' (one of id, name, host, alias, kind, address, prefix, node, status, purpose, cores, memory, disk, user)"
    ),
    ("<% name.id %>", "1:4: 'name' is a string: only a guest has '.id'"),
    (
      "<%# is.engine.mysql %><%/ is.engine.mysql %>",
      "1:15: 'engine' can never be 'mysql' (one of redis, postgres, 9.5)"
    ),
    ("<%# is.name.x %><%/ is.name.x %>", "1:5: 'name' is a string, not a choice"),
    ("<%# has.parts.z %><%/ has.parts.z %>", "1:15: 'parts' can never be 'z' (one of x, y)"),
    ("<%# has.engine.redis %><%/ has.engine.redis %>", "1:5: 'engine' is a choice, not a list"),
    (
      "<%# is.engine %><%/ is.engine %>",
      "1:5: 'is.engine' does not say what to compare (write is.VARIABLE.VALUE)"
    ),
    ("<%# is.engin.x %><%/ is.engin.x %>", "1:8: unknown variable 'engin' (did you mean 'engine'?)"),
    ("<% . %>", "1:4: '.' is valid only within a list's section"),
    ("<%^ none %><% . %><%/ none %>", "1:15: '.' is valid only within a list's section"),
    ("<%# last %><%/ last %>", "1:5: 'last' is valid only within a list's section"),
    (
      "<%# destination %><%/ destination %>",
      "1:5: 'destination' is always set: a section on it has no effect"
    ),
    ("<% yaml %>", "1:4: unknown variable 'yaml' (set 'yaml: .yml' in skeleton.yaml to use it)"),
    ("<%# flag %>", "1:1: section 'flag' is not closed"),
    ("x<%/ flag %>", "1:2: 'flag' is closed but was never opened"),
    ("<%# flag %><%/ off %>", "1:12: 'off' is closed while 'flag' is open since s/files/file:1:1"),
    ("<% name", "1:1: a tag is not closed with '%>'"),
    ("<% %>", "1:1: the tag is empty"),
    ("<%# %><%/ %>", "1:1: the section has no name"),
    ("<%> partial %>", "1:1: there is no partial 'partial' (partials are files below partials/)"),
    ("<%= [ ] %>", "1:1: a tag with '=' is not supported"),
    ("<%& name %>", "1:1: a tag with '&' is not supported"),
    (
      "<% \(String(repeating: "x", count: 300)) %>",
      "1:1: the tag is longer than 200 bytes (close it with '%>')"
    ),
  ])
  func `is said with file, line and column`(template: String, fault: String) {
    #expect(faults(in: template) == [shown(fault)])
  }

  /// The helper cuts the file's name out of every message.
  private func shown(_ fault: String) -> String { fault.replacing("s/files/file:", with: "") }

  @Test func `is found in every branch, all at once`() {
    let template =
      "<%# off %>\n<% one %>\n<%^ flag %>\n<% two %>\n<%/ flag %>\n<%/ off %>\n<% three(name) %>\n"
    #expect(faults(in: template).map { $0.prefix(2) } == ["2:", "4:", "7:"])
  }

  @Test func `a section that is closed too early is one fault`() {
    #expect(faults(in: "<%# flag %>\n<%# off %>\n<%/ flag %>\n<% name %>\n").count == 1)
  }

  @Test func `sections nest 32 deep and no deeper`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "<%# flag %>", count: depth) + "x" + String(repeating: "<%/ flag %>", count: depth)
    }
    #expect(try rendered(nested(32)) == "x")
    #expect(faults(in: nested(33)) == ["1:353: sections are nested more than 32 deep"])
    #expect(!faults(in: String(repeating: "<%# flag %>", count: 100_000)).isEmpty)
  }

  @Test func `transforms nest 8 deep and no deeper`() throws {
    func nested(_ depth: Int) -> String {
      "<% " + String(repeating: "trim(", count: depth) + "name" + String(repeating: ")", count: depth) + " %>"
    }
    #expect(try rendered(nested(8)) == "web")
    #expect(faults(in: nested(9)).first?.contains("more than 8 deep") == true)
  }

  @Test func `lists within lists end at the limit of what is rendered`() throws {
    let items = Answer.list((1...1000).map(String.init))
    let template =
      (0..<4).map { _ in "<%# items %>" }.joined() + "x" + (0..<4).map { _ in "<%/ items %>" }.joined()
    let time = processorTime {
      let said = words { _ = try rendered(template, ["items": items]) }
      #expect(said.first?.contains("renders to more than") == true)
    }
    #expect(time < .seconds(20))
  }

  @Test(arguments: seeds(300))
  func `random templates never crash, and render where they are well`(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "<%", "%>", "<%# flag %>", "<%/ flag %>", "<%# items %>", "<%/ items %>", " ", "\n", "name",
      "<% name %>",
      "is.engine.redis", "#", "^", "/", "!", ".", "upper(", ")", "ä", "<", "%", ">", "\r\n", "<% . %>",
      "last",
    ]
    let count = Int.random(in: 0...30, using: &generator)
    let template = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    if faults(in: template).isEmpty { _ = try rendered(template) }
  }
}
