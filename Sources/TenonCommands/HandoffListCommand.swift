import ArgumentParser
import Collecting
import Diagnostics
import FileTrees
import Handoffs
import Jobs
import Units

/// `tenon handoff list`: the handoffs of the workspace.
struct HandoffListCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract:
      "List handoffs and their state: draft, current, stale, committed or superseded."
  )

  @OptionGroup var common: CommonOptions

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let listings = try listHandoffs(in: opened)
    if common.json {
      try console.write(document: ListedHandoffs(handoffs: listings.map(ListedHandoffs.Item.init)))
      return 0
    }
    if listings.isEmpty { console.say("no handoffs; create one with 'tenon handoff create'") }
    for listing in listings { console.print(Self.line(for: listing, on: console)) }
    return 0
  }

  private static func line(for listing: HandoffListing, on console: Console) -> String {
    switch listing.state {
    case .known(let manifest, let standing):
      return "\(listing.id)  \(console.painted(standing.word.padded(to: 9), paint(of: standing)))  "
        + "\(manifest.created)  \(HandoffView.shown(manifest.summary)) "
        + "(\(HandoffView.counted(manifest.files.count)))\(more(of: standing))"
    case .damaged(let reason):
      return "\(listing.id)  \(console.painted("damaged".padded(to: 9), .red))  \(reason)"
    }
  }
}

extension HandoffListCommand {
  private static func paint(of standing: HandoffListing.Stage) -> Paint {
    switch standing {
    case .committed, .current: .green
    case .draft, .stale: .yellow
    case .superseded: .faint
    }
  }

  /// Which commit, which other handoff, or which files.
  private static func more(of standing: HandoffListing.Stage) -> String {
    switch standing {
    case .committed(let commit): commit.map { " as \($0.short)" } ?? ""
    case .current: ""
    case .draft: " with open questions"
    case .superseded(let other): " by \(other)"
    case .stale(let paths):
      paths.isEmpty
        ? ""
        : ": \(paths.prefix(3).map(\.description).joined(separator: ", "))"
          + (paths.count > 3 ? " and \(paths.count - 3) more" : "")
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

/// `tenon.handoff.list/1`.
struct ListedHandoffs: Codable {
  var schema = "tenon.handoff.list/1"
  let handoffs: [Item]

  struct Item: Codable {
    let id: String
    let path: RelativePath
    let state: String
    let created: String?
    let summary: String?
    let files: Int?
    let message: String?
    let commit: ObjectID?
    let supersededBy: String?
    let stale: [RelativePath]?

    enum CodingKeys: String, CodingKey {
      case id, path, state, created, summary, files, message, commit, stale
      case supersededBy = "superseded_by"
    }

    init(_ listing: HandoffListing) {
      id = listing.id
      path = listing.path
      switch listing.state {
      case .known(let manifest, let standing):
        state = standing.word
        if case .committed(let id) = standing { commit = id } else { commit = nil }
        if case .superseded(let other) = standing { supersededBy = other } else { supersededBy = nil }
        if case .stale(let paths) = standing { stale = paths } else { stale = nil }
        created = manifest.created
        summary = manifest.summary
        files = manifest.files.count
        message = nil
      case .damaged(let reason):
        state = "damaged"
        (commit, supersededBy, stale) = (nil, nil, nil)
        created = nil
        summary = nil
        files = nil
        message = reason
      }
    }
  }
}
