import Testing

/// What is asked of a person who lays out a unit, and what is not.
struct InterviewTests {
  private func scene(_ variables: String) throws -> Scene {
    let scene = try Scene()
    try scene.writeSkeleton(
      "proxy",
      """
      name: proxy
      version: 1.0.0
      summary: A proxy
      destination: proxies/<% name %>
      variables:
        name: { type: string, pattern: "[a-z]+", help: The proxy }
      \(variables.split(separator: "\n").map { "  \($0)\n" }.joined())
      """, ["f": "<% name %>\n"])
    return scene
  }

  @Test func `only what must be answered is asked, until it is answered well`() throws {
    let scene = try scene(
      "port: { type: integer, min: 1, help: Where }\nlog: { type: string, default: info }")
    let person = ScriptedPerson("Web", "web", "many", "0", "80")
    #expect(try scene.new(nil, of: "proxy", asking: person).state == .applied)
    #expect(
      person.asked == [
        "name (The proxy):", "name (The proxy):", "port (Where):", "port (Where):", "port (Where):",
      ])
    #expect(person.told.count == 3 && person.isDone)
    #expect(scene.exists("proxies/web/f"))
  }

  @Test func `whoever has answered everything is asked nothing`() throws {
    let scene = try scene("kind: { type: choice, choices: [a, b], default: a, ask: true }")
    let person = ScriptedPerson()
    try scene.new("web", of: "proxy", set: ["kind=b"], asking: person)
    #expect(person.asked == [] && person.told == [])
  }

  @Test func `what the skeleton wants asked shows its default, and an empty line takes it`() throws {
    let scene = try scene(
      "kind: { type: choice, choices: { a: the first, b: the second }, default: a, ask: true, help: Which }")
    let person = ScriptedPerson("")
    try scene.new("web", of: "proxy", asking: person)
    #expect(person.asked == ["kind (Which) [a]:"])
    #expect(person.told == ["  a: the first", "  b: the second"])
    #expect(try !scene.text(".tenon/units/proxy/web/record.json").contains("kind"))
  }

  @Test(arguments: [("y", 2), ("yes", 2), ("more", 2), ("", 0), ("n", 0)])
  func `the rest is asked on demand`(reply: String, more: Int) throws {
    let scene = try scene(
      "kind: { type: string, default: a, ask: true }\nlog: { type: string, default: info }\nuser: { type: string, default: root }"
    )
    let person = ScriptedPerson("b", reply, "debug", "ann")
    try scene.new("web", of: "proxy", asking: person)
    #expect(person.asked.prefix(2) == ["kind [a]:", "more questions (2)? [y/N]"])
    #expect(person.asked.count == 2 + more)
    #expect(try scene.text(".tenon/units/proxy/web/record.json").contains("debug") == (more > 0))
  }

  @Test func `what does not apply by the answers so far is not asked`() throws {
    let scene = try scene(
      "tls: { type: boolean, default: false, ask: true }\ncertificate: { type: string, when: { tls: true } }")
    let no = ScriptedPerson("")
    try scene.new("web", of: "proxy", asking: no)
    #expect(no.asked == ["tls [false]:"])
    let yes = ScriptedPerson("true", "/etc/tls.pem")
    try scene.new("api", of: "proxy", asking: yes)
    #expect(yes.asked == ["tls [false]:", "certificate:"])
  }

  @Test func `items of a map and of objects are asked one by one`() throws {
    let scene = try scene(
      """
      env: { type: map, ask: true, help: Variables }
      hosts: { type: objects, ask: true, fields: { address: { type: string }, port: { type: integer, default: 22, help: Where } } }
      """)
    let person = ScriptedPerson("TZ", "UTC", "", "www", "10.0.0.1", "none", "", "")
    try scene.new("web", of: "proxy", asking: person)
    #expect(
      person.asked == [
        "env (Variables), a name (empty to finish):", "env.TZ:", "env (Variables), a name (empty to finish):",
        "hosts, a name (empty to finish):", "hosts.www.address:", "hosts.www.port (Where) [22]:",
        "hosts.www.port (Where) [22]:", "hosts, a name (empty to finish):",
      ])
    let answers = try scene.answers("proxy/web")
    #expect(answers == ["env.TZ=UTC", "hosts.www#=1", "hosts.www.address=10.0.0.1", "name=web"])
  }

  @Test func `where the input ends, what is missing is refused as without a person`() throws {
    let scene = try scene("port: { type: integer }")
    let person = ScriptedPerson()
    let refused = refusal { try scene.new("web", of: "proxy", asking: person) }
    #expect(refused.code == .missingAnswer && person.asked == ["port:"])
    #expect(!scene.exists("proxies"))
  }

  @Test func `the workspace's defaults are not asked for`() throws {
    let scene = try scene("port: { type: integer }")
    try scene.write([".tenon/workspace.yaml": "defaults: { port: 80 }\n"])
    let person = ScriptedPerson()
    try scene.new("web", of: "proxy", asking: person)
    #expect(person.asked == [])
  }

  @Test(arguments: [("y", true), ("Yes", true), ("", false), ("n", false)])
  func `a skeleton that was meant is offered, never taken silently`(reply: String, isTaken: Bool) throws {
    let scene = try scene("")
    let person = ScriptedPerson(reply)
    let outcome = try? scene.new("web", of: "prox", asking: person)
    #expect(person.asked == ["run tenon new proxy web instead? [y/N]"])
    #expect((outcome?.state == .applied) == isTaken && scene.exists("proxies/web/f") == isTaken)
  }

  @Test func `a new version's questions are asked in an update, with the unit's name`() throws {
    let scene = try scene("")
    try scene.new("web", of: "proxy")
    try scene.writeSkeleton(
      "proxy",
      "name: proxy\nversion: 1.1.0\nsummary: A proxy\ndestination: proxies/<% name %>\nvariables:\n  name: { type: string }\n  port: { type: integer, help: Where }\n",
      ["f": "<% name %> <% port %>\n"])
    let alone = try scene.update()
    #expect(alone.failures.map(\.code) == [.missingAnswer] && alone.exitStatus == 1)
    let person = ScriptedPerson("many", "80")
    #expect(try scene.update(asking: person).state == .applied)
    #expect(person.told.first == "proxy/web has new required variables:")
    #expect(person.asked == ["port (Where):", "port (Where):"])
    #expect(try scene.text("proxies/web/f") == "web 80\n")
  }

  @Test func `a new version's question is asked only where it applies`() throws {
    let scene = try scene("tls: { type: boolean, default: false }")
    try scene.new("web", of: "proxy")
    try scene.new("api", of: "proxy", set: ["tls=true"])
    try scene.writeSkeleton(
      "proxy",
      """
      name: proxy
      version: 1.1.0
      summary: A proxy
      destination: proxies/<% name %>
      variables:
        name: { type: string }
        tls: { type: boolean, default: false }
        certificate: { type: string, when: { tls: true } }

      """, ["f": "<% name %> <% certificate %>\n"])
    let person = ScriptedPerson("/etc/tls.pem")
    #expect(try scene.update(asking: person).exitStatus == 0)
    #expect(person.asked == ["certificate:"] && person.told == ["proxy/api has new required variables:"])
    #expect(try scene.text("proxies/api/f") == "api /etc/tls.pem\n")
  }
}
