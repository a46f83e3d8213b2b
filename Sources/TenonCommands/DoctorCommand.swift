import ArgumentParser
import Diagnostics
import Jobs

/// `tenon doctor`: what tenon finds here, and what is odd about it.
struct DoctorCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what was found: git, repository, skeletons, layout; what is odd, and what to do.",
    discussion: "Ends with 0 where tenon can work, whatever is odd; else as any other command would end here."
  )

  @OptionGroup var common: CommonOptions

  func perform(in process: ProcessEnvironment, on console: Console) throws(Findings) -> Int32 {
    let found = examine(in: process)
    console.say(found.recovery)
    if common.json {
      try console.write(document: DoctorReport(found))
    } else {
      for line in DoctorView(found: found, console: console).lines { console.print(line) }
    }
    return found.failure?.kind.exitStatus ?? 0
  }
}
