import Diagnostics
import FileTrees
import Inventories
import Rendering
import Skeletons

/// One test of a skeleton: answers, and the files that they must lay out, from the repository's root.
///
/// Where the answers must be refused, `refused` holds the messages instead.
struct SkeletonTest: Sendable {
  static let answersName = "answers.yaml"
  static let inventoryName = "inventory.yaml"
  static let expectedName = "expected"
  static let refusedName = "refused"

  let name: String
  /// The test's folder, as messages call it.
  let place: String
  private let answers: [UInt8]
  private let inventory: [UInt8]?
  /// What was recorded, below the test's folder: files below `expected/`, or `refused`.
  let recorded: FileTree

  /// Nil without answers.
  init?(_ name: String, _ files: FileTree, at place: String) {
    guard let answers = files[Self.answersName] else { return nil }
    self.name = name
    self.place = place
    self.answers = answers
    inventory = files[Self.inventoryName]
    recorded = FileTree(
      Dictionary(
        files.sorted.filter { path, _ in
          [Self.expectedName, Self.refusedName].contains(path.topText)
        }.map { ($0.path, $0.entry) }
      ) { first, _ in first })
  }

  /// What the skeleton makes of the answers now, in the form in which it is recorded.
  func outcome(of skeleton: Skeleton) throws(Findings) -> FileTree {
    let file = "\(place)/\(Self.answersName)"
    let leaves = try AnswersFile(to: skeleton).answers(in: answers, at: file)
    let given = skeleton.applying(leaves, unsetting: [], to: [:])
    let facts =
      if let inventory {
        try Inventory(parsing: inventory, at: "\(place)/\(Self.inventoryName)")
      } else { Inventory() }
    let rendition: RenderedSkeleton
    do throws(Findings) {
      let values = try skeleton.values(given: given, now: Set(given.keys), inventory: facts)
      rendition = try Renderer.render(skeleton, values)
    } catch {
      return try Self.tree([Self.refusedName: .file(Self.words(of: error))])
    }
    let below = try diagnosing { () throws(PathError) in try RelativePath(Self.expectedName) }
    return rendition.tree.moved(below: below)
  }

  /// How what is recorded differs from what comes of the answers now.
  func faults(of skeleton: Skeleton) -> [Diagnostic] {
    let found: FileTree
    do throws(Findings) {
      found = try outcome(of: skeleton)
    } catch {
      return error.diagnostics
    }
    let hint = "with \(place)/\(Self.answersName); --record accepts the current output"
    return Set(found.paths + recorded.paths).sorted().compactMap { path in
      difference(recorded[path], found[path]).map { line, words in
        Diagnostic(.data, words, at: Place("\(place)/\(path)", line: line), hint: hint)
      }
    }
  }

  /// The first line that differs, and how.
  private func difference(_ expected: Entry?, _ found: Entry?) -> (line: Int?, words: String)? {
    guard let expected else { return (nil, "unexpected file") }
    guard let found else { return (nil, "expected file is missing") }
    let sides = (expected.content?.worktree ?? [], found.content?.worktree ?? [])
    if sides.0 != sides.1 {
      let lines = (Self.lines(sides.0), Self.lines(sides.1))
      let same = zip(lines.0, lines.1).prefix { $0 == $1 }.count
      let shown = [lines.0, lines.1].map { same < $0.count ? "'\(quoted($0[same]))'" : "no line" }
      return (same + 1, "expected \(shown[0]), found \(shown[1])")
    }
    if expected.isExecutable == found.isExecutable { return nil }
    return (
      nil, found.isExecutable ? "unexpectedly executable" : "expected to be executable"
    )
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  private static func words(of findings: Findings) -> String {
    findings.diagnostics.map { $0.message + "\n" }.joined()
  }

  private static func tree(_ files: [String: Entry]) throws(Findings) -> FileTree {
    var tree = FileTree.empty
    for (name, entry) in files {
      tree[try diagnosing { () throws(PathError) in try RelativePath(name) }] = entry
    }
    return tree
  }
}

extension FileTree {
  /// The bytes of a file at the top.
  fileprivate subscript(name: String) -> [UInt8]? {
    (try? RelativePath(name)).flatMap { self[$0]?.content?.worktree }
  }
}
