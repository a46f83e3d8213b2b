import ArgumentParser

extension ParsableCommand {
  /// The words that name a command below this one, as they are typed: `handoff create`; nil if it is not among them.
  static func path(to command: any ParsableCommand.Type) -> [String]? {
    for child in configuration.subcommands {
      let name = child.configuration.commandName ?? child._commandName
      if child == command { return [name] }
      if let rest = child.path(to: command) { return [name] + rest }
    }
    return nil
  }
}
