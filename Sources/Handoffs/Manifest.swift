import FileTrees
package import Skeletons

/// Everything that others need to commit, deploy and document a piece of work: the contents of `ID.json`.
///
/// It mirrors the published schema `tenon.handoff/1` key by key. What is optional there is optional here, so that a
/// manifest that was read is written again as it was.
package struct Manifest: Codable, Hashable, Sendable {
  package static let schemaName = "tenon.handoff/1"

  package var schema = Manifest.schemaName
  package var id: String
  /// RFC 3339, in UTC.
  package var created: String
  package var producer: Producer
  package var repository: Repository
  package var summary: String
  /// Complete: files that are not listed must not be committed.
  package var files: [File]
  /// Every unit that is handed off, and what happens to it.
  package var units: [Unit]?
  package var checks: [Check]
  package var roles: Roles
  package var openQuestions: [String]?

  enum CodingKeys: String, CodingKey {
    case schema, id, created, producer, repository, summary, files, units, checks, roles
    case openQuestions = "open_questions"
  }

  /// The program that wrote it, and the skeletons that it used.
  package struct Producer: Codable, Hashable, Sendable {
    package var name: String
    package var version: String
    package var skeletons: [Skeleton]?

    package init(name: String = "tenon", version: String, skeletons: [Skeleton]? = nil) {
      self.name = name
      self.version = version
      self.skeletons = skeletons
    }
  }

  /// A unit of the handoff.
  package struct Unit: Codable, Hashable, Sendable {
    /// SKELETON/NAME.
    package var id: String
    package var change: UnitChange
    /// Its former id, where it was renamed.
    package var from: String?

    package init(id: String, change: UnitChange, from: String? = nil) {
      self.id = id
      self.change = change
      self.from = from
    }
  }

  /// A skeleton at the version that was used.
  package struct Skeleton: Codable, Hashable, Sendable {
    package var name: String
    package var version: String
    package var digest: String?

    package init(name: String, version: String, digest: String? = nil) {
      self.name = name
      self.version = version
      self.digest = digest
    }
  }

  /// What the three who follow need.
  package struct Roles: Codable, Hashable, Sendable {
    package var librarian: Librarian
    package var labOperator: LabOperator
    package var scribe: Scribe

    enum CodingKeys: String, CodingKey {
      case librarian, scribe
      case labOperator = "lab-operator"
    }

    package init(librarian: Librarian, labOperator: LabOperator, scribe: Scribe) {
      self.librarian = librarian
      self.labOperator = labOperator
      self.scribe = scribe
    }
  }

  /// Something that was tried, or was not, and why not.
  package struct Check: Codable, Hashable, Sendable {
    package var name: String
    package var command: Command?
    package var result: Result
    package var toolVersion: String?
    package var why: String?

    enum CodingKeys: String, CodingKey {
      case name, command, result, why
      case toolVersion = "tool_version"
    }

    package enum Result: String, Codable, Hashable, Sendable, CaseIterable {
      case passed, failed
      case notRun = "not-run"
    }

    package init(
      _ name: String, _ result: Result, command: Command? = nil, toolVersion: String? = nil,
      why: String? = nil
    ) {
      self.name = name
      self.result = result
      self.command = command
      self.toolVersion = toolVersion
      self.why = why
    }
  }

  /// One program with its arguments, never a line for a shell.
  package struct Command: Codable, Hashable, Sendable {
    package var argv: [String]
    /// The folder to run it in, below the repository's root; the root itself if there is none.
    package var cwd: String?
    /// Names of variables that must be set, never their values.
    package var env: [String]?

    package init(_ argv: [String], cwd: String? = nil, env: [String]? = nil) {
      self.argv = argv
      self.cwd = cwd
      self.env = env
    }
  }
}
