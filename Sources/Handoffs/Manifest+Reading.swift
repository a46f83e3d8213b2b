package import Diagnostics
import FileTrees
import JSONCoding

extension Manifest {
  /// Reads a manifest that anyone may have written, and trusts nothing in it.
  ///
  /// Every fault is found at once: of form, of sense (two entries for one path, a path into `.git`, pathspecs that are
  /// not the files), and contents that the id does not fit. `path` names the file in messages.
  package init(reading bytes: [UInt8], at path: String) throws(Findings) {
    let value: JSONValue = try decodeJSON(from: bytes, at: path)
    if let known = value["schema"], known != .text(Self.schemaName) { throw Self.foreign(known, at: path) }
    try Self.check(JSONShape.manifest.faults(in: value), at: path)
    let manifest: Manifest = try decodeJSON(from: bytes, at: path)
    try Self.check(manifest.faults, at: path)
    let identity = try Self.identity(of: value)
    guard manifest.id == identity else {
      throw Findings(
        Diagnostic(
          .invalidHandoff,
          "the manifest was modified: its id is \(manifest.id), but its contents give \(identity)",
          at: Place(path),
          hint: "ask its author for the original, or create a new one with 'tenon handoff create'"
        ))
    }
    self = manifest
  }

  /// The manifest as it is written to `ID.json`.
  package func json() throws(Findings) -> [UInt8] { try encodeJSON(self) }

  private static func foreign(_ schema: JSONValue, at path: String) -> Findings {
    let name = if case .text(let text) = schema { "'\(quoted(text))'" } else { schema.kindWords }
    return Findings(
      Diagnostic(
        .invalidHandoff, "not a handoff manifest (schema \(name), expected '\(schemaName)')", at: Place(path))
    )
  }

  private static func check(_ faults: [String], at path: String) throws(Findings) {
    if let findings = Findings(faults.map { Diagnostic(.invalidHandoff, $0, at: Place(path)) }) {
      throw findings
    }
  }
}

extension Manifest {
  /// What the shape of single values cannot show.
  private var faults: [String] {
    fileFaults + collisions + pathspecFaults + trailerFaults
  }

  private var fileFaults: [String] {
    files.enumerated().flatMap { index, file in
      let place = "'files[\(index)]' (\(file.path))"
      var faults: [String] = []
      if file.path.isGitsOwn { faults.append("\(place) points into a git directory") }
      switch file.status {
      case .added where file.was != nil: faults.append("\(place) is added, but has a previous version")
      case .deleted where file.was == nil:
        faults.append("\(place) is deleted, but lacks its previous version")
      case .deleted where file.mode != nil || file.digest != nil:
        faults.append("\(place) is deleted, but has a mode or a digest")
      case .added where file.version == nil, .modified where file.version == nil:
        faults.append("\(place) is \(file.status.rawValue) but lacks a mode or digest")
      case .added, .modified, .deleted: break
      }
      return faults
    }
  }

  /// Paths that are twice, or that would be a file and a folder at once.
  private var collisions: [String] {
    var seen: Set<RelativePath> = []
    let twice = files.filter { !seen.insert($0.path).inserted }.map { "'files' lists \($0.path) twice" }
    let standing = Set(files.filter { $0.status != .deleted }.map(\.path))
    let both = standing.sorted().flatMap { path in
      path.ancestors.filter(standing.contains).map {
        "'files' has \($0) as a file and as a directory of \(path)"
      }
    }
    return twice + both
  }

  private var pathspecFaults: [String] {
    guard let given = roles.librarian.pathspecs, given != files.map(\.path.pathspec) else { return [] }
    return ["'roles.librarian.pathspecs' are not the paths of 'files' in their order"]
  }

  private var trailerFaults: [String] {
    (roles.librarian.commit.trailers ?? [:]).keys.sorted()
      .filter { !$0.utf8.allSatisfy(Self.isTokenByte) || $0.isEmpty }
      .map { "'roles.librarian.commit.trailers' has an invalid name: '\(quoted($0))'" }
  }

  /// What git takes in the name of a trailer (trailer.c, `token_is_valid`): letters, digits and the hyphen.
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    Unicode.Scalar(byte).properties.isAlphabetic && byte < 0x80
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
  }
}
