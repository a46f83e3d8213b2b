import ArgumentParser
import Collecting
import Diagnostics
import FileTrees
import Jobs
import Units

/// `tenon log`: what was done, and what of it was undone.
struct LogCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "List what tenon did here: when, to which units, how many files.",
    discussion: """
      Latest first. 'tenon undo' goes back step by step, 'tenon redo' forward; a command that writes files clears what \
      could be redone. Up to 50 operations and 256 MiB are kept, and always the latest one.
      """
  )

  @OptionGroup var common: CommonOptions

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let listings = try listOperations(in: opened)
    if common.json {
      try console.write(document: LogDocument(operations: listings.map(LogDocument.Operation.init)))
      return 0
    }
    if listings.isEmpty { console.say("no operations recorded") }
    let width = listings.map { "\($0.number)".count }.max() ?? 0
    for listing in listings { console.print(Self.line(for: listing, width: width, on: console)) }
    return 0
  }

  private static func line(for listing: OperationListing, width: Int, on console: Console) -> String {
    let number = "\(listing.number)"
    let padding = String(repeating: " ", count: width - number.count)
    let files = listing.files.count == 1 ? "1 file" : "\(listing.files.count) files"
    let more = ([files] + units(of: listing)).joined(separator: ", ")
    let state = listing.isUndone ? "  \(console.painted("undone", .yellow))" : ""
    return "\(padding)\(number)  \(listing.since)  \(quoted(listing.label))  (\(more))\(state)"
  }

  /// The first few units, and how many more.
  private static func units(of listing: OperationListing) -> [String] {
    let first = listing.units.prefix(3).map { quoted($0) }
    return listing.units.count > 3 ? first + ["and \(listing.units.count - 3) more units"] : first
  }
}

/// The operation log as `tenon.log/1`, the latest operation first.
struct LogDocument: Codable {
  var schema = "tenon.log/1"
  let operations: [Operation]

  struct Operation: Codable {
    /// Higher for what was done later.
    let number: Int
    let command: String
    let time: String
    /// Whether it was undone, so that `tenon redo` does it again.
    let undone: Bool
    let units: [String]
    /// But for records and bases.
    let files: [String]
  }
}

extension LogDocument.Operation {
  init(_ listing: OperationListing) {
    self.init(
      number: listing.number, command: listing.label, time: listing.since, undone: listing.isUndone,
      units: listing.units, files: listing.files.map(\.description))
  }
}
