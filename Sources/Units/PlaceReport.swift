package import Diagnostics
import Layouts
import Skeletons
import Workspaces
import YAMLReading

/// Where units of a skeleton go, and why.
package struct PlaceReport: Hashable, Sendable {
  package let skeleton: String
  /// As written in `layout:`; `.` for the root.
  package let place: String
  package let source: Source
  /// The evidence for it, in one clause.
  package let because: String
  /// Files that show it, a few of them.
  package let files: [String]
  package let alternatives: [Alternative]

  package enum Source: String, Hashable, Sendable {
    /// `workspace.yaml` states it.
    case configured
    /// Things of the kind are there.
    case found
    /// Evidence from a related kind.
    case related
    /// No evidence.
    case standard = "default"
  }

  package struct Alternative: Hashable, Sendable {
    package let place: String
    package let count: Int
    /// Whether equally likely.
    package let isEqual: Bool
  }

  /// Whether the repository itself states it.
  package var isEvident: Bool { source == .found || source == .related }
}

extension PlaceReport {
  init(_ skeleton: Skeleton, _ place: LayoutPlace, kind: UnitKind) {
    self.skeleton = skeleton.name
    self.place = place.form.words
    files = place.evidence
    alternatives = place.alternatives.map {
      Alternative(place: $0.form.words, count: $0.count, isEqual: $0.isEqual)
    }
    switch place.source {
    case .found:
      source = .found
      because = "\(place.count) \(place.count == 1 ? kind.rawValue : kind.plural) there"
    case .relative(let whose):
      source = .related
      because =
        whose == "roles_path"
        ? "roles_path in ansible.cfg" : "\(whose) \(whose == "Ansible" ? "is" : "are") there"
    case .standard:
      source = .standard
      because = "no evidence in this repository"
    }
  }
}

/// The place of each kind of unit with its evidence.
package struct PlaceSurvey: WorkspaceTask {
  package let opened: OpenWorkspace

  /// Works in this workspace.
  package init(_ opened: OpenWorkspace) { self.opened = opened }

  /// For every skeleton within reach, where its units go; in the order of the names.
  package func placeReports() throws(Findings) -> [PlaceReport] {
    var reports: [String: PlaceReport] = [:]
    for listing in try catalogue.listings() where reports[listing.name] == nil {
      let skeleton = try catalogue.load(listing).skeleton
      reports[listing.name] = try placeReport(of: skeleton)
    }
    return reports.values.sorted { $0.skeleton < $1.skeleton }
  }

  private func placeReport(of skeleton: Skeleton) throws(Findings) -> PlaceReport {
    if let roots = workspace.settings.layout[skeleton.name]?.compactMap({ $0.scalar?.text }),
      let first = roots.first
    {
      return PlaceReport(
        skeleton: skeleton.name, place: first, source: .configured,
        because: "set in \(TenonFolder.workspaceFile)", files: [],
        alternatives: roots.dropFirst().map { .init(place: $0, count: 0, isEqual: false) })
    }
    if let place = try PlaceFinder(workspace).place(of: skeleton), let kind = UnitKind(of: skeleton) {
      return PlaceReport(skeleton, place, kind: kind)
    }
    return PlaceReport(
      skeleton: skeleton.name, place: skeleton.destinationWords, source: .standard,
      because: "the skeleton's destination", files: [], alternatives: [])
  }
}
