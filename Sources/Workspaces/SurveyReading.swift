import FileTrees
import GitReading

/// Reads off git's index what units look like; every unit for itself, so that they can be examined side by side.
struct SurveyReading: Sendable {
  let table: IndexTable
  let sights: [WorktreeSight]
  let packed: PackedRecords

  /// One unit as it was seen.
  struct Sighting: Sendable {
    let head: RecordHead
    let record: ObjectID
    let walk: Walk
    let known: RecordMemory.KeyedVerdict
  }

  /// The files of a unit, one after the other.
  struct Walk: Sendable {
    /// Where they are in the index.
    var positions: [Int] = []
    /// Paths that git does not know, and that must not exist.
    var away: [RelativePath] = []
    var key = VerdictKey()
  }

  /// A unit by the name of its folder; nil if it differs from the index, or its record is unknown.
  func sighting(of name: [UInt8]) -> Sighting? {
    let folder = TenonFolder.units.bytes + [slash] + name
    guard let position = untouched((folder + TenonFolder.recordEnding).span) else { return nil }
    let blob = table.id(at: position)
    guard let entry = packed[blob], !entry.verdict.isEmpty else { return nil }
    var reader = ByteReader(packed.bytes, in: entry.record)
    guard let head = RecordHead(from: &reader), head.unit.description.utf8.elementsEqual(name),
      let walk = walk(&reader, base: folder + baseName)
    else { return nil }
    var verdict = ByteReader(packed.bytes, in: entry.verdict)
    let known = RecordMemory.KeyedVerdict(from: &verdict)
    return verdict.isBroken ? nil : Sighting(head: head, record: blob, walk: walk, known: known)
  }

  private func walk(_ reader: inout ByteReader, base: [UInt8]) -> Walk? {
    var walk = Walk()
    for _ in 0..<reader.count() {
      let file = RecordHead.skipFile(in: &reader)
      guard !reader.isBroken,
        add(packed.bytes.span.extracting(file.path), isAbsent: file.isAbsent, to: &walk)
      else { return nil }
    }
    return add(base.span, to: &walk) ? walk : nil
  }

  /// The position of a tracked file that certainly equals its index entry; nil for any other.
  func untouched(_ path: Span<UInt8>, near position: Int? = nil) -> Int? {
    let found = position.flatMap { table.isPath(path, at: $0 + 1) ? $0 + 1 : nil } ?? table.position(of: path)
    guard let found, sights[found] == .untouched, table.mode(at: found).fileMode != nil else { return nil }
    return found
  }

  /// Adds a file of a unit; false if it does not certainly equal its index entry.
  func add(_ path: Span<UInt8>, isAbsent: Bool, to walk: inout Walk) -> Bool {
    if let position = untouched(path, near: walk.positions.last) {
      walk.add(position, in: table)
      return true
    }
    guard isAbsent, table.position(of: path) == nil, let away = RelativePath(path) else { return false }
    walk.away.append(away)
    walk.key.add(0)
    return true
  }

  func addBase(of unit: UnitID, to walk: inout Walk) -> Bool {
    add(TenonFolder.base(of: unit).bytes.span, to: &walk)
  }

  private func add(_ path: Span<UInt8>, to walk: inout Walk) -> Bool {
    guard let position = untouched(path) else { return false }
    walk.add(position, in: table)
    return true
  }
}

extension SurveyReading.Walk {
  fileprivate mutating func add(_ position: Int, in table: IndexTable) {
    positions.append(position)
    key.add(table, position)
  }
}

extension RelativePath {
  fileprivate init?(_ bytes: Span<UInt8>) {
    var copy: [UInt8] = []
    for index in bytes.indices { copy.append(bytes[index]) }
    guard let path = try? RelativePath(bytes: copy) else { return nil }
    self = path
  }
}

extension VerdictKey {
  /// The same together with another one.
  func with(_ other: VerdictKey) -> VerdictKey {
    var key = other
    key.add(first)
    key.add(second)
    return key
  }
}

extension RecordMemory.KeyedVerdict {
  init(from reader: inout ByteReader) {
    key = VerdictKey(reader.word(), reader.word())
    verdict = UnitVerdict(from: &reader)
  }
}

private let slash = UInt8(ascii: "/")
private let baseName = Array("/base".utf8)
