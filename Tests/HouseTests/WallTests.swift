import Foundation
import Testing
import TestSupport

/// Who knows whom: the walls that the compiler does not hold.
struct WallTests {
  /// The doors to the outside, and the rooms that have one; a module without a row is known to nobody.
  static let doors: [String: Set<String>] = [
    "CLibgit2": ["Texts", "GitReading"],
    "CLibyaml": ["YAMLReading"],
    "CLinux": ["Threading", "Disk", "Processes", "Skeletons"],
    "SystemPackage": ["Disk"],
    "ArgumentParser": ["TenonCommands"],
    "FoundationEssentials": ["JSONCoding"],
    "Synchronization": ["Threading", "FileTrees", "Disk", "Skeletons", "Workspaces", "TenonCommands"],
    "BuiltinSkeletons": ["Workspaces"],
    "Glibc": [
      "Threading", "Texts", "Disk", "Processes", "Skeletons", "GitReading", "Units", "TenonCommands", "tenon",
    ],
    "TenonCommands": ["tenon"],
    // Tools of the build, not part of the executable.
    "Foundation": ["PackSkeletons", "EmbedSkeletons"],
    "PackagePlugin": ["EmbedSkeletons"],
  ]

  /// The rooms with `unsafe` in them: each stands at a border to C.
  static let borders: Set<String> = [
    "Threading", "Texts", "GitReading", "YAMLReading", "Disk", "Processes", "Skeletons", "TenonCommands",
  ]

  /// The rooms of Package.swift from the ground up.
  static func rooms() throws -> [String] {
    try projectText("Package.swift").matches(of: /\n  room\(\s*"(\w+)"/).map { String($0.1) }
  }

  @Test func `a room imports only rooms below it and its own doors`() throws {
    let rooms = try Self.rooms()
    #expect(rooms.count > 10)
    for file in SourceFile.sources {
      for module in file.imports {
        let below = rooms.prefix { $0 != file.room }
        let isAllowed =
          below.contains(module) || Self.doors[module]?.contains(file.room) == true
          || (file.room == "BuiltinSkeletons" && module == "FileTrees")
        #expect(isAllowed, "\(file) imports \(module)")
      }
    }
  }

  @Test func `every door is used`() throws {
    let files = SourceFile.sources
    for module in ["CLibgit2", "CLibyaml"] {
      #expect(files.contains { $0.imports.contains(module) }, "\(module)")
    }
  }

  @Test func `unsafe stands only where C begins`() throws {
    for file in SourceFile.sources where !Self.borders.contains(file.room) {
      let places = file.places(of: ["unsafe"])
      #expect(places == [], "a room that knows no C has nothing unsafe")
    }
  }

  @Test func `nothing below the commands prints`() {
    let mayPrint: Set = ["TenonCommands", "tenon", "PackSkeletons", "EmbedSkeletons"]
    let printing: Set = [
      "print", "debugPrint", "dump", "fputs", "puts", "stdout", "stderr", "STDOUT_FILENO", "STDERR_FILENO",
    ]
    for file in SourceFile.sources where !mayPrint.contains(file.room) {
      #expect(file.places(of: printing) == [])
    }
  }

  @Test func `the pure rooms ask no clock, no environment and no random number`() {
    let pure: Set = [
      "Diagnostics", "FileTrees", "Secrets", "Inventories", "Rendering", "Merging", "Planning", "Reviewing",
      "Handoffs",
    ]
    let outside: Set = [
      "getenv", "ProcessInfo", "clock_gettime", "gettimeofday", "Date", "ContinuousClock",
      "SuspendingClock",
      "SystemRandomNumberGenerator", "random", "shuffled", "shuffle",
    ]
    for file in SourceFile.sources where pure.contains(file.room) {
      #expect(file.places(of: outside) == [])
    }
  }
}
