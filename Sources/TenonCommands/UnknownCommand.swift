import ArgumentParser
import Diagnostics

/// What is wrong with the command's name, if that is what the parser stumbled over.
///
/// The parser itself calls an unknown command an unexpected argument, and complains of its options first.
func unknownCommand(in arguments: [String], of parent: any ParsableCommand.Type) -> Diagnostic? {
  let commands = parent.configuration.subcommands
  guard let word = arguments.first, !word.hasPrefix("-"), !commands.isEmpty else { return nil }
  if let command = commands.first(where: { $0.configuration.commandName == word }) {
    return unknownCommand(in: Array(arguments.dropFirst()), of: command)
  }
  let names = commands.compactMap { $0.configuration.commandName } + ["help"]
  if names.contains(word) { return nil }
  let hint = nearest(to: word, among: names).map { "did you mean '\($0)'?" }
  return Diagnostic(
    .unknownCommand, "there is no command '\(quoted(word))'",
    hint: hint ?? "list them with 'tenon --help'")
}
