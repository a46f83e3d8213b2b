package import Diagnostics
import Skeletons
package import Workspaces

/// What someone may have meant by a name that no skeleton has, as the command that would do it.
struct SkeletonOffer: Sendable {
  let skeleton: String
  let name: String
  /// `preset=nginx`, where the name is a choice of the skeleton's.
  let setting: String?

  /// The command line that lays it out, `verb` being `new` or `adopt`.
  func command(_ verb: String) -> String {
    "tenon \(verb) \(skeleton) \(name)" + (setting.map { " --set \($0)" } ?? "")
  }
}

/// The skeleton that a person names, or the ones closest to it.
package struct SkeletonSearch: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// The skeleton that a request names.
  ///
  /// A name that none has is never taken for another: it ends with the commands that were meant, or asks if someone
  /// can be asked.
  package func find(
    _ request: inout NewRequest, as verb: String, asking person: (any Questioner)?
  ) throws(Findings) -> FoundSkeleton {
    do throws(Findings) {
      return try catalogue.find(request.skeleton, from: process.directory)
    } catch {
      guard error.diagnostics.first?.kind == .missing, !SkeletonOrigin.isPlace(request.skeleton) else {
        throw error
      }
      let offers = try self.offers(for: request)
      if let offer = offers.first, let person {
        person.tell(error.diagnostics.first?.message ?? "")
        let reply = person.ask("run \(offer.command(verb)) instead? [y/N]") ?? ""
        if ["y", "yes"].contains(reply.lowercased()) {
          request.skeleton = offer.skeleton
          request.name = offer.name
          if let setting = offer.setting { request.answers = request.answers.adding(setting) }
          return try catalogue.find(offer.skeleton, from: process.directory)
        }
      }
      guard let message = error.diagnostics.first, !offers.isEmpty else { throw error }
      throw Findings(
        Diagnostic(
          message.code, message.message, hints: offers.prefix(3).map { "did you mean: \($0.command(verb))" }))
    }
  }

  /// Skeletons of which the name is a part, then those that have it as a choice, then what is spelled nearly so.
  private func offers(for request: NewRequest) throws(Findings) -> [SkeletonOffer] {
    let typed = request.skeleton
    let listings = try catalogue.listings()
    let names = listings.map(\.name)
    let word = typed.split(separator: "-")
    let partial = names.filter { name in
      let parts = name.split(separator: "-")
      return word.allSatisfy(parts.contains) || name.hasPrefix(typed)
    }
    var offers = partial.map { SkeletonOffer(skeleton: $0, name: request.name ?? "NAME", setting: nil) }
    for listing in listings {
      guard let skeleton = try? catalogue.load(listing).skeleton,
        let variable = skeleton.variables.first(where: {
          $0.kind == .choice && $0.rules.choices.contains(typed)
        })
      else { continue }
      let isFollowed = variable.rules.follows == "name" && request.name == nil
      offers.append(
        SkeletonOffer(
          skeleton: listing.name, name: request.name ?? typed,
          setting: isFollowed ? nil : "\(variable.name)=\(typed)"))
    }
    if offers.isEmpty, let near = nearest(to: typed, among: names) {
      offers = [SkeletonOffer(skeleton: near, name: request.name ?? "NAME", setting: nil)]
    }
    return offers
  }
}
