import ArgumentParser
import Collecting
import Diagnostics
import FileTrees
import Handoffs
import Jobs
import Units

/// `tenon handoff verify`: proves that the current state is exactly what was handed off.
struct HandoffVerifyCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Verify a handoff against the working tree, the index or a commit.",
    discussion:
      "Exits with 0 if everything is exactly as handed off, and with 1 if anything differs or was added.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "Handoff id (or a unique prefix), or a manifest file.")
  var handoff: String

  @Flag(help: "Compare with the index.")
  var index = false

  @Option(help: ArgumentHelp("Compare with a commit.", valueName: "revision"))
  var commit: String?

  @Option(
    help: ArgumentHelp(
      "Allowed signers file (see ssh-keygen(1)); the signature must be by one of them.",
      valueName: "file"))
  var signers: String?

  @Option(help: ArgumentHelp("Signature of the in-toto statement.", valueName: "file"))
  var signature: String?

  func validate() throws {
    if (signers == nil) != (signature == nil) {
      throw ValidationError("--signers and --signature must be used together")
    }
    if index && commit != nil { throw ValidationError("--index and --commit are mutually exclusive") }
  }

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let place = commit.map(HandoffPlace.commit) ?? (index ? .index : .workingTree)
    let verdict = try verifyHandoff(handoff, against: place, in: opened)
    if let signers, let signature {
      let signer = try verifySignature(
        of: verdict.manifest, in: signature, by: signers, in: opened.process)
      if !common.json { console.print("signed by \(quoted(signer.principal))") }
    }
    if common.json {
      try console.write(document: VerifiedHandoff(verdict))
    } else {
      Self.say(verdict, on: console)
    }
    return verdict.verification.isExact ? 0 : 1
  }

  private static func say(_ verdict: HandoffVerdict, on console: Console) {
    let differences = verdict.verification.differences
    for difference in differences {
      let place = difference.path.map { "\(console.painted($0.description, .bold)): " } ?? ""
      console.print("\(place)\(difference.words)")
    }
    for note in verdict.notes { console.say("note: \(note)") }
    let id = verdict.manifest.id
    if differences.isEmpty {
      let count = HandoffView.counted(verdict.manifest.files.count)
      console.print("\(verdict.place.words) matches handoff \(id) (\(count))")
    } else {
      let count = differences.count == 1 ? "1 difference" : "\(differences.count) differences"
      console.say("\(verdict.place.words) does not match handoff \(id): \(count)")
    }
  }
}

/// `tenon.handoff.verify/1`.
struct VerifiedHandoff: Codable {
  var schema = "tenon.handoff.verify/1"
  let id: String
  let place: String
  let isExact: Bool
  let baseMoved: Bool
  let differences: [Item]
  let notes: [String]

  enum CodingKeys: String, CodingKey {
    case schema, id, place, differences, notes
    case isExact = "exact"
    case baseMoved = "base_moved"
  }

  struct Item: Codable {
    let kind: String
    let path: String?
    let message: String
  }

  init(_ verdict: HandoffVerdict) {
    id = verdict.manifest.id
    place = verdict.place.words
    isExact = verdict.verification.isExact
    baseMoved = verdict.verification.baseMoved
    differences = verdict.verification.differences.map {
      Item(kind: $0.kind, path: $0.path?.description, message: $0.words)
    }
    notes = verdict.notes
  }
}
