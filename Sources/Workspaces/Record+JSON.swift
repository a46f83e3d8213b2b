package import Diagnostics
import FileTrees
package import JSONCoding
import Skeletons

extension Record {
  static let schema = "tenon.record/1"

  /// Reads the record of a unit, and of no other.
  package init(json bytes: [UInt8], unit: UnitID, at path: String) throws(Findings) {
    self = try Record(json: bytes, at: path)
    guard self.unit == unit else {
      throw Findings(
        Diagnostic(.data, "the record is of unit \(self.unit), not of \(unit)", at: Place(path)))
    }
  }

  /// The diagnostic for a record that a newer tenon wrote; nil for any other contents.
  static func newerSchema(of bytes: [UInt8], at path: String) -> Diagnostic? {
    guard let form = try? decodeJSON(SchemaForm.self, from: bytes, at: path), form.schema != schema,
      form.schema.hasPrefix("tenon.record/")
    else { return nil }
    return unknownSchema(form.schema).placed(at: Place(path))
  }

  fileprivate static func unknownSchema(_ name: String) -> Diagnostic {
    Diagnostic(
      .data, "unknown schema '\(quoted(name))' (expected \(schema))",
      hint: "a newer tenon wrote the record: use that version, or a later one")
  }

  /// Reads a record from its file, checking every name in it; `path` is where it is, for messages.
  package init(json bytes: [UInt8], at path: String) throws(Findings) {
    guard bytes.count <= Self.sizeLimit else {
      throw Findings(Diagnostic(.data, "the record is larger than \(Self.sizeLimit) bytes", at: Place(path)))
    }
    let form: RecordForm = try decodeJSON(from: bytes, at: path)
    if let fault = form.fault { throw Findings(fault).placed(at: Place(path)) }
    guard let unit = try? UnitID(form.unit) else {
      throw Findings(
        Diagnostic(.data, "invalid unit '\(quoted(form.unit))' (expected SKELETON/NAME)", at: Place(path)))
    }
    self.init(
      unit: unit, skeleton: form.skeleton, destination: form.destination.path, yamlExtension: form.yaml,
      answers: form.answers, files: form.files.map(\.file), base: form.base, inputs: "")
    guard let digest = RecordDigest(form.digest) else {
      throw Findings(
        Diagnostic(.data, "invalid digest '\(quoted(form.digest))' of the record", at: Place(path)))
    }
    inputs = digest.inputs
    formerly = (form.formerly ?? []).compactMap { try? UnitID($0) }
    isMerged = RecordDigest(of: self) != digest
    do throws(PathError) {
      try destination.checkPortable()
      for file in files { try file.path.checkPortable() }
    } catch {
      throw Findings(error).placed(at: Place(path))
    }
  }

  /// The record's file: indented, sorted keys, a final newline.
  package func json() throws(Findings) -> [UInt8] {
    if let fault = Self.fault(ofCount: files.count) { throw Findings(fault) }
    var form = RecordForm(
      schema: Self.schema, unit: unit.description, skeleton: skeleton, destination: .init(destination),
      yaml: yamlExtension, answers: answers, base: base, digest: RecordDigest(of: self).text,
      formerly: formerly.isEmpty ? nil : formerly.map(\.description), files: [])
    let files = files.sorted { $0.source < $1.source }
    if files.allSatisfy(\.isPlain), let json = try Self.json(form, with: files) { return json }
    form.files = files.map(RecordForm.File.init)
    return try encodeJSON(form)
  }

  /// What the encoder makes of a record with these files, which are written here: a large workspace has tens of thousands.
  ///
  /// Nil if the encoder writes a list without items in another way.
  private static func json(_ form: RecordForm, with files: [RecordedFile]) throws(Findings) -> [UInt8]? {
    let empty = try encodeJSON(form)
    let gap = Array("\n  \"files\" : [\n\n  ]".utf8)
    guard !files.isEmpty,
      let start = empty.indices.first(where: { empty[$0] == gap[0] && empty[$0...].starts(with: gap) })
    else { return nil }
    var json = Array(empty[..<start])
    json += "\n  \"files\" : [".utf8
    for (index, file) in files.enumerated() {
      if index > 0 { json.append(UInt8(ascii: ",")) }
      try file.write(to: &json)
    }
    json += "\n  ]".utf8
    return json + empty[(start + gap.count)...]
  }
}

