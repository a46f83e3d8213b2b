import Structures

/// What becomes of each entry of a container that both sides changed, in the order of the result.
struct ContainerPlan {
  private(set) var entries: [Planned] = []
  /// What structure cannot decide.
  private(set) var conflicts: [[PlannedSide]] = []

  /// An entry of the result.
  struct Planned {
    /// Its step of a path.
    let name: String
    let sides: ThreeWay<SourceTree.Entry>
    let action: Action
  }

  enum Action {
    /// Both sides have it, with or without a base.
    case merge
    /// One side alone has it, or one side's version is taken unchanged.
    case take(Version)
  }

  /// Where something in conflict is.
  struct PlannedSide {
    let version: Version
    let range: Range<Int>
  }

  let format: StructureFormat

  init(format: StructureFormat) { self.format = format }

  mutating func append(_ name: String, _ sides: ThreeWay<SourceTree.Entry>, _ action: Action) {
    entries.append(Planned(name: name, sides: sides, action: action))
  }

  /// Notes that these entries cannot be decided.
  mutating func conflict(_ sides: [(Version, SourceTree.Entry?)]) {
    conflicts.append(
      sides.compactMap { version, entry in entry.map { PlannedSide(version: version, range: $0.range) } })
  }

  /// Whether every entry is on both sides.
  var isMergeOfAll: Bool {
    entries.allSatisfy { if case .merge = $0.action { true } else { false } }
  }

  static func sides(of entry: ThreeWay<SourceTree.Entry>) -> [PlannedSide] {
    Version.allCases.compactMap { version in
      entry[version].map { PlannedSide(version: version, range: $0.range) }
    }
  }

  /// Whether two versions of an entry are equal, including comments.
  func isSame(_ one: SourceTree.Entry, _ other: SourceTree.Entry) -> Bool {
    one.value.datum == other.value.datum && one.comments(format) == other.comments(format)
  }
}

/// The entries of a container with what tells them apart.
struct NamedEntries {
  let entries: [SourceTree.Entry]
  let names: [String]
}

/// The entries of a container by their names, which are unique.
struct KeyedEntries {
  let keys: [String]
  private let entries: [SourceTree.Entry]
  private let places: [String: Int]

  init(_ named: NamedEntries) { self.init(named.entries, keys: named.names) }

  init(_ entries: [SourceTree.Entry], keys: [String]) {
    self.keys = keys
    self.entries = entries
    places = Dictionary(zip(keys, entries.indices), uniquingKeysWith: { first, _ in first })
  }

  subscript(key: String) -> SourceTree.Entry? { places[key].map { entries[$0] } }

  func contains(_ key: String) -> Bool { places[key] != nil }

  /// For each key that is not an anchor, the nearest anchor before it; empty at the start.
  func gaps(between anchors: Set<String>) -> [String: String] {
    var gaps: [String: String] = [:]
    var anchor = ""
    for key in keys {
      if anchors.contains(key) { anchor = key } else { gaps[key] = anchor }
    }
    return gaps
  }
}
