package import Diagnostics
package import Workspaces

extension Surroundings {
  /// Every skeleton within reach from here; outside a repository the user's own and the built-in ones.
  package func catalogue() throws(Findings) -> SkeletonCatalogue {
    do throws(Findings) {
      return try Workbench(in: self).catalogue
    } catch {
      guard error.diagnostics.first?.kind == .missing else { throw error }
      return SkeletonCatalogue(
        root: directory, sources: [], userFolder: configurationFolder.map { $0 + "/skeletons" },
        home: environment["HOME"])
    }
  }
}
