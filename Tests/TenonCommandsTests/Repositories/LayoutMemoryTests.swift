import Foundation
import Testing
import TestSupport

/// A repository of so many files that where things go is remembered: no answer may be an old one.
struct LayoutMemoryTests {
  private func place(in sandbox: Sandbox) throws -> String {
    let finished = try sandbox.tenon("new", "ansible-role", "web", "--dry-run", in: "repo")
    #expect(finished.status == 0, "\(finished.errorText)")
    let paths = finished.text.matches(of: #/[a-z/]*roles/web/tasks/main\.yml/#).map { String($0.0) }
    return paths.first ?? finished.text
  }

  @Test func `where roles go follows git's index, remembered or not`() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    for number in 0..<1000 { try sandbox.write("repo/notes/\(number).txt", "\(number)\n") }
    for role in ["one", "two"] {
      try sandbox.write("repo/ansible/roles/\(role)/tasks/main.yml", "---\n- ansible.builtin.ping:\n")
    }
    try sandbox.commitAll("roles")
    #expect(try place(in: sandbox) == "ansible/roles/web/tasks/main.yml")
    // A dry run makes no folder where there is none, not even for what it found out.
    #expect(!sandbox.exists("repo/.tenon"))
    try sandbox.write("repo/.tenon/.gitignore", "/handoffs/\n/state/\n")
    #expect(try place(in: sandbox) == "ansible/roles/web/tasks/main.yml")
    #expect(sandbox.exists("repo/.tenon/state/cache/layout"))
    #expect(try place(in: sandbox) == "ansible/roles/web/tasks/main.yml")
    try sandbox.git("mv", "ansible", "infra")
    #expect(try place(in: sandbox) == "infra/roles/web/tasks/main.yml")
    // What another command laid out meanwhile, and git does not know, changes nothing.
    #expect(try sandbox.tenon("new", "shell-script", "tidy", in: "repo").status == 0)
    #expect(try place(in: sandbox) == "infra/roles/web/tasks/main.yml")
  }
}
