/// One thing as base, ours and theirs have it.
struct ThreeWay<Thing> {
  let base: Thing?
  let ours: Thing?
  let theirs: Thing?

  init(_ base: Thing?, _ ours: Thing?, _ theirs: Thing?) {
    self.base = base
    self.ours = ours
    self.theirs = theirs
  }

  func map<Other>(_ transform: (Thing) -> Other) -> ThreeWay<Other> {
    ThreeWay<Other>(base.map(transform), ours.map(transform), theirs.map(transform))
  }

  func flatMap<Other>(_ transform: (Thing) -> Other?) -> ThreeWay<Other> {
    ThreeWay<Other>(base.flatMap(transform), ours.flatMap(transform), theirs.flatMap(transform))
  }

  var all: [Thing] { [base, ours, theirs].compactMap(\.self) }

  subscript(side: Version) -> Thing? {
    switch side {
    case .base: base
    case .ours: ours
    case .theirs: theirs
    }
  }
}

/// One of the three texts of a merge.
enum Version: Hashable, Sendable, CaseIterable {
  case base, ours, theirs
}
