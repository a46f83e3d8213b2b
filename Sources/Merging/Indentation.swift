import Structures

/// Lines moved from one indentation to another.
struct Indentation {
  let old: [UInt8]
  let new: [UInt8]
  /// By how many blanks one level is deeper than the next, there and here; nil if that is the same.
  let steps: (old: Int, new: Int)?

  init(from old: [UInt8], to new: [UInt8], steps: (old: Int, new: Int)? = nil) {
    self.old = old
    self.new = new
    self.steps = steps
  }

  /// Lines that do not begin with the old indentation stay as they are, and so do blank ones.
  func applied(to bytes: ArraySlice<UInt8>, startsLine: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isStart = startsLine
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.startIndex > bytes.startIndex { result.append(UInt8(ascii: "\n")) }
      if isStart, !line.isEmpty, line.starts(with: old) {
        result += new
        result += deeper(line.dropFirst(old.count))
      } else {
        result += line
      }
      isStart = true
    }
    return result
  }

  private func deeper(_ rest: ArraySlice<UInt8>) -> [UInt8] {
    let blanks = rest.prefix { $0 == UInt8(ascii: " ") }.count
    guard let steps, blanks.isMultiple(of: steps.old) else { return Array(rest) }
    return Array(repeating: UInt8(ascii: " "), count: blanks / steps.old * steps.new) + rest.dropFirst(blanks)
  }
}

extension SourceTree.Container {
  /// How much deeper than its entries theirs are indented; nil if none has any on lines of their own.
  var innerStep: Int? {
    guard let indent else { return nil }
    for entry in entries {
      guard let inner = entry.value.container, !inner.entries.isEmpty, let deeper = inner.indent else {
        continue
      }
      if deeper.count > indent.count { return deeper.count - indent.count }
    }
    return nil
  }
}

extension SourceTree.Value {
  /// Whether each level of it may be indented by any number of blanks: no list of YAML's and no text of several lines.
  var isFreelyIndented: Bool {
    switch self {
    case .atom(let atom): !atom.bytes.contains(UInt8(ascii: "\n"))
    case .container(let container):
      (container.kind != .list || container.separator != .none)
        && container.entries.allSatisfy(\.value.isFreelyIndented)
    }
  }
}

extension TreeMerge.Indents {
  /// How much deeper the entries inside of these containers are, as far as they show it.
  func steps(in containers: ThreeWay<SourceTree.Container>) -> ThreeWay<Int> {
    func step(_ version: Version) -> Int? {
      guard let container = containers[version] else { return nil }
      if let inner = container.innerStep { return inner }
      guard let own = container.indent, let outer = sides[version], own.count > outer.count else {
        return nil
      }
      return own.count - outer.count
    }
    return ThreeWay(step(.base), step(.ours), step(.theirs))
  }

  /// How the levels inside of an entry that one side added become those of the other side, which formatted anew.
  func steps(from version: Version) -> (old: Int, new: Int)? {
    guard let old = steps[version], let new = steps[version == .ours ? .theirs : .ours], old != new,
      steps.base.map({ $0 == old }) ?? (result != sides[version])
    else { return nil }
    return (old, new)
  }
}
