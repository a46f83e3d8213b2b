package import FileTrees
import GitReading
package import Handoffs

/// A created handoff before, found among the others.
package struct HandoffListing: Sendable {
  package let id: String
  package let path: RelativePath
  package let state: State

  package init(id: String, path: RelativePath, state: State) {
    self.id = id
    self.path = path
    self.state = state
  }

  package enum State: Sendable {
    /// Readable, and how it compares with the repository.
    case known(Manifest, Stage)
    /// Not readable, and why.
    case damaged(String)
  }

  /// Where a handoff is in its life.
  package enum Stage: Hashable, Sendable {
    /// HEAD holds all of it; the commit that carries its trailer, where it is near.
    case committed(ObjectID?)
    /// The working tree is what was handed off.
    case current
    /// As current, with questions that are open.
    case draft
    /// Another one took its place.
    case superseded(by: String)
    /// These files have moved since.
    case stale([RelativePath])

    package var word: String {
      switch self {
      case .committed: "committed"
      case .current: "current"
      case .draft: "draft"
      case .superseded: "superseded"
      case .stale: "stale"
      }
    }

    /// Whether it may still be committed.
    package var isOpen: Bool {
      switch self {
      case .committed, .superseded: false
      case .current, .draft, .stale: true
      }
    }
  }
}

extension HandoffListing {
  /// Nothing for what cannot be read, which comes first.
  package var created: String { if case .known(let manifest, _) = state { manifest.created } else { "" } }
}
