package import FileTrees
import Skeletons

/// What one recorded file is besides a path and a content.
private struct FileTraits: OptionSet {
  let rawValue: UInt8

  static let executable = FileTraits(rawValue: 1)
  static let keep = FileTraits(rawValue: 2)
  static let conflicted = FileTraits(rawValue: 4)
  static let absent = FileTraits(rawValue: 8)
}

/// A record in a form that is read fast: what every command needs comes first, the files in order of their paths.
extension Record {
  func pack(into writer: inout ByteWriter) {
    writer.put(unit.description)
    writer.put(destination)
    for text in [skeleton.name, skeleton.version, skeleton.digest, skeleton.source] { writer.put(text) }
    writer.put(files.sorted { $0.path < $1.path }) { writer, file in
      var traits: FileTraits = []
      if file.isExecutable { traits.insert(.executable) }
      if file.keep { traits.insert(.keep) }
      if file.conflicted { traits.insert(.conflicted) }
      if file.isAbsent { traits.insert(.absent) }
      writer.put(traits.rawValue)
      writer.put(file.path)
      writer.put(file.blob)
      writer.put(file.source)
      writer.put(optional: file.laidOutAt) { $0.put($1) }
      writer.put(optional: file.adopted) { writer, version in
        writer.put(version.mode.rawValue)
        writer.put(version.blob)
      }
    }
    writer.put(base)
    writer.put(optional: yamlExtension) { $0.put($1) }
    writer.put(inputs)
    writer.put(isMerged)
    writer.put(formerly) { $0.put($1.description) }
    writer.put(answers.sorted { $0.key < $1.key }) { writer, answer in
      writer.put(answer.key)
      answer.value.pack(into: &writer)
    }
  }

  /// Nil if it is not of this form.
  init?(from reader: inout ByteReader) {
    guard let head = RecordHead(from: &reader) else { return nil }
    let files = reader.items { RecordedFile(from: &$0) }
    let base = reader.id()
    let yaml = reader.optional { $0.text() }
    let inputs = reader.text()
    let isMerged = reader.flag()
    let formerly = reader.items { try? UnitID($0.text()) }
    let answers = reader.items { reader in
      let name = reader.text()
      return (name, Answer(from: &reader))
    }
    if reader.isBroken { return nil }
    self.init(
      unit: head.unit, skeleton: head.skeleton, destination: head.destination, yamlExtension: yaml,
      answers: Dictionary(answers) { $1 }, files: files.compactMap(\.self), base: base, inputs: inputs)
    self.formerly = formerly.compactMap(\.self)
    self.isMerged = isMerged
  }
}

/// What the first lines of a report state about a unit.
package struct RecordHead: Hashable, Sendable {
  package let unit: UnitID
  package let destination: RelativePath
  package let skeleton: SkeletonReference

  init?(from reader: inout ByteReader) {
    guard let unit = try? UnitID(reader.text()) else { return nil }
    self.unit = unit
    destination = reader.path()
    skeleton = SkeletonReference(
      name: reader.text(), version: reader.text(), digest: reader.text(), source: reader.text())
    if reader.isBroken { return nil }
  }

  /// Skips one file, and returns the place of its path and whether it was never laid out.
  static func skipFile(in reader: inout ByteReader) -> (path: Range<Int>, isAbsent: Bool) {
    let traits = FileTraits(rawValue: reader.byte())
    let path = reader.range()
    _ = reader.skip(20)
    _ = reader.range()
    if reader.flag() { _ = reader.range() }
    if reader.flag() {
      _ = reader.range()
      _ = reader.skip(20)
    }
    return (path, traits.contains(.absent))
  }
}

extension RecordedFile {
  fileprivate init?(from reader: inout ByteReader) {
    let traits = FileTraits(rawValue: reader.byte())
    let path = reader.path()
    let blob = reader.id()
    let source = reader.text()
    let laidOutAt = reader.optional { $0.path() }
    let adopted = reader.optional { reader in
      let mode = FileMode(rawValue: reader.text())
      let blob = reader.id()
      return mode.map { FileVersion(mode: $0, blob: blob) }
    }
    if reader.isBroken || path.isRoot { return nil }
    self.init(
      path: path, laidOutAt: laidOutAt, source: source, blob: blob,
      isExecutable: traits.contains(.executable),
      keep: traits.contains(.keep), conflicted: traits.contains(.conflicted), adopted: adopted ?? nil,
      isAbsent: traits.contains(.absent))
  }
}

extension Answer {
  fileprivate func pack(into writer: inout ByteWriter) {
    switch self {
    case .text(let text):
      writer.put(0 as UInt8)
      writer.put(text)
    case .integer(let number):
      writer.put(1 as UInt8)
      writer.put(UInt64(bitPattern: Int64(number)))
    case .boolean(let flag):
      writer.put(2 as UInt8)
      writer.put(flag)
    case .list(let items):
      writer.put(3 as UInt8)
      writer.put(items) { $0.put($1) }
    }
  }

  fileprivate init(from reader: inout ByteReader) {
    switch reader.byte() {
    case 0: self = .text(reader.text())
    case 1: self = .integer(Int(Int64(bitPattern: reader.word())))
    case 2: self = .boolean(reader.flag())
    default: self = .list(reader.items { $0.text() })
    }
  }
}
