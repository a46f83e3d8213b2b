import Diagnostics

/// Answers that name a guest of the inventory.
package struct GuestAnswers {
  let skeleton: Skeleton

  /// Works on this skeleton.
  package init(_ skeleton: Skeleton) { self.skeleton = skeleton }

  /// Answers that name guests, by their ids: a guest that gets another name stays the same answer.
  ///
  /// An answer that names no guest, or more than one, is left as it is; it is refused if its value is asked for.
  package func identifyingGuests(_ answers: [String: Answer], in inventory: Inventory) -> [String: Answer] {
    var answers = answers
    for variable in skeleton.variables where variable.kind == .guest {
      guard case .text(let text) = answers[variable.name],
        let guest = try? inventory.guest(text, kinds: variable.rules.guestKinds)
      else { continue }
      answers[variable.name] = .text(guest.reference)
    }
    return answers
  }

  /// Why answers name no guest that there is, each a sentence.
  package func lostGuests(_ answers: [String: Answer], in inventory: Inventory) -> [String] {
    skeleton.variables.filter { $0.kind == .guest }.compactMap { variable in
      guard case .text(let text) = answers[variable.name], !text.isEmpty else { return nil }
      do throws(Findings) {
        _ = try inventory.guest(text, kinds: variable.rules.guestKinds)
        return nil
      } catch {
        return error.diagnostics.first?.message
      }
    }
  }
}
