import Foundation
import TestSupport

/// One thing that the kernel does to a program, by strace's means.
struct Fault: Sendable, CustomStringConvertible {
  enum Harm: String, CaseIterable, Sendable {
    case inputOutput = "error=EIO"
    case noSpace = "error=ENOSPC"
    case noAccess = "error=EACCES"
    case kill = "signal=KILL"
    case interrupt = "signal=INT"
    case terminate = "signal=TERM"
  }

  let call: String
  /// The how many-th call of this name it hits.
  let number: Int
  let harm: Harm

  var injection: String { "inject=\(call):\(harm.rawValue):when=\(number)" }
  var description: String { "\(harm.rawValue) at \(call) \(number)" }

  /// The system calls that change something on disk, or make it last.
  static let writing = [
    "write", "mkdirat", "renameat2", "renameat", "linkat", "unlinkat", "fsync", "syncfs", "fchmod",
    "fchmodat", "flock",
    "ftruncate",
  ]

  /// All that are attacked: opening comes besides, for writing as for reading.
  static let all = writing + ["openat2"]
}

extension FaultStage {
  /// Runs the command in a workspace under strace, with injections such as `inject=fsync:error=EIO:when=1`.
  func run(_ injections: [String], in folder: String) throws -> Finished {
    let options = ["-e", "trace=\(Fault.all.joined(separator: ","))"] + injections.flatMap { ["-e", $0] }
    // The tests' own process may ignore signals, and what it starts would inherit that.
    return try sandbox.run(
      "env",
      ["--default-signal", "strace", "-f", "-qq", "-o", "/dev/null"] + options
        + [try tenonExecutable()] + command.arguments, in: folder)
  }

  /// How often the command makes each system call when nothing fails.
  func calls(with injections: [String]) throws -> [String: Int] {
    let folder = try copy("counted")
    defer { try? remove(folder) }
    let log = sandbox.path("counted.log")
    _ = try sandbox.run(
      "strace",
      ["-f", "-qq", "-o", log, "-e", "trace=\(Fault.all.joined(separator: ","))"]
        + injections.flatMap { ["-e", $0] } + [try tenonExecutable()] + command.arguments, in: folder)
    var counts: [String: Int] = [:]
    for line in try sandbox.text("counted.log").split(separator: "\n") {
      guard let call = line.split(separator: " ").dropFirst().first?.prefix(while: { $0 != "(" }) else {
        continue
      }
      counts[String(call), default: 0] += 1
    }
    return counts
  }

  /// Every fault of these sorts; in the short form of the suite a sample of about `sample`, spread evenly.
  func faults(_ harms: [Fault.Harm], sample: Int, with injections: [String] = []) throws -> [Fault] {
    let counts = try calls(with: injections)
    let every = Fault.all.flatMap { call in
      (0..<counts[call, default: 0]).flatMap { number in
        harms.map { Fault(call: call, number: number + 1, harm: $0) }
      }
    }
    if isNightly || every.count <= sample { return every }
    // A stride that shares no factor with the number of harms meets each of them.
    let stride = Double(every.count) / Double(sample)
    return (0..<sample).map { every[Int(Double($0) * stride)] }
  }
}
