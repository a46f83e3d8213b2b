import Foundation
import PackagePlugin

/// Runs PackSkeletons whenever a file of `Skeletons/` changes.
@main
struct EmbedSkeletons: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let skeletons = context.package.directoryURL.appending(path: "Skeletons")
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    return [
      .buildCommand(
        displayName: "Embed the skeletons",
        executable: try context.tool(named: "PackSkeletons").url,
        arguments: [skeletons.path, output.path],
        inputFiles: inputs(below: skeletons),
        outputFiles: [output]
      )
    ]
  }

  /// The files, and the folders too: a removed file changes only its folder.
  private func inputs(below folder: URL) -> [URL] {
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return [folder] + (found?.compactMap { $0 as? URL } ?? [])
  }
}
