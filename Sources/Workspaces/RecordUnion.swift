package import Diagnostics
package import FileTrees
import GitReading
package import Skeletons
import Texts

/// Two branches' versions of one unit, united: the answers of both, and the three-way merge of their bases.
///
/// Pure but for the merge of texts. What the union lacks, an update renders; see the README's chapter on branches.
package struct RecordUnion: Sendable {
  /// The unit with the answers of both; the blob ids of its files are those of the merged contents.
  package private(set) var record: Record
  /// Answers that the branches gave in different ways.
  package private(set) var disputed: [DisputedAnswer] = []
  /// The merged contents.
  package private(set) var contents: [ObjectID: Content] = [:]
  /// Sources of files whose bases contradict each other, or whose contents could not be found.
  package private(set) var undecided: Set<String> = []

  /// One answer that both branches changed.
  package struct DisputedAnswer: Hashable, Sendable {
    package let name: String
    /// Nil if the branch removed the answer.
    package let ours: Answer?
    package let theirs: Answer?
  }

  /// Finds the content of a file as one of the branches recorded it.
  package typealias ContentFinder = (Record, ObjectID) throws(Findings) -> [UInt8]?

  package init(
    base: Record?, ours: Record, theirs: Record, finding find: ContentFinder
  ) throws(Findings) {
    record = Self.later(ours, theirs, than: base)
    record.unit = Self.merged(base?.unit, ours.unit, theirs.unit)
    record.destination = Self.merged(base?.destination, ours.destination, theirs.destination)
    record.yamlExtension = Self.merged(base?.yamlExtension, ours.yamlExtension, theirs.yamlExtension)
    record.formerly = Self.merged(base?.formerly, ours.formerly, theirs.formerly)
    uniteAnswers(base?.answers ?? [:], ours.answers, theirs.answers)
    let sides = FileSides.all(base, ours, theirs)
    record.files = []
    for (source, files) in sides.sorted(by: { $0.key < $1.key }) {
      try unite(files, of: source, base, ours, theirs, finding: find)
    }
  }

  /// The version of the later skeleton; of two alike, the one that the branch of the other did not have.
  private static func later(_ ours: Record, _ theirs: Record, than base: Record?) -> Record {
    let versions = [ours, theirs].map { SemanticVersion($0.skeleton.version) }
    if let one = versions[0], let other = versions[1], one != other { return one < other ? theirs : ours }
    return ours.skeleton == base?.skeleton ? theirs : ours
  }

  /// The value of the side that changed it; ours if both did.
  private static func merged<Value: Equatable>(_ base: Value?, _ ours: Value, _ theirs: Value) -> Value {
    ours == base ? theirs : ours
  }

  private mutating func uniteAnswers(
    _ base: [String: Answer], _ ours: [String: Answer], _ theirs: [String: Answer]
  ) {
    var answers: [String: Answer] = [:]
    for name in Set(ours.keys).union(theirs.keys).union(base.keys).sorted() {
      let (one, other) = (ours[name], theirs[name])
      if one != base[name], other != base[name], one != other {
        disputed.append(DisputedAnswer(name: name, ours: one, theirs: other))
      }
      answers[name] = one == base[name] ? other : one
    }
    record.answers = answers
  }

  private mutating func unite(
    _ sides: FileSides, of source: String, _ base: Record?, _ ours: Record, _ theirs: Record,
    finding find: ContentFinder
  ) throws(Findings) {
    guard var file = sides.united else { return }
    defer { record.files.append(file) }
    if let adopted = file.adopted {
      try keepAdopted(adopted.blob, from: [ours, theirs], finding: find)
    }
    if sides.isAgreed { return try keep(file.blob, of: source, from: [ours, theirs], finding: find) }
    let texts = [
      try content(of: sides.base, in: base, find), try content(of: sides.ours, in: ours, find),
      try content(of: sides.theirs, in: theirs, find),
    ].compactMap(\.self)
    guard texts.count == 3, texts.allSatisfy(isText),
      let merge = try? TextMerge(base: texts[0], ours: texts[1], theirs: texts[2]), merge.isClean
    else {
      undecided.insert(source)
      return
    }
    let content = Content(merge.favouring(.ours))
    file.blob = content.storedID
    contents[content.storedID] = content
  }

  private func content(
    of file: RecordedFile?, in record: Record?, _ find: ContentFinder
  ) throws(Findings) -> [UInt8]? {
    guard let file, let record else { return nil }
    return try find(record, file.blob)
  }

  /// Keeps what a person had before the unit was adopted; where no branch has it, git may.
  private mutating func keepAdopted(
    _ id: ObjectID, from records: [Record], finding find: ContentFinder
  ) throws(Findings) {
    for record in records {
      guard let bytes = try find(record, id) else { continue }
      contents[id] = Content(bytes, id: id)
      return
    }
  }

  /// Keeps the content that one of the branches has as it is.
  private mutating func keep(
    _ id: ObjectID, of source: String, from records: [Record], finding find: ContentFinder
  ) throws(Findings) {
    for record in records {
      guard let bytes = try find(record, id) else { continue }
      contents[id] = Content(bytes, id: id)
      return
    }
    undecided.insert(source)
  }
}

/// One file of a unit as the branches have it.
private struct FileSides {
  var base: RecordedFile?
  var ours: RecordedFile?
  var theirs: RecordedFile?

  static func all(_ base: Record?, _ ours: Record, _ theirs: Record) -> [String: FileSides] {
    var sides: [String: FileSides] = [:]
    for file in base?.files ?? [] { sides[file.source, default: FileSides()].base = file }
    for file in ours.files { sides[file.source, default: FileSides()].ours = file }
    for file in theirs.files { sides[file.source, default: FileSides()].theirs = file }
    return sides
  }

  /// Whether no contents have to be merged.
  var isAgreed: Bool {
    guard let ours, let theirs else { return true }
    return ours.blob == theirs.blob || base?.blob == ours.blob || base?.blob == theirs.blob
  }

  /// The recorded file; nil if one branch removed it and the other left it unchanged.
  var united: RecordedFile? {
    guard let ours, let theirs else {
      let left = ours ?? theirs
      return left?.blob == base?.blob ? nil : left
    }
    var file = ours
    func merged<Value: Equatable>(_ value: KeyPath<RecordedFile, Value>) -> Value {
      ours[keyPath: value] == base?[keyPath: value] ? theirs[keyPath: value] : ours[keyPath: value]
    }
    file.path = merged(\.path)
    file.laidOutAt = merged(\.laidOutAt)
    file.blob = merged(\.blob)
    file.isExecutable = merged(\.isExecutable)
    file.keep = merged(\.keep)
    file.conflicted = merged(\.conflicted)
    file.adopted = merged(\.adopted)
    file.isAbsent = merged(\.isAbsent)
    return file
  }
}