extension Record {
  /// Far above any unit that a person would lay out: files, and bytes of the record.
  package static let fileLimit = 10_000
  package static let sizeLimit = 4 << 20

  /// Nil if a unit may have so many files.
  fileprivate static func fault(ofCount count: Int) -> Diagnostic? {
    guard count > fileLimit else { return nil }
    return Diagnostic(.tooLarge, "a unit has \(fileLimit) files at most, and this one has \(count)")
  }
}

extension Record {
  /// The JSON Schema of a record's file.
  package static func jsonSchema() throws(Findings) -> JSONValue { try typeSchema(of: RecordForm.self) }
}

/// What every version of a record has.
private struct SchemaForm: Decodable {
  let schema: String
}

/// The record's shape in JSON.
private struct RecordForm: Codable {
  var schema: String
  var unit: String
  var skeleton: SkeletonReference
  var destination: RelativePath.Folder
  var yaml: String?
  var answers: [String: Answer]
  var base: ObjectID
  var digest: String
  var formerly: [String]?
  var files: [File]

  /// What makes it no record.
  var fault: Diagnostic? {
    if schema != Record.schema { return Record.unknownSchema(schema) }
    if let fault = Record.fault(ofCount: files.count) { return fault }
    if let twice = files.map(\.source).firstDuplicate ?? files.map(\.path.description).firstDuplicate {
      return Diagnostic(.data, "the record lists '\(quoted(twice))' twice")
    }
    return files.first { $0.mode == .symlink }.map {
      Diagnostic(
        .data, "a generated file cannot be a symbolic link ('\($0.path)')",
        hint: "its mode is 100644 or 100755")
    }
  }

  struct Version: Codable {
    var blob: ObjectID
    var mode: FileMode
  }

  struct File: Codable {
    var path: RelativePath
    var laidOutAt: RelativePath?
    /// `laid_out_at` as records up to 0.2.0 spell it: read, never written.
    var formerLaidOutAt: RelativePath?
    var source: String
    var blob: ObjectID
    var mode: FileMode
    /// Absent if false, like the next one: most files have neither.
    var keep: Bool?
    var conflicted: Bool?
    var adopted: Version?
    /// Present and true for a file that was never laid out.
    var absent: Bool?

    enum CodingKeys: String, CodingKey {
      case path, source, blob, mode, keep, conflicted, adopted, absent
      case laidOutAt = "laid_out_at"
      case formerLaidOutAt = "laidOutAt"
    }

    init(_ file: RecordedFile) {
      path = file.path
      laidOutAt = file.laidOutAt
      source = file.source
      blob = file.blob
      mode = file.isExecutable ? .executable : .regular
      keep = file.keep ? true : nil
      conflicted = file.conflicted ? true : nil
      adopted = file.adopted.map { Version(blob: $0.blob, mode: $0.mode) }
      absent = file.isAbsent ? true : nil
    }

    var file: RecordedFile {
      RecordedFile(
        path: path, laidOutAt: laidOutAt ?? formerLaidOutAt, source: source, blob: blob,
        isExecutable: mode == .executable, keep: keep ?? false, conflicted: conflicted ?? false,
        adopted: adopted.map { FileVersion(mode: $0.mode, blob: $0.blob) }, isAbsent: absent ?? false)
    }
  }
}

extension RecordedFile {
  /// Whether it has nothing but what every file has.
  fileprivate var isPlain: Bool {
    laidOutAt == nil && !keep && !conflicted && adopted == nil && !isAbsent
  }

  /// Writes a plain one.
  fileprivate func write(to json: inout [UInt8]) throws(Findings) {
    json += "\n    {\n      \"blob\" : \"".utf8
    json += blob.hexBytes
    json += "\",\n      \"mode\" : \"".utf8
    json += (isExecutable ? FileMode.executable : .regular).rawValue.utf8
    json += "\",\n      \"path\" : ".utf8
    try append(text: path.bytes, to: &json)
    json += ",\n      \"source\" : ".utf8
    try append(text: Array(source.utf8), to: &json)
    json += "\n    }".utf8
  }
}

extension Array where Element: Hashable {
  /// The first element that is in the array a second time.
  fileprivate var firstDuplicate: Element? {
    var seen: Set<Element> = []
    return first { !seen.insert($0).inserted }
  }
}
