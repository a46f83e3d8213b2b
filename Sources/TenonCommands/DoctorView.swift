import Diagnostics
import Jobs

/// The facts in two columns, then what is odd, each with what to do.
struct DoctorView {
  let found: Examination
  let console: Console

  var lines: [String] {
    facts.map { "\($0.name.padded(to: 12))\($0.value)" } + findings
      + (found.findings.isEmpty ? ["no problems found"] : [])
  }

  private var facts: [(name: String, value: String)] {
    let tools = [
      (name: "tenon", value: found.tenon), (name: "libgit2", value: found.libgit2 ?? "does not start"),
      (name: "git", value: found.git ?? "none in PATH"),
    ]
    return tools + (found.repository.map(facts) ?? []) + (found.workspace.map(facts) ?? [])
  }

  private func facts(of repository: Examination.Repository) -> [(name: String, value: String)] {
    let head = repository.branch.map { "on \(quoted($0))" } ?? "HEAD is detached"
    let commit = repository.commit.map { "at \($0.prefix(8))" } ?? "no commit yet"
    let more = [
      repository.operation.map { "\($0) in progress" }, repository.isShallow ? "shallow" : nil,
      repository.isSparse ? "sparse checkout" : nil,
    ].compactMap(\.self)
    return [
      (name: "repository", value: quoted(repository.root)),
      (name: "", value: ([head, commit] + more).joined(separator: ", ")),
    ] + (repository.hooks.isEmpty ? [] : [(name: "hooks", value: repository.hooks.joined(separator: ", "))])
  }

  private func facts(of workspace: Examination.Workspace) -> [(name: String, value: String)] {
    let file = workspace.hasFile ? "" : ", no workspace.yaml"
    let units = (name: "workspace", value: "\(workspace.units) unit\(workspace.units == 1 ? "" : "s")\(file)")
    let layout = PlaceView(places: workspace.places).lines
    let skeletons = workspace.skeletons.map {
      "\($0.name) \($0.version), \($0.origin)\($0.isHidden ? ", shadowed by another of the same name" : "")"
    }
    return [units] + column("layout", layout) + column("skeletons", skeletons)
  }

  /// A name before the first of its values.
  private func column(_ name: String, _ values: [String]) -> [(name: String, value: String)] {
    zip([name] + Array(repeating: "", count: values.count), values).map { (name: $0, value: $1) }
  }

  private var findings: [String] {
    found.findings.flatMap { finding in
      let isFailure = finding == found.failure
      let word = isFailure ? console.painted("error:", .red) : console.painted("odd:", .yellow)
      return ["\(word) \(finding.line)"]
        + finding.hints.map { "  \(console.painted("hint:", .cyan)) \($0)" }
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
