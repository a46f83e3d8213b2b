package import Diagnostics
import Skeletons

/// The words of a commit, found from what is handed off and from the title that a person gave.
struct CommitWords: Hashable {
  let type: Manifest.Commit.Kind
  let scope: String?
  let breaking: Bool
  let subject: String

  /// Takes `fix(nginx)!: close the port` apart; a title without a type keeps the one that the work suggests.
  init(title: String?, units: [HandedUnit], handWritten: [String] = []) {
    let parts = title.flatMap(Self.parts(of:))
    type = parts?.type ?? Self.type(for: units)
    scope = parts == nil ? Self.scope(for: units) : parts?.scope
    breaking = parts?.breaking ?? false
    subject = parts?.subject ?? title.map(Self.lowered) ?? Self.subject(for: units, handWritten)
  }

  private static func parts(
    of title: String
  ) -> (type: Manifest.Commit.Kind, scope: String?, breaking: Bool, subject: String)? {
    guard let colon = title.firstRange(of: ": ") else { return nil }
    var head = title[..<colon.lowerBound]
    let breaking = head.last == "!"
    if breaking { head.removeLast() }
    var scope: String?
    if head.last == ")", let open = head.firstIndex(of: "(") {
      scope = String(head[head.index(after: open)...].dropLast())
      head = head[..<open]
    }
    guard let type = Manifest.Commit.Kind(rawValue: String(head)), scope != "" else { return nil }
    return (type, scope, breaking, String(title[colon.upperBound...]))
  }

  /// A new unit has the commit type of its skeleton, by default a feature; everything else is a chore.
  private static func type(for units: [HandedUnit]) -> Manifest.Commit.Kind {
    if let added = units.first(where: { $0.change == .added }) { return added.deployment.commitType ?? .feat }
    return units.contains { $0.change == .removed } ? .refactor : .chore
  }

  private static func scope(for units: [HandedUnit]) -> String? {
    guard units.count == 1, let name = units.first?.name, !name.isEmpty,
      !name.contains(where: "()\n".contains)
    else { return nil }
    return name
  }

  private static func subject(for units: [HandedUnit], _ handWritten: [String]) -> String {
    if units.isEmpty { return fitting(handWritten.map { "change \($0)" }, else: "change hand-written files") }
    if units.count == 1, let unit = units.first, unit.change != .added, unit.change != .removed {
      let name = unit.id.replacing("/", with: " ")
      if unit.change == .renamed, let from = unit.from {
        let told = "rename \(from.replacing("/", with: " ")) to \(unit.name)"
        if told.unicodeScalars.count <= 72 { return told }
      } else if unit.news.count == 1, !unit.news[0].contains(where: \.isNewline),
        "\(name): \(unit.news[0])".unicodeScalars.count <= 65
      {
        return "update \(name): \(unit.news[0])"
      }
    }
    let verb = Set(units.map(\.change)).count == 1 ? units.first?.change.verb ?? "change" : "change"
    let names = units.map { $0.id.replacing("/", with: " ") }
    let all = "\(verb) \(names.joined(separator: ", "))"
    if all.unicodeScalars.count <= 72 { return all }
    if units.count > 1 { return "\(verb) \(units.count) units" }
    return String(String.UnicodeScalarView(all.unicodeScalars.prefix(71))) + "…"
  }

  /// The one subject there is, where it fits.
  private static func fitting(_ subjects: [String], else other: String) -> String {
    subjects.count == 1 && subjects[0].unicodeScalars.count <= 72 ? subjects[0] : other
  }

  /// A sentence's first letter made small, but for `NGINX` and the like.
  private static func lowered(_ title: String) -> String {
    let second = title.dropFirst().first
    guard let second, second.isLowercase || second == " " else { return title }
    return title.prefix(1).lowercased() + title.dropFirst()
  }
}

extension UnitChange {
  var verb: String {
    switch self {
    case .added: "add"
    case .changed: "update"
    case .renamed: "rename"
    case .removed: "remove"
    }
  }

  var past: String {
    switch self {
    case .added: "added"
    case .changed: "updated"
    case .renamed: "renamed"
    case .removed: "removed"
    }
  }
}

/// Refuses a title that would be no subject of a commit.
package func checkTitle(_ title: String) throws(Findings) {
  let subject = CommitWords(title: title, units: []).subject
  let count = subject.unicodeScalars.count
  if subject.allSatisfy(\.isWhitespace) { throw Findings(Diagnostic(.invalidTitle, "the title is empty")) }
  if subject.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
    throw Findings(Diagnostic(.invalidTitle, "the title contains a control character"))
  }
  if count > 72 {
    throw Findings(Diagnostic(.invalidTitle, "the title has \(count) characters (at most 72)"))
  }
}
