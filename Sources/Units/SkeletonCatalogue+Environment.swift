package import Workspaces

extension ProcessEnvironment {
  /// The skeletons within reach outside a repository: the user's own and the built-in ones.
  package var catalogue: SkeletonCatalogue {
    SkeletonCatalogue(
      root: directory, sources: [], userFolder: configurationFolder.map { $0 + "/skeletons" },
      home: environment["HOME"])
  }
}
