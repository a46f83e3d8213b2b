import Applying
import Disk
import FileTrees
import Testing
import TestSupport

/// What is on disk at which moment: each of these waits could be left out, and no test on a running machine would notice.
struct WriteOrderTests {
  /// What an apply or an undo did, with what a power cut would take away at each moment.
  private final class Recorder: @unchecked Sendable {
    private(set) var operations: [DiskOperation] = []
    /// Files whose contents, and folders whose entries, are not on disk yet.
    private var unsynced: Set<RelativePath> = []
    /// By the number of the operation: what was not on disk before it.
    private(set) var lost: [Set<RelativePath>] = []

    var interrupt: Interrupt {
      { operation throws(DiskError) in
        self.operations.append(operation)
        self.lost.append(self.unsynced)
        self.note(operation)
      }
    }

    var lostInTheEnd: Set<RelativePath> { unsynced }

    private func note(_ operation: DiskOperation) {
      switch operation {
      case .write(let path, _, _, _): unsynced.formUnion([path, path.parent ?? .root])
      case .makeFolder(let path, _): unsynced.insert(path.parent ?? .root)
      case .remove(let path), .removeFolder(let path):
        unsynced.insert(path.parent ?? .root)
        unsynced.remove(path)
      case .move(let path, let other), .exchange(let path, let other):
        unsynced.formUnion([path.parent ?? .root, other.parent ?? .root])
      case .sync(let paths): unsynced.subtract(paths)
      case .syncAll: unsynced = []
      }
    }

    /// What is not on disk when a folder of the state gets the other name for the first time.
    func lost(beforeMoving path: String, to other: String) -> [String]? {
      operations.indices.first {
        guard case .move(let from, let to) = operations[$0] else { return false }
        return from.description == path && to.description == other
      }.map { lost[$0].map(\.description).sorted() }
    }

    /// The same for the folder of what is not finished; making a folder beside it may still be lost.
    func lost(beforeConcluding path: String, as other: String) -> [String]? {
      lost(beforeMoving: path, to: other)?.filter { $0 != ".tenon/state" }
    }

    /// What is not on disk when the first file of the working tree is touched.
    var lostBeforeTheFirstFile: [String]? {
      operations.firstIndex(where: \.touchesWorkingTree).map { lost[$0].map(\.description).sorted() }
    }
  }

  private static let state = ".tenon/state"
  private static let few = 1
  private static let many = 65

  private func bench(_ count: Int) throws -> (Bench, [Change]) {
    let bench = try Bench()
    let more = try (1..<count).map { try bench.change("many/\($0).txt", to: "\($0)\n") }
    return (bench, try bench.changes() + more)
  }

  @Test(arguments: [few, many])
  func `an apply waits for what is staged, for the journal, for every move, and for the end`(
    count: Int
  ) throws {
    let (bench, changes) = try bench(count)
    let recorder = Recorder()
    _ = try bench.apply(changes, interrupt: recorder.interrupt)
    let pending = "\(Self.state)/pending"
    #expect(recorder.lost(beforeMoving: "\(pending)/journal.part", to: "\(pending)/journal.json") == [])
    #expect(recorder.lostBeforeTheFirstFile == [])
    #expect(recorder.lost(beforeConcluding: pending, as: "\(Self.state)/log/1") == [])
    #expect(recorder.lostInTheEnd == [])
  }

  @Test(arguments: [few, many])
  func `an undo waits for its beginning, for every move, and for the end`(count: Int) throws {
    let (bench, changes) = try bench(count)
    _ = try bench.apply(changes)
    let recorder = Recorder()
    _ = try bench.undo(interrupt: recorder.interrupt)
    #expect(recorder.lostBeforeTheFirstFile == [])
    #expect(
      recorder.lost(beforeConcluding: "\(Self.state)/undoing/1", as: "\(Self.state)/undone/1") == [])
    #expect(recorder.lostInTheEnd == [])
  }

  @Test(arguments: [few, many])
  func `a redo waits for its beginning, for every move, and for the end`(count: Int) throws {
    let (bench, changes) = try bench(count)
    _ = try bench.apply(changes)
    _ = try bench.undo()
    let recorder = Recorder()
    _ = try bench.redo(interrupt: recorder.interrupt)
    #expect(recorder.lostBeforeTheFirstFile == [])
    #expect(recorder.lost(beforeConcluding: "\(Self.state)/redoing/1", as: "\(Self.state)/log/1") == [])
    #expect(recorder.lostInTheEnd == [])
  }

  @Test func `a recovery waits for every move before it is no longer known`() throws {
    let bench = try Bench()
    let counter = Trouble()
    _ = try Bench().apply(try Bench().changes(), interrupt: counter.interrupt)
    try? _ = bench.apply(try bench.changes(), interrupt: Trouble.forever(from: counter.lastFile).interrupt)
    let recorder = Recorder()
    #expect(try bench.recover(interrupt: recorder.interrupt)?.outcome == .takenBack)
    #expect(recorder.lost(beforeConcluding: "\(Self.state)/pending", as: "\(Self.state)/done/1") == [])
  }
}
