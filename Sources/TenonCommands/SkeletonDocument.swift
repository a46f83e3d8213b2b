import Diagnostics
import FileTrees
import Jobs
import JSONCoding
import Skeletons
import Workspaces

/// The catalogue as `tenon.skeletons/1`.
struct SkeletonListDocument: Codable {
  var schema = "tenon.skeletons/1"
  let skeletons: [Item]

  struct Item: Codable {
    let name: String
    let version: String?
    let summary: String?
    let source: String
    let shadowedBy: String?
    let error: String?

    enum CodingKeys: String, CodingKey {
      case name, version, summary, source, error
      case shadowedBy = "shadowed_by"
    }
  }

  init(_ skeletons: [ListedSkeleton]) {
    self.skeletons = skeletons.map { item in
      let skeleton: Skeleton? = if case .skeleton(let skeleton) = item.content { skeleton } else { nil }
      let fault: Diagnostic? = if case .broken(let fault) = item.content { fault } else { nil }
      return Item(
        name: item.name, version: skeleton?.version.description, summary: skeleton?.summary,
        source: item.origin.text, shadowedBy: item.shadowedBy?.text,
        error: fault.map { "\($0.place.map { "\($0): " } ?? "")\($0.message)" })
    }
  }
}

/// One skeleton as `tenon.skeleton/1`.
struct SkeletonDocument: Codable {
  var schema = "tenon.skeleton/1"
  let name: String
  let version: String
  let summary: String
  let description: String
  let source: String
  let digest: String
  let destination: String
  let variables: [Question]
  let files: [File]
  let changes: [String: [String]]
  /// What a coding agent has to do about a version.
  let agentChanges: [String: [String]]

  enum CodingKeys: String, CodingKey {
    case schema, name, version, summary, description, source, digest, destination, variables, files, changes
    case agentChanges = "agent_changes"
  }

  struct Question: Codable {
    let name: String
    let type: String
    let help: String
    let required: Bool
    let `default`: String?
    let example: String?
    let pattern: String?
    let choices: [String]?
    let follows: String?
  }

  struct File: Codable {
    let source: String
    let path: String
    let when: String?
    let each: String?
    let keep: Bool
    let executable: Bool
  }

  init(_ found: FoundSkeleton) {
    let skeleton = found.skeleton
    name = skeleton.name
    version = skeleton.version.description
    summary = skeleton.summary
    description = skeleton.description
    source = found.origin.text
    digest = found.digest.hex
    destination = skeleton.destinationWords
    variables = skeleton.variables.map {
      Question(
        name: $0.name, type: $0.kind.rawValue, help: $0.help, required: $0.needsAnswer,
        default: $0.defaultWords,
        example: $0.example, pattern: $0.rules.pattern?.text,
        choices: $0.rules.choices.isEmpty ? nil : $0.rules.choices, follows: $0.rules.follows)
    }
    files = skeleton.files.map {
      File(
        source: $0.source.description, path: $0.pathWords ?? $0.source.description, when: $0.whenWords,
        each: $0.each?.words,
        keep: $0.keep, executable: $0.isExecutable)
    }
    changes = Dictionary(skeleton.changes.map { ($0.version.description, $0.sentences) }) { first, _ in first
    }
    agentChanges = Dictionary(
      skeleton.changes.filter { !$0.agentSentences.isEmpty }.map {
        ($0.version.description, $0.agentSentences)
      }
    ) { first, _ in first }
  }
}

/// What a check found, as `tenon.skeleton-check/1`.
struct SkeletonCheckDocument: Codable {
  var schema = "tenon.skeleton-check/1"
  let name: String
  let version: String
  let combinations: Int
  let files: Int
  /// How many tests the skeleton has.
  let tests: Int
  /// What `--record` wrote.
  let recorded: [String]
  let faults: [Finding]
  let remarks: [Finding]

  struct Finding: Codable {
    let message: String
    let path: String?
    let line: Int?
    let column: Int?
    let hints: [String]

    init(_ diagnostic: Diagnostic) {
      message = diagnostic.message
      path = diagnostic.place?.path
      line = diagnostic.place?.line
      column = diagnostic.place?.column
      hints = diagnostic.hints
    }
  }

  init(_ trial: SkeletonTrial, recorded: [RelativePath] = []) {
    name = trial.skeleton.name
    version = trial.skeleton.version.description
    combinations = trial.combinations
    files = trial.files
    tests = trial.tests
    self.recorded = recorded.map(\.description)
    faults = trial.faults.map(Finding.init)
    remarks = trial.remarks.map(Finding.init)
  }
}

/// A skeleton that was begun, as `tenon.skeleton-new/1`.
struct SkeletonStartDocument: Codable {
  var schema = "tenon.skeleton-new/1"
  let name: String
  let folder: String
  let written: Bool
  let files: [File]

  struct File: Codable {
    let path: String
  }

  init(_ start: SkeletonStart, isWritten: Bool) {
    name = start.name
    folder = start.folder.description
    written = isWritten
    files = start.files.map { File(path: $0.description) }
  }
}

extension SkeletonFile {
  /// The conditions for people, or nil if it always applies.
  var whenWords: String? {
    conditions.isEmpty ? nil : conditions.map(\.words).joined(separator: " and ")
  }
}
