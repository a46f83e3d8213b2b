/// How a job that writes goes about it, as options of a command say it.
package struct Way {
  package var onConflict: [String] = []
  package var decisions: String?
  package var isDryRun = false
  package var keepsGoing = false
  package var mergesByLine = false

  package init(
    onConflict: [String] = [], decisions: String? = nil, isDryRun: Bool = false, keepsGoing: Bool = false,
    mergesByLine: Bool = false
  ) {
    self.onConflict = onConflict
    self.decisions = decisions
    self.isDryRun = isDryRun
    self.keepsGoing = keepsGoing
    self.mergesByLine = mergesByLine
  }

  package static let dryRun = Way(isDryRun: true)

  package static func choosing(_ choices: String...) -> Way { Way(onConflict: choices) }
}
