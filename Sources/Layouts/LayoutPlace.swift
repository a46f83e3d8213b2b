/// Where units of a kind go, and how that is known.
package struct LayoutPlace: Hashable, Sendable, Codable {
  package let form: PlaceForm
  package let source: Source
  /// Files that show it, a few of them.
  package let evidence: [String]
  /// How many things of the kind, or of its relatives, are there.
  package let count: Int
  /// Other places with things of the kind, the most telling first.
  package let alternatives: [Alternative]

  package enum Source: Hashable, Sendable, Codable {
    /// Things of the kind are there.
    case found
    /// There is none of the kind; the evidence comes from a related kind.
    case relative(String)
    /// No evidence.
    case standard
  }

  package struct Alternative: Hashable, Sendable, Codable {
    package let form: PlaceForm
    package let count: Int
    /// It has as much for it as the place that was taken.
    package let isEqual: Bool
  }
}

/// What a place looks like.
package enum PlaceForm: Hashable, Sendable, Codable {
  /// Each unit below one folder; the empty text is the root.
  case folder(String)
  /// Each unit below the folder of a host: `before/HOST/after/UNIT`.
  case hosts(before: String, after: String, values: [String])

  /// As written in `layout:` of `workspace.yaml`.
  package var words: String {
    switch self {
    case .folder(let folder): folder.isEmpty ? "." : folder
    case .hosts(let before, let after, _): join(join(join(before, "<% host %>"), after), "<% name %>")
    }
  }
}
