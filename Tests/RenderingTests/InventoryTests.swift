import FileTrees
import Rendering
import Skeletons
import Testing

@Suite struct `Going through the inventory` {
  private let lab = Inventory(
    nodes: [HostNode(name: "alpha", address: "192.0.2.1", version: "8.3"), HostNode(name: "idle")],
    guests: [
      Guest(
        kind: .container, id: 102, name: "nginx", address: "192.0.2.102", node: "alpha", purpose: "proxy",
        tags: ["web", "prod"]),
      Guest(kind: .machine, id: 103, name: "db", node: "beta", tags: ["prod"]),
      Guest(kind: .template, id: 9000, name: "debian", node: "gamma", tags: ["image"]),
    ])

  /// What a template renders to with an inventory.
  private func rendered(_ template: String, with inventory: Inventory? = nil) throws -> String {
    let skeleton = try skeleton(files: ["file": template])
    let rendition = try Renderer.render(
      skeleton, try skeleton.values(given: [:], inventory: inventory ?? lab))
    return rendition.files.map { String(decoding: $0.entry.content?.stored ?? [], as: UTF8.self) }.joined()
  }

  @Test(arguments: [
    (
      "<%# inventory.guests %><% .id %> <% .name %><%^ last %>, <%/ last %><%/ inventory.guests %>",
      "102 nginx, 103 db"
    ),
    ("<%# inventory.guests %><% . %> <%/ inventory.guests %>", "nginx db "),
    (
      "<%# inventory.guests %><%# .address %><% yaml(.address) %><%/ .address %><%/ inventory.guests %>",
      "\"192.0.2.102\""
    ),
    ("<%# inventory.guests %><%^ .purpose %><% .name %><%/ .purpose %><%/ inventory.guests %>", "db"),
    (
      "<%# inventory.guests %>[<%# .tags %><% .name %>:<% . %> <%/ .tags %>]<%/ inventory.guests %>",
      "[nginx:web nginx:prod ][db:prod ]"
    ),
    ("<%# inventory.guests %><% yaml(.tags) %><%/ inventory.guests %>", "[web, prod][prod]"),
    ("<%# inventory.guests %><%# .is.ct %><% .name %><%/ .is.ct %><%/ inventory.guests %>", "nginx"),
    ("<%# inventory.guests %><% upper(.kind) %><%/ inventory.guests %>", "CTVM"),
    (
      "<%# inventory.nodes %><% .name %>=<% .address %>/<% .version %> <%/ inventory.nodes %>",
      "alpha=192.0.2.1/8.3 idle=/ beta=/ "
    ),
    (
      "<%# inventory.nodes %><% . %>:<%# .guests %><% .name %><%/ .guests %> <%/ inventory.nodes %>",
      "alpha:nginx idle: beta:db "
    ),
    ("<%# inventory.nodes %><%^ .guests %><% . %><%/ .guests %><%/ inventory.nodes %>", "idle"),
    (
      "<%# inventory.kinds %><% . %>:<%# .guests %><% . %><%/ .guests %> <%/ inventory.kinds %>",
      "ct:nginx vm:db "
    ),
    (
      "<%# inventory.tags %><% .name %>:<%# .guests %><% . %>,<%/ .guests %> <%/ inventory.tags %>",
      "prod:nginx,db, web:nginx, "
    ),
    ("<%# has.inventory.tags %>tags<%/ has.inventory.tags %>", "tags"),
    ("<%^ inventory.guests %>none<%/ inventory.guests %>", ""),
  ])
  func `each of its collections has items with facts`(template: String, result: String) throws {
    #expect(try rendered(template) == result)
  }

  @Test func `an empty one has nothing to go through, and templates can ask`() throws {
    let template = """
      <%# inventory.guests %>g<%/ inventory.guests %><%# inventory.nodes %>n<%/ inventory.nodes %>\
      <%^ inventory.tags %>no tags<%/ inventory.tags %><%# has.inventory.kinds %>k<%/ has.inventory.kinds %>
      """
    #expect(try rendered(template, with: Inventory()) == "no tags")
  }

