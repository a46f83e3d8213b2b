import Collecting
import Diagnostics
import Handoffs
import Reviewing
import Skeletons
import Units

/// The open handoffs as the review page shows them.
struct ReviewHandoffs: WorkspaceTask {
  let opened: OpenWorkspace

  init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The handoffs that are neither committed nor superseded, for the page.
  func openHandoffs() throws(Findings) -> [ReviewPage.Handoff] {
    try listHandoffs(in: opened).compactMap { listing -> ReviewPage.Handoff? in
      guard case .known(let manifest, let standing) = listing.state else { return nil }
      switch standing {
      case .current, .draft, .stale: return ReviewPage.Handoff(manifest, state: standing.word)
      case .committed, .superseded: return nil
      }
    }
  }
}

extension ReviewPage.Handoff {
  /// What the lab-operator does and what was examined; the files are on the page anyway.
  fileprivate init(_ manifest: Manifest, state: String) {
    let roles = manifest.roles
    let prerequisites = roles.labOperator.prerequisites.map {
      ReviewPage.Item($0.text, place: Self.place($0.at, $0.reach), command: $0.check?.line)
    }
    let secrets = (roles.labOperator.secrets ?? []).map {
      ReviewPage.Item("\($0.name) in \($0.whereKept)", command: $0.create?.line)
    }
    let checks = manifest.checks.map {
      ReviewPage.Item(
        $0.name + ($0.why.map { ": \($0)" } ?? ""), mark: $0.result.rawValue, place: $0.toolVersion,
        command: $0.command?.line)
    }
    self.init(
      title: "Handoff \(manifest.id): \(manifest.summary)", state: state,
      parts: [
        .init(name: "Open questions", items: (manifest.openQuestions ?? []).map { .init($0) }),
        .init(name: "Message of the commit", items: [.init("", command: roles.librarian.commit.message)]),
        .init(name: "Pre-requisites", items: prerequisites), .init(name: "Secrets", items: secrets),
        .init(name: "Steps", items: roles.labOperator.steps.map(Self.item)),
        .init(name: "Verify", items: (roles.labOperator.verify ?? []).map(Self.item)),
        .init(name: "Rollback", items: roles.labOperator.rollback.map(Self.item)),
        .init(name: "Evidence", items: checks),
      ])
  }

  private static func item(_ step: Manifest.Step) -> ReviewPage.Item {
    let expect = step.expect.map { "; expect: \($0)" } ?? ""
    return ReviewPage.Item(
      step.title + expect, mark: step.effect.rawValue, place: place(step.at, step.reach),
      command: step.command?.line)
  }

  private static func place(_ at: StepPlace?, _ reach: String?) -> String? {
    at.map { "\($0.rawValue)" + (reach.map { ": \($0)" } ?? "") }
  }
}
