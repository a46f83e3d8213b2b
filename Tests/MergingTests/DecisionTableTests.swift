import FileTrees
import Merging
import Testing
import Texts

/// Every combination of what base, ours and theirs can be, against a reference of one line a row of the table.
struct DecisionTableTests {
  /// A is what base mostly is; B and C change the same line; a far line merges with either.
  private static let states: [Entry?] = [
    nil, .file("A\n"), .file("A\n", executable: true), .file("B\n"), .file("B\n", executable: true),
    .file("C\n"), .file("A\0"), .file("B\0"), .symlink(target: Array("A".utf8)),
    .symlink(target: Array("B".utf8)), .folder, .repository, .special,
  ]

  @Test func `each combination is decided as the table says`() throws {
    for base in Self.states {
      for ours in Self.states {
        for theirs in Self.states {
          let decision = try decide(base: base, ours: ours, theirs: theirs)
          #expect(word(decision) == expected(base, ours, theirs), "\(words(base, ours, theirs))")
        }
      }
    }
  }

  @Test func `a file written once is created, and never touched again`() throws {
    for base in Self.states {
      for ours in Self.states {
        for theirs in Self.states {
          let decision = try decide(base: base, ours: ours, theirs: theirs, writtenOnce: true)
          #expect(word(decision) == expectedOnce(base, ours, theirs), "\(words(base, ours, theirs))")
        }
      }
    }
  }

  /// The table of DESIGN's chapter on updates, top to bottom.
  private func expected(_ base: Entry?, _ ours: Entry?, _ theirs: Entry?) -> String {
    if base == nil && theirs == nil { return "nothing" }
    if base == nil && ours == nil { return "create" }
    if base == nil && ours == theirs { return "take" }
    if base == nil { return "conflict " + obstacle(ours, theirs) }
    if ours == nil && theirs == nil { return "forget" }
    if ours == nil { return theirs == base ? "stay deleted" : "conflict deleted-changed" }
    if theirs == nil { return ours == base ? "delete" : "conflict changed-deleted" }
    if theirs == base { return ours == base ? "unchanged" : "keep" }
    if ours == base { return "update" }
    return ours == theirs ? "current" : meeting(base, ours, theirs)
  }

  private func expectedOnce(_ base: Entry?, _ ours: Entry?, _ theirs: Entry?) -> String {
    if base == nil && theirs == nil { return "nothing" }
    if base == nil { return ours == nil ? "create" : "take" }
    if theirs == nil { return "forget" }
    return ours == nil ? "stay deleted" : ours == base ? "unchanged" : "keep"
  }

  private func obstacle(_ ours: Entry?, _ theirs: Entry?) -> String {
    guard let mine = ours?.content, let new = theirs?.content else { return "in-the-way" }
    return mine == new ? "mode" : "added-both"
  }

  /// Both moved apart: modes always merge, one line does not, and nothing but files merges at all.
  private func meeting(_ base: Entry?, _ ours: Entry?, _ theirs: Entry?) -> String {
    guard let old = base?.content, let mine = ours?.content, let new = theirs?.content else {
      return "conflict kind"
    }
    if mine == new || mine == old || new == old { return "merge" }
    return [old, mine, new].contains { $0.stored.contains(0) } ? "conflict binary" : "conflict text"
  }

  private func word(_ decision: Decision?) -> String {
    switch decision {
    case nil: "nothing"
    case .create: "create"
    case .takeUnderManagement: "take"
    case .unchanged: "unchanged"
    case .update: "update"
    case .keep: "keep"
    case .current: "current"
    case .merge: "merge"
    case .stayDeleted: "stay deleted"
    case .delete: "delete"
    case .forget: "forget"
    case .conflict(let conflict): "conflict \(conflict.kind.rawValue)"
    }
  }

  private func words(_ base: Entry?, _ ours: Entry?, _ theirs: Entry?) -> String {
    [base, ours, theirs].map { $0.map { "\($0.kindWords) \($0.mode?.rawValue ?? "")" } ?? "–" }
      .joined(separator: " | ")
  }
}

/// What comes of a decision.
struct DecisionResultTests {
  @Test func `the person's executable bit and the skeleton's lines come together`() throws {
    let decision = try decide(
      base: .file("1\n2\n3\n"), ours: .file("1\n2\n3\n", executable: true), theirs: .file("1\n2\n4\n"))
    #expect(decision == .merge(.file("1\n2\n4\n", executable: true)))
  }

  @Test func `lines of both come together`() throws {
    let decision = try decide(
      base: .file("1\n2\n3\n"), ours: .file("x\n2\n3\n"), theirs: .file("1\n2\ny\n", executable: true))
    #expect(decision == .merge(.file("x\n2\ny\n", executable: true)))
  }

  @Test func `a conflict decided for one side keeps the other side's changes elsewhere`() throws {
    let decision = try decide(
      base: .file("1\n2\n3\n4\n5\n"), ours: .file("x\n2\n3\n4\nmine\n"),
      theirs: .file("y\n2\nnew\n4\n5\n"))
    guard case .conflict(let conflict) = decision else {
      Issue.record("\(String(describing: decision))")
      return
    }
    #expect(try conflict.favouring(.ours) == .file("x\n2\nnew\n4\nmine\n"))
    #expect(try conflict.favouring(.theirs) == .file("y\n2\nnew\n4\nmine\n"))
    #expect(conflict.canHoldMarkers && !conflict.isInTheWay)
    let marked = try #require(try conflict.marked(MergeLabels(theirs: "role 2.0.0"))?.content)
    #expect(hasConflictMarkers(marked.stored))
    #expect(
      String(decoding: marked.stored, as: UTF8.self).hasPrefix(
        "<<<<<<< ours\nx\n||||||| base\n1\n=======\ny\n>>>>>>> role 2.0.0\n2\nnew\n"))
  }

  @Test func `what is in the way is taken whole or not at all`() throws {
    let decision = try decide(base: nil, ours: .file("a\nb\n"), theirs: .file("a\nc\n"))
    guard case .conflict(let conflict) = decision else {
      Issue.record("\(String(describing: decision))")
      return
    }
    #expect(conflict.isInTheWay)
    #expect(try conflict.favouring(.ours) == .file("a\nb\n"))
    #expect(try conflict.favouring(.theirs) == .file("a\nc\n"))
  }

  @Test(arguments: ["A\0B", "caf\u{E9}"])
  func `a file that is no UTF-8 text and changed on both sides holds no markers`(text: String) throws {
    func latin(_ text: String) -> Entry {
      .file(Content(text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }), executable: false)
    }
    let decision = try decide(base: latin(text), ours: latin(text + "x"), theirs: latin(text + "y"))
    guard case .conflict(let conflict) = decision else {
      Issue.record("\(String(describing: decision))")
      return
    }
    #expect(conflict.kind == .binary && !conflict.canHoldMarkers)
    #expect(try conflict.marked(MergeLabels()) == nil)
    #expect(try conflict.favouring(.theirs) == latin(text + "y"))
  }
}
