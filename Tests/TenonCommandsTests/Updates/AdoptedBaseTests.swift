import Foundation
import Testing
import TestSupport

/// What tenon keeps of a file that a person had before.
struct AdoptedBaseTests {
  private func adopted(_ text: String) throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write("repo/.tenon/workspace.yaml", "skeletons: [{ path: skeletons }]\n")
    try sandbox.write("repo/skeletons/app/skeleton.yaml", smallSkeleton("app", destination: "apps"))
    try sandbox.write("repo/skeletons/app/files/app.yml", "name: <% name %>\nport: 80\n")
    try sandbox.write("repo/apps/web/app.yml", text)
    try sandbox.commitAll("by hand")
    let adopted = try sandbox.tenon("adopt", "app", "web", in: "repo")
    #expect(adopted.status == 0, "\(adopted.errorText)")
    try sandbox.commitAll("adopted")
    return sandbox
  }

  private func base(in sandbox: Sandbox) throws -> String {
    String(decoding: try sandbox.read("repo/.tenon/units/app/web/base"), as: UTF8.self)
  }

  @Test func `the base has what the person had, so that nobody needs git's object`() throws {
    let sandbox = try adopted("name: web\nport: 80\nmine: 1\n")
    #expect(try base(in: sandbox).contains("mine: 1"))
  }

  @Test func `a credential of the person's is not copied, and an update keeps the file all the same`() throws
  {
    let secret = "kJ8s2mPq9xW4tR7v"
    let sandbox = try adopted("name: web\nport: 80\npassword: \(secret)\n")
    #expect(try !base(in: sandbox).contains(secret))
    try sandbox.write("repo/skeletons/app/files/app.yml", "name: <% name %>\nport: 81\n")
    let updated = try sandbox.tenon("update", in: "repo")
    #expect(updated.status == 0, "\(updated.text)\(updated.errorText)")
    #expect(try !base(in: sandbox).contains(secret))
    let file = String(decoding: try sandbox.read("repo/apps/web/app.yml"), as: UTF8.self)
    #expect(file == "name: web\nport: 81\npassword: \(secret)\n")
  }
}
