import Workspaces

/// A piece of work on an open workspace; what each of them reads most is within reach by its own name.
protocol WorkspaceTask {
  var opened: OpenWorkspace { get }
}

extension WorkspaceTask {
  var workspace: Workspace { opened.workspace }
  var catalogue: SkeletonCatalogue { opened.catalogue }
  var process: ProcessEnvironment { opened.process }
}
