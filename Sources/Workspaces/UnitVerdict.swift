package import FileTrees
import GitReading

/// The cached status of a unit, valid while its record, its files and everything that an update reads are the same.
///
/// Only for a unit in its original place, with every file present or intentionally absent.
package struct UnitVerdict: Hashable, Sendable {
  package var drifted: [RelativePath] = []
  package var outdated: [RelativePath] = []
  package var conflicting: [RelativePath] = []
  package var conflicted: [RelativePath] = []
  package var notLaidOut: [RelativePath] = []
  /// Files that are left out and recorded answers that do not apply, each a sentence.
  package var dormant: [String] = []
  /// Whether an update would write and report nothing.
  package var isIdle = false

  package init() {}

  /// Whether an update would neither write nor tell of a file that a person changed.
  package var isQuiet: Bool { isIdle && drifted.isEmpty && notLaidOut.isEmpty }

  func pack(into writer: inout ByteWriter) {
    for paths in [drifted, outdated, conflicting, conflicted, notLaidOut] {
      writer.put(paths) { $0.put($1) }
    }
    writer.put(dormant) { $0.put($1) }
    writer.put(isIdle)
  }

  init(from reader: inout ByteReader) {
    drifted = reader.items { $0.path() }
    outdated = reader.items { $0.path() }
    conflicting = reader.items { $0.path() }
    conflicted = reader.items { $0.path() }
    notLaidOut = reader.items { $0.path() }
    dormant = reader.items { $0.text() }
    isIdle = reader.flag()
  }
}

/// A key made of ids: what differs in one of them has another one.
package struct VerdictKey: Hashable, Sendable {
  private(set) var first: UInt64 = 0
  private(set) var second: UInt64 = 0

  package init() {}

  init(_ first: UInt64, _ second: UInt64) { (self.first, self.second) = (first, second) }

  /// Takes in a number.
  package mutating func add(_ word: UInt64) {
    first = (first ^ word) &* 0x9E37_79B9_7F4A_7C15
    first ^= first >> 29
    second = (second &+ word) &* 0xC2B2_AE3D_27D4_EB4F
    second ^= second >> 31
  }

  /// Takes in an id.
  package mutating func add(_ id: ObjectID) {
    let words = id.words
    add(words.0)
    add(words.1)
    add(UInt64(words.2))
  }

  /// The key of a unit of which git's index has every file as it was generated, executable or not, and the base.
  package init(of record: Record, inputs: VerdictKey) {
    var key = VerdictKey()
    for file in record.files.sorted(by: { $0.path < $1.path }) {
      key.add(file.blob, .file(file.isExecutable ? .executable : .regular))
    }
    key.add(record.base, .file(.regular))
    self = key.with(inputs)
  }

  /// A text, and where it ends.
  mutating func add(_ text: String) {
    add(UInt64(text.utf8.count))
    for byte in text.utf8 { add(UInt64(byte)) }
  }
}
