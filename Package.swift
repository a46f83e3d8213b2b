// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

/// A room and its tests: what it `knows` are the rooms below it and, after them, its door to the outside.
func room(_ name: String, knows: [Target.Dependency] = [], testsKnow: [Target.Dependency] = []) -> [Target] {
  [
    .target(name: name, dependencies: knows, swiftSettings: strict),
    .testTarget(
      name: "\(name)Tests",
      dependencies: [.byName(name: name), "TestSupport"] + knows + testsKnow,
      swiftSettings: strict
    ),
  ]
}

let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let workspaceFloor: [Target.Dependency] = [
  "Diagnostics", "Threading", "JSONCoding", "YAMLReading", "FileTrees", "Secrets", "GitReading", "Disk",
  "Skeletons", "Inventories", "Layouts", "Texts",
]
let jobsFloor: [Target.Dependency] =
  workspaceFloor + ["Rendering", "Merging", "Reviewing", "Workspaces", "Handoffs", "Planning"]
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

// One row a room, from the ground up. Sources/README.md is the map.
let rooms: [[Target]] = [
  room("Diagnostics"),
  room("Threading", knows: ["CLinux"]),

  room("YAMLReading", knows: ["Diagnostics", "CLibyaml"]),
  room("JSONCoding", knows: ["Diagnostics", "YAMLReading"]),
  room("ModelContext", knows: ["Diagnostics", "JSONCoding"]),
  room("FileTrees", knows: ["Diagnostics"]),
  room("Structures", knows: ["YAMLReading"]),
  room("Secrets", knows: ["Diagnostics", "FileTrees"]),

  room("Texts", knows: ["Diagnostics", "FileTrees", "CLibgit2"]),

  room("GitReading", knows: ["Diagnostics", "Threading", "FileTrees", "Texts", "CLibgit2"]),
  room("Disk", knows: ["Diagnostics", "Threading", "FileTrees", "CLinux", systemPackage]),
  room("Processes", knows: ["Diagnostics", "Disk", "CLinux"]),
  room(
    "Skeletons",
    knows: ["Diagnostics", "Threading", "JSONCoding", "YAMLReading", "FileTrees", "Secrets", "CLinux"]),

  room("Layouts", knows: ["YAMLReading", "FileTrees", "Skeletons"]),
  room("Inventories", knows: ["Diagnostics", "JSONCoding", "YAMLReading", "Skeletons"]),

  room("Rendering", knows: ["Diagnostics", "YAMLReading", "FileTrees", "Skeletons"]),
  room("Merging", knows: ["Diagnostics", "Threading", "FileTrees", "Texts", "Structures"]),
  room("Reviewing", knows: ["Diagnostics", "FileTrees", "Texts"]),
  room("Workspaces", knows: workspaceFloor + ["BuiltinSkeletons"]),
  room("Handoffs", knows: ["Diagnostics", "JSONCoding", "FileTrees", "Texts", "Skeletons"]),

  room("Planning", knows: workspaceFloor + ["Structures", "Rendering", "Merging", "Workspaces"]),
  room(
    "Applying", knows: ["Diagnostics", "Threading", "JSONCoding", "FileTrees", "Texts", "GitReading", "Disk"]),

  room("Units", knows: jobsFloor + ["Structures", "Applying"], testsKnow: ["JobScenes"]),
  room("Collecting", knows: jobsFloor + ["Applying", "Processes", "Units"], testsKnow: ["JobScenes"]),

  room(
    "Jobs",
    knows: jobsFloor + ["Structures", "Applying", "BuiltinSkeletons", "Processes", "Units", "Collecting"],
    testsKnow: ["JobScenes"]),
  room(
    "TenonCommands",
    knows: jobsFloor + [
      "Applying", "Units", "Collecting", "Jobs", "ModelContext", "Processes", argumentParser,
    ]),
]

let package = Package(
  name: "tenon",
  products: [.executable(name: "tenon", targets: ["tenon"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: rooms.flatMap { $0 } + [
    .executableTarget(name: "tenon", dependencies: ["TenonCommands", "COffline"], swiftSettings: strict),

    .systemLibrary(name: "CLibgit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
    .systemLibrary(name: "CLibyaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .target(name: "CLinux"),
    .target(name: "COffline"),

    .target(
      name: "BuiltinSkeletons",
      dependencies: ["FileTrees"],
      swiftSettings: strict,
      plugins: ["EmbedSkeletons"]
    ),
    .plugin(
      name: "EmbedSkeletons",
      capability: .buildTool(),
      dependencies: ["PackSkeletons"],
      path: "Sources/EmbedSkeletons"
    ),
    .executableTarget(name: "PackSkeletons", swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["Diagnostics", "FileTrees", "CTestSupport"],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    .target(
      name: "JobScenes",
      dependencies: jobsFloor + ["Applying", "Units", "Collecting", "Jobs", "TestSupport"],
      path: "Tests/JobScenes",
      swiftSettings: strict),
    .target(name: "CTestSupport", path: "Tests/CTestSupport"),
    .testTarget(name: "HouseTests", dependencies: ["TestSupport"], swiftSettings: strict),
    .testTarget(name: "ScenarioTests", dependencies: ["TestSupport", "tenon"], swiftSettings: strict),
  ]
)
