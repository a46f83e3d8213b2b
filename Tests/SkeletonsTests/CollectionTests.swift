import Skeletons
import Testing
import TestSupport

/// Maps and objects: answers leaf by leaf, over the default, in the given order.
@Suite struct CollectionTests {
  private static let sites = """
    variables:
      name: { type: string, default: web }
      env: { type: map, keys: "[A-Z_]+", default: { TZ: UTC, HOME: "/srv/<% name %>" } }
      vhosts:
        type: objects
        keys: "[a-z.]+"
        fields:
          port: { type: integer, format: port, default: 80 }
          host: { type: string, format: fqdn, default: "<% key %>.example.org" }
          tls: { type: boolean, default: false }
          certificate: { type: secret, when: { tls: true } }
          aliases: { type: list, unique: true }
          locations: { type: objects, fields: { to: { type: string, format: url } } }

    """

  private func skeleton() throws -> Skeleton { try SkeletonsTests.skeleton(heading + Self.sites) }

  private func answers(_ sets: [String], to former: [String: Answer] = [:]) throws -> [String: Answer] {
    let skeleton = try skeleton()
    return try sets.reduce(former) { answers, text in
      let halves = text.split(separator: "=", maxSplits: 1).map(String.init)
      return skeleton.applying(
        try skeleton.leaves(halves.count == 2 ? halves[1] : "", at: halves[0]), unsetting: [], to: answers)
    }
  }

  private func json(_ sets: [String], _ tag: String) throws -> String {
    let skeleton = try SkeletonsTests.skeleton(heading + Self.sites, files: ["f": "<% json(\(tag)) %>"])
    guard case .template(let template) = try #require(skeleton.files.first).body else { return "" }
    return String(decoding: try template.render(try skeleton.values(given: try answers(sets))), as: UTF8.self)
  }

  @Test func `a map is its default with what is answered over it`() throws {
    #expect(try json([], "env") == #"{ "TZ": "UTC", "HOME": "/srv/web" }"#)
    #expect(try json(["env.LANG=C"], "env") == #"{ "TZ": "UTC", "HOME": "/srv/web", "LANG": "C" }"#)
    #expect(try json(["env={LANG: C, A: b}"], "env") == #"{ "LANG": "C", "A": "b" }"#)
    #expect(try json(["env={}"], "env") == "{}")
  }

