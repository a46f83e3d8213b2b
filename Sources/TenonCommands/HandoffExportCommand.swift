import ArgumentParser
import Collecting
import Diagnostics
import Disk
import Handoffs
import Jobs
import Units

/// `tenon handoff export`: a handoff in a form that others read.
struct HandoffExportCommand: WorkspaceCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Export a handoff as an in-toto statement, with the commands that sign and attach it.",
    discussion: """
      Subjects are the expected tree and the blob of every file; checks become test results. tenon signs nothing itself: \
      it prints the commands.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "Handoff id (or a unique prefix), or a manifest file.")
  var handoff: String

  @Option(help: ArgumentHelp("Export format: in-toto.", valueName: "format"))
  var format: Form = .inToto

  @Option(name: .customLong("to"), help: ArgumentHelp("Write to a file.", valueName: "file"))
  var file: String?

  /// What can be written.
  enum Form: String, ExpressibleByArgument, CaseIterable, Sendable {
    case inToto = "in-toto"
  }

  func perform(in opened: OpenWorkspace, on console: Console) throws(Findings) -> Int32 {
    let manifest = try showHandoff(handoff, in: opened)
    let bytes = try InTotoStatement(manifest).json()
    guard let file else {
      console.write(bytes)
      return 0
    }
    try save(bytes, to: file, in: opened)
    if common.json {
      try console.write(document: ExportedHandoff(id: manifest.id, file: file))
    } else {
      console.print("wrote \(quoted(file)), the statement of handoff \(manifest.id)")
      console.print("to sign it, and to attach statement and signature to the commit:")
      for command in Self.commands(for: file, of: manifest.id) { console.print("  \(command)") }
    }
    return 0
  }

  /// What signs the statement, and what lets it travel with the commit that carries the handoff's trailer.
  private static func commands(for file: String, of handoff: String) -> [String] {
    let commit = "HEAD^{/Tenon-Handoff: \(handoff)}"
    let notes = [("in-toto", file), ("in-toto-signature", "\(file).sig")].map { name, file in
      shellQuoted(["git", "notes", "--ref=\(name)", "add", "--file=\(file)", commit])
    }
    // A quoted ~ would be a folder of that name.
    return ["ssh-keygen -Y sign -n in-toto -f ~/.ssh/id_ed25519 \(shellQuoted(file))"] + notes
  }
}

/// `tenon.handoff.export/1`.
struct ExportedHandoff: Codable {
  var schema = "tenon.handoff.export/1"
  let id: String
  let file: String
}
