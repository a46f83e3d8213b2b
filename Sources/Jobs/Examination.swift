package import Applying
import Collecting
package import Diagnostics
import FileTrees
import GitReading
import Texts
package import Units
import Workspaces

/// What `tenon doctor` found: the tools, the repository, the workspace; what is odd, and what to do about it.
package struct Examination: Sendable {
  package let tenon = tenonVersion
  /// Nil if it does not start.
  package private(set) var libgit2: String?
  /// The path of the command that the librarian will use; nil if PATH has none.
  package let git: String?
  package private(set) var repository: Repository?
  /// What was found interrupted, and brought to its end.
  package private(set) var recovery: Recovery?
  package private(set) var workspace: Workspace?
  /// Why tenon cannot work here; nil if it can.
  package private(set) var failure: Diagnostic?
  /// The gravest first: the failure, what is damaged, what is odd.
  package private(set) var findings: [Diagnostic] = []

  /// The repository that the folder is in.
  package struct Repository: Sendable {
    package let root: String
    package let gitDirectory: String
    package let branch: String?
    package let commit: String?
    package let operation: String?
    package let isShallow: Bool
    /// Whether a sparse checkout leaves files out.
    package let isSparse: Bool
    /// The hooks that run when someone commits.
    package let hooks: [String]
  }

  /// What tenon keeps and finds in it.
  package struct Workspace: Sendable {
    package let hasFile: Bool
    package let units: Int
    /// Where units of each skeleton go, and why.
    package let places: [PlaceReport]
    package let skeletons: [Skeleton]
  }

  /// A skeleton within reach; the first of a name is the one that is used.
  package struct Skeleton: Sendable {
    package let name: String
    package let version: String
    package let origin: String
    /// Whether another of the name comes before it.
    package let isHidden: Bool
  }

  /// The first error ends the examination: it is why nothing works here.
  init(in process: ProcessEnvironment) {
    git = gitProgram(in: process.environment["PATH"] ?? "")
    do throws(Findings) {
      try look(in: process)
    } catch {
      failure = error.diagnostics.first
      findings = error.diagnostics + findings
    }
    if git == nil { findings.append(Self.noGit) }
  }

  private mutating func look(in process: ProcessEnvironment) throws(Findings) {
    libgit2 = try diagnosing { () throws(GitError) in try libgit2Version() }
    let opened = try OpenWorkspace(in: process) { git throws(Findings) in repository = try Repository(git) }
    recovery = opened.recovery
    workspace = try Workspace(of: opened, noting: &findings)
    findings += try WorkspaceOddities(opened).oddities(hooks: repository?.hooks ?? [])
  }

  private static let noGit = Diagnostic(
    .noProgram, "git is not in PATH, and a handoff's commands need it", hint: "install git")
}

/// Looks at everything that tenon depends on; writes nothing.
package func examine(in process: ProcessEnvironment) -> Examination { Examination(in: process) }
