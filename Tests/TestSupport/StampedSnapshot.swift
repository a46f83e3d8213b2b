import Foundation

/// A snapshot with the time of every file and folder: not even a rewrite with the same bytes goes unseen.
package struct StampedSnapshot: Equatable, Sendable {
  package let contents: Snapshot
  private let times: [String: Date]

  package init(of folder: String) throws {
    contents = try Snapshot(of: folder)
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    times = try ([""] + names).reduce(into: [:]) { times, name in
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      times[name] = attributes[.modificationDate] as? Date
    }
  }

  /// What differs from an earlier state, a line a path; empty where nothing does.
  package func differences(from earlier: StampedSnapshot) -> [String] {
    let touched = Set(times.keys).union(earlier.times.keys).filter { times[$0] != earlier.times[$0] }.sorted()
    return contents.differences(from: earlier.contents) + touched.map { "touched: \($0)" }
  }
}

/// Whether this machine lets us mount in a namespace of our own: root in a container often may not.
package let canMount: Bool = {
  let tried = try? runProgram(
    "unshare", ["-m", "mount", "--bind", "/tmp", "/tmp"], in: "/", environment: ["PATH": searchPath])
  return tried?.status == 0
}()
