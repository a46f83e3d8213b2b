import Collecting
import Diagnostics
import Jobs
import Units

/// What was found, as `tenon.doctor/1`.
struct DoctorReport: Codable {
  var schema = "tenon.doctor/1"
  let tenon: String
  let libgit2: String?
  let git: String?
  let works: Bool
  let repository: Repository?
  let workspace: Workspace?
  let skeletons: [Skeleton]
  let findings: [Finding]

  struct Repository: Codable {
    let root: String
    let gitDirectory: String
    let branch: String?
    let commit: String?
    let operation: String?
    let shallow: Bool
    let sparse: Bool
    let hooks: [String]

    enum CodingKeys: String, CodingKey {
      case root, branch, commit, operation, shallow, sparse, hooks
      case gitDirectory = "git_directory"
    }
  }

  struct Workspace: Codable {
    let hasFile: Bool
    let units: Int
    /// By skeleton: the place alone.
    let layout: [String: String]
    let places: [PlaceDocument]

    enum CodingKeys: String, CodingKey {
      case units, layout, places
      case hasFile = "has_file"
    }
  }

  struct Skeleton: Codable {
    let name: String
    let version: String
    let origin: String
    let hidden: Bool
  }

  struct Finding: Codable {
    let code: String
    let message: String
    let path: String?
    let line: Int?
    let hints: [String]
  }

  init(_ found: Examination) {
    tenon = found.tenon
    libgit2 = found.libgit2
    git = found.git
    works = found.failure == nil
    repository = found.repository.map {
      Repository(
        root: $0.root, gitDirectory: $0.gitDirectory, branch: $0.branch, commit: $0.commit,
        operation: $0.operation,
        shallow: $0.isShallow, sparse: $0.isSparse, hooks: $0.hooks)
    }
    workspace = found.workspace.map {
      Workspace(
        hasFile: $0.hasFile, units: $0.units,
        layout: Dictionary(uniqueKeysWithValues: $0.places.map { ($0.skeleton, $0.place) }),
        places: $0.places.map(PlaceDocument.init))
    }
    skeletons = (found.workspace?.skeletons ?? []).map {
      Skeleton(name: $0.name, version: $0.version, origin: $0.origin, hidden: $0.isHidden)
    }
    findings = found.findings.map {
      Finding(
        code: $0.code.rawValue, message: $0.message, path: $0.place?.path, line: $0.place?.line,
        hints: $0.hints)
    }
  }
}
