extension Manifest {
  /// For who commits: the message, exactly which paths, and what stays out.
  package struct Librarian: Codable, Hashable, Sendable {
    package var commit: Commit
    package var leaveOut: [LeftOut]?
    /// Literal pathspecs from the root, in the order of the files.
    package var pathspecs: [String]?
    package var commands: [Command]?

    enum CodingKeys: String, CodingKey {
      case commit, pathspecs, commands
      case leaveOut = "leave_out"
    }

    package init(
      commit: Commit, leaveOut: [LeftOut]? = nil, pathspecs: [String]? = nil, commands: [Command]? = nil
    ) {
      self.commit = commit
      self.leaveOut = leaveOut
      self.pathspecs = pathspecs
      self.commands = commands
    }
  }

  /// A path that looks as if it belonged to the work, and does not.
  package struct LeftOut: Codable, Hashable, Sendable {
    package var path: String
    package var why: String

    package init(path: String, why: String) {
      self.path = path
      self.why = why
    }
  }

  /// A message after Conventional Commits 1.0.0.
  package struct Commit: Codable, Hashable, Sendable {
    package var type: Kind
    package var scope: String?
    package var breaking: Bool?
    /// At most 72 characters, the type not counted.
    package var subject: String
    package var body: String?
    package var trailers: [String: String]?

    package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
      case feat, fix, refactor, docs, test, build, ci, chore, revert
    }

    package init(
      _ type: Kind, scope: String? = nil, breaking: Bool? = nil, subject: String, body: String? = nil,
      trailers: [String: String]? = nil
    ) {
      self.type = type
      self.scope = scope
      self.breaking = breaking
      self.subject = subject
      self.body = body
      self.trailers = trailers
    }

    /// The first line of the message.
    package var header: String {
      type.rawValue + (scope.map { "(\($0))" } ?? "") + (breaking == true ? "!" : "") + ": " + subject
    }

    /// The whole message as `git commit --file` takes it.
    package var message: String {
      let last = (trailers ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
      return [header, body ?? "", last.joined(separator: "\n")].filter { !$0.isEmpty }
        .joined(separator: "\n\n") + "\n"
    }
  }
}