  @Test func `a file is written for each guest and keeps its identity by the guest's id`() throws {
    let rules = """
      files:
        - { source: host.yml, each: inventory.guests, path: "host_vars/<% .name %>.yml" }
        - { source: nodes.yml, when: { inventory.nodes: true } }
        - { source: none.yml, when: { inventory.nodes: false } }
      """
    let skeleton = try skeleton(
      rules, files: ["host.yml": "id: <% .id %>\n", "nodes.yml": "x\n", "none.yml": "x\n"])
    func files(_ inventory: Inventory) throws -> [RenderedFile] {
      try Renderer.render(skeleton, try skeleton.values(given: [:], inventory: inventory)).files
    }
    let found = try files(lab)
    #expect(found.map(\.source) == ["host.yml#102", "host.yml#103", "nodes.yml"])
    #expect(found.map(\.path.description) == ["host_vars/nginx.yml", "host_vars/db.yml", "nodes.yml"])
    #expect(found.first?.entry == .file("id: 102\n"))
    #expect(try files(Inventory()).map(\.source) == ["none.yml"])
  }

  @Test(arguments: [
    (
      "<%# inventory.gusts %><%/ inventory.gusts %>",
      "1:5: 'inventory.gusts' cannot be iterated (did you mean 'inventory.guests'?)"
    ),
    (
      "<%# inventory %><%/ inventory %>",
      "1:5: 'inventory' cannot be iterated (one of inventory.guests, inventory.nodes, inventory.kinds, inventory.tags)"
    ),
    (
      "<%# has.inventory.vms %><%/ has.inventory.vms %>",
      "1:9: 'inventory.vms' cannot be iterated (did you mean 'inventory.tags'?)"
    ),
    (
      "<% inventory.guests %>",
      "1:4: 'inventory.guests' cannot be rendered as text (write <%# inventory.guests %><% .name %><%/ inventory.guests %>)"
    ),
    (
      "<% .name %>",
      "1:4: '.name' is valid only within a section over the inventory (write <%# inventory.guests %>…<%/ inventory.guests %>)"
    ),
    (
      "<%# items %><% .name %><%/ items %>",
      "1:16: '.name' is valid only within a section over the inventory (write <%# inventory.guests %>…<%/ inventory.guests %>)"
    ),
    (
      "<%# off %>\n<%# inventory.guests %>\n<% .adress %>\n<%/ inventory.guests %>\n<%/ off %>",
      "3:4: a guest has no 'adress' (did you mean '.address'?)"
    ),
    (
      "<%# inventory.nodes %><% .id %><%/ inventory.nodes %>",
      "1:26: a node has no 'id' (one of .name, .host, .alias, .address, .version, .guests)"
    ),
    (
      "<%# inventory.tags %><% .address %><%/ inventory.tags %>",
      "1:25: a group has no 'address' (one of .name, .guests)"
    ),
    (
      "<%# inventory.guests %><% .tags %><%/ inventory.guests %>",
      "1:27: '.tags' is a list (write <%# .tags %><% . %><%/ .tags %>)"
    ),
    (
      "<%# inventory.guests %><%# .is.lxc %><%/ .is.lxc %><%/ inventory.guests %>",
      "1:28: a guest is never 'lxc' (one of ct, vm)"
    ),
    (
      "<%# inventory.tags %><%# .is.ct %><%/ .is.ct %><%/ inventory.tags %>",
      "1:26: '.is' is valid only for a guest"
    ),
  ])
  func `what it does not have is found when the skeleton is read`(template: String, fault: String) {
    #expect(faults(in: template) == [fault])
  }

