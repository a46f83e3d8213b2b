import FileTrees
import GitReading
import Testing

@Suite struct HeadTests {
  @Test func `a branch without a commit is unborn`() throws {
    let fixture = try Fixture("-b", "a/ü")
    let head = try fixture.open().head()
    #expect(head == Head(commit: nil, branch: "a/ü"))
    #expect(head.commit == nil)
  }

  @Test func `a branch has a name and a commit`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a": "1"])
    let commit = ObjectID(hex: try fixture.git("rev-parse", "HEAD"))
    #expect(try fixture.open().head() == Head(commit: commit, branch: "main"))
  }

  @Test func `a detached HEAD has no branch`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a": "1"])
    try fixture.git("checkout", "-q", "--detach")
    let head = try fixture.open().head()
    #expect(head.branch == nil && head.commit != nil)
  }

  @Test func `a packed ref is found`() throws {
    let fixture = try Fixture()
    try fixture.commit(["a": "1"])
    try fixture.git("pack-refs", "--all")
    #expect(try fixture.open().head().commit != nil)
  }
}
