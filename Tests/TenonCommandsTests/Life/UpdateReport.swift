import FileTrees
import Foundation
import TestSupport

/// What `tenon update --json` says, as far as a law looks at it.
struct UpdateReport: Decodable, Equatable {
  let schema: String
  let state: String
  let files: [File]
  let conflicts: [Conflict]

  struct File: Decodable, Equatable {
    let path: String
    let from: String?
    let source: String
    let action: String
    let reason: String?
    let changed: Bool
  }

  struct Conflict: Decodable, Equatable {
    let path: String
    let kind: String
    let reason: String
    let canHoldMarkers: Bool

    enum CodingKeys: String, CodingKey {
      case path, kind, reason
      case canHoldMarkers = "can_hold_markers"
    }
  }

  init(_ finished: Finished) throws {
    do {
      self = try JSONDecoder().decode(Self.self, from: finished.output)
    } catch {
      throw ProgramFailure(arguments: ["tenon", "update"], finished: finished)
    }
  }

  /// Every path where something is written, moved or deleted.
  var touched: Set<String> {
    Set(files.filter(\.changed).flatMap { [$0.path, $0.from].compactMap(\.self) })
  }

  /// Where files went.
  var moves: [String: String] {
    Dictionary(uniqueKeysWithValues: files.compactMap { file in file.from.map { ($0, file.path) } })
  }
}

/// What a person has in a repository: every file but git's, tenon's and the skeletons.
struct Belongings: Equatable {
  let all: Snapshot

  init(of folder: String, in sandbox: Sandbox) throws {
    all = try Snapshot(of: sandbox.path(folder)).without(".git").without(".tenon").without("skeletons")
  }

  /// Paths of files that are not as they were.
  func changes(since earlier: Belongings) -> Set<String> {
    let paths = Set(all.items.keys).union(earlier.all.items.keys)
    return Set(
      paths.filter { all.items[$0] != earlier.all.items[$0] && !isFolder($0) && !earlier.isFolder($0) }
        .map(\.description))
  }

  private func isFolder(_ path: RelativePath) -> Bool {
    if case .folder = all.items[path] { true } else { false }
  }
}