  @Test func `objects have their fields' defaults, which may name key and one another`() throws {
    #expect(
      try json(["vhosts.www.port=443"], "vhosts")
        == #"{ "www": { "aliases": [], "certificate": "", "host": "www.example.org", "locations": {}, "port": 443, "tls": false } }"#
    )
    #expect(try json(["vhosts={b: {}, a: {}}"], "length(vhosts)").isEmpty == false)
  }

  @Test func `items keep the given order, whatever their names are`() throws {
    let first = try answers(["vhosts={zeta: {}, alpha: {port: 81}}"])
    #expect(first["vhosts.zeta#"] == .integer(1))
    #expect(first["vhosts.alpha#"] == .integer(2))
    let more = try answers(["vhosts.middle.port=82", "vhosts.alpha.port=83"], to: first)
    #expect(more["vhosts.middle#"] == .integer(3))
    #expect(more["vhosts.alpha#"] == .integer(2))
    let values = try skeleton().values(given: more)
    guard case .objects(let items) = values["vhosts"] else { throw Missing() }
    #expect(items.map(\.name) == ["zeta", "alpha", "middle"])
  }

  private struct Missing: Error {}

  @Test func `a map in the order of its keys needs no positions`() throws {
    #expect(try answers(["env.A=1", "env.B=2"]).keys.sorted() == ["env.A", "env.B"])
    #expect(try answers(["env.B=1", "env.A=2", "env.C=3"])["env.A#"] == .integer(2))
    #expect(try answers(["env.A=1", "env.B=2", "env.A=3"]).keys.sorted() == ["env.A", "env.B"])
  }

  @Test func `what is taken back goes with all that is below it`() throws {
    let skeleton = try skeleton()
    let all = try answers([
      "vhosts.www.port=443", "vhosts.www.locations./.to=http://app", "vhosts.api.port=1", "env.A=1",
    ])
    let left = skeleton.applying(AnswerLeaves(), unsetting: ["vhosts.www", "env.A"], to: all)
    #expect(left.keys.sorted() == ["vhosts.api#", "vhosts.api.port"])
    let one = skeleton.applying(AnswerLeaves(), unsetting: ["vhosts.www.port"], to: all)
    #expect(one["vhosts.www.port"] == nil && one["vhosts.www#"] != nil)
  }

  @Test func `branches that give different leaves unite to both`() throws {
    let base = try answers(["vhosts.www.port=443", "env.A=1"])
    let ours = try answers(["vhosts.www.tls=false", "vhosts.api.port=1"], to: base)
    let theirs = try answers(["vhosts.www.aliases=a", "env.B=2"], to: base)
    let united = ours.merging(theirs) { ours, theirs in ours == base["x"] ? theirs : ours }
    let values = try skeleton().values(given: united)
    guard case .objects(let items) = values["vhosts"] else { throw Missing() }
    #expect(items.map(\.name) == ["www", "api"])
    #expect(items[0].fields["aliases"] == .list(["a"]))
  }

  @Test(arguments: [
    ("vhosts.www.port=99999", "variable 'vhosts.www.port': invalid port '99999'"),
    ("vhosts.www.prot=1", "there is no field 'prot'"),
    ("vhosts.www.tls=true", "'vhosts.www.certificate' needs an answer"),
    ("vhosts.WWW.port=1", "name 'WWW' does not match"), ("env.a=1", "key 'a' does not match"),
    ("vhosts.www.aliases=a,a", "'a' is given twice"),
    ("vhosts.www.certificate=vault_x", "applies only if tls is set"),
    ("env=[a]", "'env' is a list, not a mapping"), ("vhosts={www: 1}", "not a mapping of fields"),
    ("env.GITLAB_PASSWORD=Xk29dlq8Zp1wQ7", "looks like"), ("name.x=1", "invalid answer 'name.x'"),
    ("vhosts={www: {locations: {/: {to: nowhere}}}}", "variable 'vhosts.www.locations./.to': invalid url"),
  ])
  func `wrong answers inside are refused with their path`(set: String, said: String) throws {
    let found = words {
      let skeleton = try skeleton()
      let answers = try answers([set])
      for (path, answer) in answers { try skeleton.check(answer, at: path, in: Inventory()) }
      _ = try skeleton.values(given: answers, now: Set(answers.keys))
    }
    #expect(found.contains { $0.contains(said) }, "\(found)")
  }

  @Test(arguments: [
    ("x: { type: objects }", "has no 'fields'"),
    ("x: { type: objects, fields: { key: { type: string } } }", "is reserved in templates"),
    ("x: { type: objects, fields: { g: { type: guest } } }", "unknown variable type 'guest'"),
    ("x: { type: objects, fields: { a: { type: string, default: \"<% b %>\" } } }", "unknown variable 'b'"),
    ("x: { type: map, default: [a] }", "not a mapping"),
  ])
  func `declarations that mean nothing are refused`(declaration: String, said: String) {
    let found = words { _ = try SkeletonsTests.skeleton(heading + nameOnly + "  \(declaration)\n") }
    #expect(found.contains { $0.contains(said) }, "\(found)")
  }

  @Test func `objects are nested at most twice`() {
    let inner =
      "{ type: objects, fields: { a: { type: objects, fields: { b: { type: objects, fields: { c: { type: string } } } } } } }"
    #expect(words { _ = try asking(inner) }.contains { $0.contains("more than 2 deep") })
  }

  @Test func `templates go through them, and inner items see outer ones`() throws {
    let text = """
      <%# env %><% .key %>=<% shell(.value) %>;<%/ env %>
      <%# vhosts %>
      <% . %>:<% .port %><%# .tls %> tls<% else %> plain<%/ .tls %><%# .aliases %> +<% . %><%/ .aliases %>
      <%# .locations %>
        <% .key %> <% .to %> <% .port %>
      <%/ .locations %>
      <%/ vhosts %>

      """
    let skeleton = try SkeletonsTests.skeleton(heading + Self.sites, files: ["f": text])
    let answers = try answers([
      "vhosts={www: {port: 1, aliases: [a, b], locations: {/x: {to: 'http://app'}}}}"
    ])
    guard case .template(let template) = try #require(skeleton.files.first).body else { throw Missing() }
    let rendered = String(decoding: try template.render(try skeleton.values(given: answers)), as: UTF8.self)
    #expect(rendered == "TZ=UTC;HOME=/srv/web;\nwww:1 plain +a +b\n  /x http://app 1\n")
  }

  @Test(arguments: [
    ("<%# vhosts %><% .prot %><%/ vhosts %>", "no '.prot'"), ("<% vhosts %>", "'vhosts' is a objects"),
    ("<% env %>", "'env' is a map"), ("<%# vhosts %><% .aliases %><%/ vhosts %>", "'.aliases' is a list"),
    ("<% join(vhosts, 1) %>", "'vhosts' is a objects"), ("<% replace(name, 1) %>", "takes 3 values, not 2"),
    ("<% else %>", "'else' outside a section"), ("<%# name %><%else%><%else%><%/ name %>", "'else' twice"),
    ("<% default(name, \"x) %>", "is not terminated"), ("<% upper(name) x %>", "unexpected '"),
  ])
  func `tags that mean nothing are refused`(text: String, said: String) {
    let found = words { _ = try SkeletonsTests.skeleton(heading + Self.sites, files: ["f": text]) }
    #expect(found.contains { $0.contains(said) }, "\(found)")
  }
}
