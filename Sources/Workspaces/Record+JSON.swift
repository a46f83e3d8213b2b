package import Diagnostics
import FileTrees
import JSONCoding
import Skeletons

extension Record {
  static let schema = "tenon.record/1"

  /// Reads a record from its file, checking every name in it; `path` is where it stands, for messages.
  package init(json bytes: [UInt8], unit: UnitID, at path: String) throws(Findings) {
    let form: RecordForm = try decodeJSON(from: bytes, at: path)
    if let fault = form.fault(for: unit) { throw Findings(fault).placed(at: Place(path)) }
    self.init(
      unit: unit, skeleton: form.skeleton, destination: form.destination, yamlExtension: form.yaml,
      answers: form.answers, files: form.files.map(\.file))
    do throws(PathError) {
      try destination.checkPortable()
      for file in files { try file.path.checkPortable() }
    } catch {
      throw Findings(error).placed(at: Place(path))
    }
  }

  /// The record's file: indented, sorted keys, a final newline.
  package func json() throws(Findings) -> [UInt8] {
    try encodeJSON(
      RecordForm(
        schema: Self.schema, unit: unit.description, skeleton: skeleton, destination: destination,
        yaml: yamlExtension, answers: answers, files: files.map(RecordForm.File.init)))
  }
}

/// The record's shape in JSON.
private struct RecordForm: Codable {
  var schema: String
  var unit: String
  var skeleton: SkeletonReference
  var destination: RelativePath
  var yaml: String?
  var answers: [String: Answer]
  var files: [File]

  /// What makes it no record of this unit.
  func fault(for wanted: UnitID) -> Diagnostic? {
    if schema != Record.schema {
      return Diagnostic(
        .data, "'\(quoted(schema))' is no schema of a record that this tenon reads",
        hint: "this tenon reads \(Record.schema); a newer one may have written it")
    }
    if unit != wanted.description {
      return Diagnostic(.data, "the record is of unit '\(quoted(unit))', not of \(wanted)")
    }
    if let twice = files.map(\.source).firstDuplicate ?? files.map(\.path.description).firstDuplicate {
      return Diagnostic(.data, "the record lists '\(quoted(twice))' twice")
    }
    return files.first { $0.mode == .symlink }.map {
      Diagnostic(
        .data, "a generated file is no symbolic link ('\($0.path)')", hint: "its mode is 100644 or 100755")
    }
  }

  struct File: Codable {
    var path: RelativePath
    var laidOutAt: RelativePath?
    var source: String
    var blob: ObjectID
    var mode: FileMode
    /// Absent where false, like the next one: most files have neither.
    var keep: Bool?
    var conflicted: Bool?

    init(_ file: RecordedFile) {
      path = file.path
      laidOutAt = file.laidOutAt
      source = file.source
      blob = file.blob
      mode = file.isExecutable ? .executable : .regular
      keep = file.keep ? true : nil
      conflicted = file.conflicted ? true : nil
    }

    var file: RecordedFile {
      RecordedFile(
        path: path, laidOutAt: laidOutAt, source: source, blob: blob, isExecutable: mode == .executable,
        keep: keep ?? false, conflicted: conflicted ?? false)
    }
  }
}

extension Array where Element: Hashable {
  /// The first element that stands in the array a second time.
  fileprivate var firstDuplicate: Element? {
    var seen: Set<Element> = []
    return first { !seen.insert($0).inserted }
  }
}
