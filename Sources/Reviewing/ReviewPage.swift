package import FileTrees

/// One page that holds everything: nothing is loaded from elsewhere, and no script but the one for the keyboard runs.
///
/// Light or dark as the reader's system is; unified or side by side as the reader chooses; files by unit in a tree.
package struct ReviewPage: Sendable {
  package let title: String
  package let review: Review
  /// What a person should know besides.
  package let notes: [String]
  package let conflicts: [Conflict]
  package let handoffs: [Handoff]

  package init(
    title: String, review: Review, notes: [String] = [], conflicts: [Conflict] = [], handoffs: [Handoff] = []
  ) {
    self.title = title
    self.review = review
    self.notes = notes
    self.conflicts = conflicts
    self.handoffs = handoffs
  }

  /// A file with a conflict to decide.
  package struct Conflict: Sendable {
    package let path: RelativePath
    package let unit: String
    /// What is the matter, as the rest of a sentence.
    package let words: String
    package let hunks: [Hunk]

    package init(path: RelativePath, unit: String, words: String, hunks: [Hunk]) {
      self.path = path
      self.unit = unit
      self.words = words
      self.hunks = hunks
    }
  }

  /// A place where the sides disagree; nil for a side that has no file.
  package struct Hunk: Sendable {
    package let place: String
    package let base: [UInt8]?
    package let ours: [UInt8]?
    package let theirs: [UInt8]?

    package init(place: String, base: [UInt8]?, ours: [UInt8]?, theirs: [UInt8]?) {
      self.place = place
      self.base = base
      self.ours = ours
      self.theirs = theirs
    }
  }

  /// A handoff of what the page shows, for who deploys and who checks.
  package struct Handoff: Sendable {
    package let title: String
    package let state: String
    package let parts: [Part]

    package init(title: String, state: String, parts: [Part]) {
      self.title = title
      self.state = state
      self.parts = parts
    }
  }

  /// A named list of a handoff.
  package struct Part: Sendable {
    package let name: String
    package let items: [Item]

    package init(name: String, items: [Item]) {
      self.name = name
      self.items = items
    }
  }

  /// A step, a check or another entry of a handoff.
  package struct Item: Sendable {
    package let words: String
    /// What it does or how it ended: `destroys`, `passed`.
    package let mark: String?
    /// The machine that it runs on.
    package let place: String?
    package let command: String?

    package init(_ words: String, mark: String? = nil, place: String? = nil, command: String? = nil) {
      self.words = words
      self.mark = mark
      self.place = place
      self.command = command
    }
  }
}