  @Test func `a rule about files is checked like a template`() {
    let rules = """
      files:
        - { source: file, each: inventory.guest, path: "<% .name %>" }
        - { source: file, each: inventory.nodes, path: "<% .id %>" }
        - { source: file, when: { inventory.node: true } }
        - { source: file, when: { inventory.nodes: lab } }
      """
    #expect(
      words { _ = try skeleton(rules) } == [
        "s/skeleton.yaml:18:27: 'inventory.guest' cannot be iterated (did you mean 'inventory.guests'?)",
        "s/skeleton.yaml:19:54: a node has no 'id' (one of .name, .host, .alias, .address, .version, .guests)",
        "s/skeleton.yaml:20:29: 'inventory.node' cannot be iterated (did you mean 'inventory.nodes'?)",
        "s/skeleton.yaml:21:46: 'inventory.nodes' is 'lab', not true or false",
      ])
  }

  @Test func `the destination does not hang on it`() {
    let template = "<%# inventory.guests %>x<%/ inventory.guests %>"
    #expect(
      words { _ = try skeleton(destination: "'\(template)'") }.first?.contains("unknown variable") == true)
  }

  @Test func `a variable may bear its name, and the facts are below it all the same`() throws {
    let template =
      "<% inventory %> <%# inventory %>yes<%/ inventory %> <%# inventory.tags %><% . %> <%/ inventory.tags %>"
    let skeleton = try skeleton(
      variables: "variables:\n  name: { type: string }\n  inventory: { type: string, default: x }",
      files: ["file": template])
    let rendition = try Renderer.render(
      skeleton, try skeleton.values(given: ["name": .text("web")], inventory: lab))
    #expect(rendition.files.first?.entry.content?.stored == Array("x yes prod web ".utf8))
  }

  @Test(arguments: [
    ("nginx", "nginx"), ("a/b", "a-b"), ("../x", "x"), ("web[1:3]", "web-1-3"), ("-x", "x"), ("a: b", "a-b"),
    ("Home Assistant", "home-assistant"), ("Büro Süd", "buero-sued"), ("all", "all-100"),
    ("localhost", "localhost-100"),
    ("tag_web", "tag_web-100"), ("Web-1.lab", "Web-1.lab"),
    (String(repeating: "x", count: 64), String(repeating: "x", count: 63)),
  ])
  func `a name that no host can have is mapped, and stays known`(name: String, host: String) throws {
    let inventory = Inventory(guests: [Guest(kind: .machine, id: 100, name: name)])
    let text = try rendered(
      "<%# inventory.guests %><% .host %>|<% .alias %><%/ inventory.guests %>", with: inventory)
    #expect(text == "\(host)|\(host == name ? "" : name)")
    #expect(inventory.mappedNames.count == (host == name ? 0 : 1))
  }

  @Test(arguments: [
    ("?!", "guest '?!' has a name that is not valid for a host"),
    ("東京", "guest '東京' has a name that is not valid for a host"),
    ("a\nb", "name of guest '\"a\\nb\"' has a line break or control character"),
    ("ALPHA", "hosts 'ALPHA' and 'alpha' become the same path or group"),
  ])
  func `a name of which nothing can be made for a path and a host is refused`(
    name: String, fault: String
  ) throws {
    var inventory = Inventory(nodes: [HostNode(name: "alpha")])
    inventory.guests = [Guest(kind: .machine, id: 100, name: name)]
    let skeleton = try skeleton(files: ["file": "<%# inventory.guests %><% .name %><%/ inventory.guests %>"])
    let found = words { _ = try skeleton.values(given: [:], inventory: inventory) }
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix(".tenon/inventory.yaml: " + fault) == true, "\(found)")
    // A skeleton that does not go through the inventory has nothing to do with it.
    let other = try self.skeletonWithout()
    #expect(words { _ = try other.values(given: [:], inventory: inventory) } == [])
  }

  private func skeletonWithout() throws -> Skeleton { try skeleton(files: ["file": "<% name %>"]) }

  @Test func `tags and nodes that would make one group are refused, and so are texts of two lines`() throws {
    let inventory = Inventory(
      nodes: [HostNode(name: "lab-1"), HostNode(name: "lab_1")],
      guests: [
        Guest(kind: .machine, id: 100, name: "x", purpose: "a\nb", tags: ["web-app", "web_app", "+", ""])
      ])
    let skeleton = try skeleton(files: ["file": "<%# inventory.tags %>x<%/ inventory.tags %>"])
    let found = words { _ = try skeleton.values(given: [:], inventory: inventory) }
    #expect(
      found.map { $0.replacing(".tenon/inventory.yaml: ", with: "").prefix { $0 != "(" } } == [
        "invalid tag '' ", "invalid tag '+' ",
        "nodes 'lab-1' and 'lab_1' become the same path or group ",
        "tags 'web-app' and 'web_app' become the same path or group ",
        "purpose of guest 'x' has a line break or control character",
      ])
  }
}
