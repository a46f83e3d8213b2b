import Foundation
import Synchronization
import Testing
import TestSupport

/// Every system call of a command that writes fails in turn, or the process dies at it: before or after, never between.
@Suite(.requires("strace"))
struct FaultTests {
  static let sample = 12

  @Test(arguments: FaultStage.Command.allCases)
  func `a call fails or the process is killed, and one command later the tree is before or after`(
    command: FaultStage.Command
  ) throws {
    let stage = try FaultStage(command)
    let harms: [Fault.Harm] = [.inputOutput, .noSpace, .noAccess, .kill]
    let faults = try stage.faults(harms, sample: Self.sample)
    for fault in faults { try attack(stage, fault) }
    FaultCount.say("\(command)", faults.count)
  }

  @Test(arguments: FaultStage.Command.allCases)
  func `the same holds where the file system knows no flags of renameat2`(command: FaultStage.Command) throws
  {
    let stage = try FaultStage(command)
    let unknown = ["inject=renameat2:error=EINVAL"]
    let folder = try stage.copy("whole")
    #expect(try stage.run(unknown, in: folder).status == 0)
    #expect(try State(of: folder, in: stage.sandbox).differences(from: stage.after) == [])
    let faults = try stage.faults([.inputOutput, .kill], sample: Self.sample / 2, with: unknown)
      .filter { $0.call != "renameat2" }
    for fault in faults { try attack(stage, fault, besides: unknown) }
    FaultCount.say("\(command) without renameat2's flags", faults.count)
  }

  @Test func `the same is done where the kernel knows no openat2`() throws {
    let stage = try FaultStage(.update)
    let folder = try stage.copy("whole")
    #expect(try stage.run(["inject=openat2:error=ENOSYS"], in: folder).status == 0)
    #expect(try State(of: folder, in: stage.sandbox).differences(from: stage.after) == [])
  }

  @Test(arguments: FaultStage.Command.allCases)
  func `a signal ends the command with its status, and the tree is before or after at once`(
    command: FaultStage.Command
  ) throws {
    let stage = try FaultStage(command)
    let faults = try stage.faults([.interrupt, .terminate], sample: Self.sample / 2)
    for fault in faults {
      let folder = try stage.copy("struck")
      defer { try? stage.remove(folder) }
      let finished = try stage.run([fault.injection], in: folder)
      #expect(finished.status == (fault.harm == .interrupt ? 130 : 143), "\(fault): \(finished.errorText)")
      let state = try State(of: folder, in: stage.sandbox)
      #expect(
        [stage.before, stage.after].contains(state), "\(fault): \(state.differences(from: stage.before))")
    }
    FaultCount.say("\(command) with signals", faults.count)
  }

  /// Does the harm, then what a person would do next, and looks.
  private func attack(_ stage: FaultStage, _ fault: Fault, besides others: [String] = []) throws {
    let folder = try stage.copy("struck")
    defer { try? stage.remove(folder) }
    let finished = try stage.run([fault.injection] + others, in: folder)
    if fault.harm == .kill { #expect(finished.status == 137, "\(fault): nothing was killed") }
    let next = try stage.sandbox.tenon("status", in: folder)
    #expect(next.status == 0, "\(fault): \(next.errorText)")
    let state = try State(of: folder, in: stage.sandbox)
    #expect(
      [stage.before, stage.after].contains(state),
      "\(fault), status \(finished.status): \(state.differences(from: stage.before))")
    #expect(![70, 139, 132, 133].contains(finished.status), "\(fault): \(finished.errorText)")
    if finished.status == 0 { #expect(state == stage.after, "\(fault)") }
    for unfinished in ["pending", "undoing", "redoing"] {
      #expect(!stage.sandbox.exists("\(folder)/.tenon/state/\(unfinished)"), "\(fault)")
    }
  }
}

/// How many fault points were tried: the figure that the long form of the suite is run for.
private enum FaultCount {
  private static let total = Mutex(0)

  static func say(_ what: String, _ count: Int) {
    let sum = total.withLock { total in
      total += count
      return total
    }
    print("fault points tried: \(count) of \(what), \(sum) so far")
  }
}
