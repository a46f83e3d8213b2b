package import Workspaces

/// A piece of work on an open workspace; what each of them reads most is within reach by its own name.
package protocol WorkspaceTask {
  var opened: OpenWorkspace { get }
}

extension WorkspaceTask {
  package var workspace: Workspace { opened.workspace }
  package var catalogue: SkeletonCatalogue { opened.catalogue }
  package var process: ProcessEnvironment { opened.process }
}
