import ArgumentParser
import Collecting
import Diagnostics
import Jobs
import Units

/// `tenon doctor`: what tenon finds here, and what is odd about it.
struct DoctorCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Diagnose git, repository, skeletons and layout, with hints.",
    discussion:
      "Exits with 0 if tenon can work here, even with warnings; otherwise with the status any other command would have."
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
