import FileTrees
import Handoffs
import Testing

@Suite struct VerificationTests {
  /// A manifest of one added, one modified and one deleted file, and what stands where it is fulfilled.
  private let manifest: Manifest
  private var standing: CheckedTree

  init() throws {
    manifest = try Sample.manifest([
      Sample.file("added", nil, Sample.version("3")),
      Sample.file("changed", Sample.version("4"), Sample.version("5", .executable)),
      Sample.file("gone", Sample.version("6"), nil),
    ])
    standing = CheckedTree(
      base: Sample.commit,
      before: [
        try Sample.path("changed"): Sample.version("4"), try Sample.path("gone"): Sample.version("6"),
      ],
      found: [
        try Sample.path("added"): .version(Sample.version("3")),
        try Sample.path("changed"): .version(Sample.version("5", .executable)),
      ],
      others: [
        Extra(path: try Sample.path("added"), status: .added),
        Extra(path: try Sample.path("gone"), status: .deleted),
      ],
      tree: Sample.oid("2"))
  }

  private func words(_ edit: (inout CheckedTree) throws -> Void) throws -> [String] {
    var edited = standing
    try edit(&edited)
    return Verification(of: manifest, against: edited).differences
      .map { [$0.path?.description, $0.words].compactMap(\.self).joined(separator: " ") }
  }

  @Test func `what was handed off has no difference`() throws {
    let verification = Verification(of: manifest, against: standing)
    #expect(verification.isExact)
    #expect(!verification.baseMoved)
  }

  @Test func `one byte, one mode and one extra file are each named`() throws {
    let found = try words {
      $0.found[try Sample.path("added")] = .version(Sample.version("9"))
      $0.found[try Sample.path("changed")] = .version(Sample.version("5"))
      $0.others.append(Extra(path: try Sample.path("more"), status: .added))
    }
    #expect(
      found == [
        "added has different contents: 99999999, not 33333333", "changed has mode 100644, not 100755",
        "more is added, and is not in the handoff",
      ])
  }

  @Test func `what is missing, still there or no file is said`() throws {
    let found = try words {
      $0.found[try Sample.path("added")] = nil
      $0.found[try Sample.path("changed")] = .other("a folder")
      $0.found[try Sample.path("gone")] = .version(Sample.version("6"))
    }
    #expect(
      found == [
        "added is missing", "changed is a folder, not a file", "gone is still there, and should be deleted",
      ])
  }

  @Test func `another tree is a difference where no file explains it`() throws {
    #expect(try words { $0.tree = Sample.oid("7") }.count == 1)
  }

  @Test func `a base that moved elsewhere is no difference, and has another tree`() throws {
    var moved = standing
    moved.base = Sample.oid("8")
    moved.tree = Sample.oid("7")
    let verification = Verification(of: manifest, against: moved)
    #expect(verification.isExact)
    #expect(verification.baseMoved)
  }

  @Test func `a base that moved under a listed file is a difference`() throws {
    let found = try words {
      $0.base = Sample.oid("8")
      $0.before[try Sample.path("changed")] = Sample.version("7")
      $0.before[try Sample.path("added")] = Sample.version("1")
      $0.before[try Sample.path("gone")] = nil
    }
    #expect(
      found == [
        "added started from nothing, but the commit before has 11111111 (100644)",
        "changed started from 44444444 (100644), but the commit before has 77777777 (100644)",
        "gone started from 66666666 (100644), but the commit before has nothing",
      ])
  }

  @Test func `a working tree that is committed already is what was handed off`() throws {
    var done = standing
    done.base = Sample.oid("8")
    done.before = [
      try Sample.path("added"): Sample.version("3"),
      try Sample.path("changed"): Sample.version("5", .executable),
    ]
    done.others = []
    #expect(!Verification(of: manifest, against: done).isExact)
    done.mayBeCommitted = true
    #expect(Verification(of: manifest, against: done).isExact)
  }
}
