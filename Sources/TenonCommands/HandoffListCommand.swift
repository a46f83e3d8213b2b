import ArgumentParser
import Diagnostics
import FileTrees
import Handoffs
import Jobs

/// `tenon handoff list`: the handoffs of the workspace.
struct HandoffListCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the handoffs: committed, current (the working tree is what was handed off) or stale.")

  @OptionGroup var common: CommonOptions

  func perform(in bench: borrowing Workbench, on console: Console) throws(Findings) -> Int32 {
    let listings = try listHandoffs(in: bench)
    if common.json {
      try console.write(document: ListedHandoffs(handoffs: listings.map(ListedHandoffs.Item.init)))
      return 0
    }
    if listings.isEmpty { console.say("there is no handoff; 'tenon handoff create' writes one") }
    for listing in listings { console.print(Self.line(for: listing, on: console)) }
    return 0
  }

  private static func line(for listing: HandoffListing, on console: Console) -> String {
    switch listing.state {
    case .known(let manifest, let standing):
      let state = standing.rawValue.padded(to: 9)
      let paint: Paint = standing == .stale ? .yellow : .green
      return "\(listing.id)  \(console.painted(state, paint))  \(manifest.created)  "
        + "\(HandoffView.shown(manifest.summary)) (\(HandoffView.counted(manifest.files.count)))"
    case .damaged(let reason):
      return "\(listing.id)  \(console.painted("damaged".padded(to: 9), .red))  \(reason)"
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

    init(_ listing: HandoffListing) {
      id = listing.id
      path = listing.path
      switch listing.state {
      case .known(let manifest, let standing):
        state = standing.rawValue
        created = manifest.created
        summary = manifest.summary
        files = manifest.files.count
        message = nil
      case .damaged(let reason):
        state = "damaged"
        created = nil
        summary = nil
        files = nil
        message = reason
      }
    }
  }
}
