import Testing
import TestSupport

/// What `tenon new` asks a person at a terminal, and that it asks nobody else.
struct InterviewTests {
  private static let declaration = """
    name: proxy
    version: 1.0.0
    summary: A proxy
    destination: proxies/<% name %>
    variables:
      name: { type: string, pattern: "[a-z]+" }
      kind: { type: choice, choices: { plain: without TLS, tls: with TLS }, default: plain, ask: true, help: "What it speaks" }
      certificate: { type: string, format: path, when: { kind: tls }, ask: true, default: /etc/tls.pem }
      env: { type: map, ask: true }
      hosts: { type: objects, fields: { port: { type: integer, format: port, help: "Its port" } } }
      log: { type: string, default: info }

    """

  private func workspace() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write("repo/shelf/proxy/skeleton.yaml", Self.declaration)
    try sandbox.write(
      "repo/shelf/proxy/files/f",
      "<% kind %> <% certificate %> <% json(env) %><%# hosts %> <% .key %>:<% .port %><%/ hosts %> <% log %>\n"
    )
    return sandbox
  }

  @Test func `what is marked is asked with its default, and the rest on demand`() throws {
    let sandbox = try workspace()
    let session = try sandbox.tenonOnTerminal(
      "new", "./shelf/proxy", "web",
      replies: [
        Reply(to: "kind (What it speaks) [plain]:", "tls\n"), Reply(to: "certificate [/etc/tls.pem]:", "\n"),
        Reply(to: "env, a name", "TZ\n"), Reply(to: "env.TZ:", "UTC\n"), Reply(to: "env, a name", "\n"),
        Reply(to: "more questions (2)?", "y\n"), Reply(to: "hosts, a name", "www\n"),
        Reply(to: "hosts.www.port (Its port):", "70000\n"), Reply(to: "hosts.www.port (Its port):", "443\n"),
        Reply(to: "hosts, a name", "\n"), Reply(to: "log [info]:", "debug\n"),
      ])
    #expect(session.status == 0, "\(session.screen)")
    #expect(session.screen.contains("tls: with TLS"))
    #expect(session.screen.contains("70000 is not between 1 and 65535"))
    #expect(try sandbox.text("repo/proxies/web/f") == "tls /etc/tls.pem { \"TZ\": \"UTC\" } www:443 debug\n")
  }

  @Test func `what does not apply is not asked, and nothing more where nobody wants it`() throws {
    let sandbox = try workspace()
    let session = try sandbox.tenonOnTerminal(
      "new", "./shelf/proxy", "web",
      replies: [
        Reply(to: "kind", "\n"), Reply(to: "env, a name", "\n"), Reply(to: "more questions", "\n"),
      ])
    #expect(session.status == 0, "\(session.screen)")
    #expect(!session.screen.contains("certificate"))
    #expect(try sandbox.text("repo/proxies/web/f") == "plain  {} info\n")
  }

  @Test func `without a terminal nobody is asked`() throws {
    let sandbox = try workspace()
    let result = try sandbox.tenon("new", "./shelf/proxy", "web")
    #expect(result.status == 0)
    #expect(!result.errorText.contains("?"))
  }

  @Test(arguments: [("y\n", true), ("\n", false)])
  func `a name that no skeleton has is offered, and never taken silently`(reply: String, isTaken: Bool) throws
  {
    let sandbox = try workspace()
    let session = try sandbox.tenonOnTerminal(
      "new", "confg-file", "web", replies: [Reply(to: "tenon new config-file web instead?", reply)])
    #expect((session.status == 0) == isTaken, "\(session.screen)")
  }
}
