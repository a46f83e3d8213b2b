import Structures
import Testing

/// By a file's name alone.
struct StructureFormatTests {
  @Test(arguments: [
    ".env", ".env.example", "web.env", "env-example", "example.env", "common.env.sample", "db-env.template",
    ".envrc", "env.dist",
  ])
  func `env files are known by the word in their names`(name: String) {
    #expect(StructureFormat(fileName: name) == .env)
  }

  @Test(arguments: ["env.py", "environment", ".env.j2", "env.example.tmpl", "envoy.test", "example"])
  func `what only looks like an env file is none`(name: String) {
    #expect(StructureFormat(fileName: name) != .env)
  }
}
