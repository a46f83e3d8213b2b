package import FileTrees

/// The names of everything below `.tenon/`, and the fixed texts that are there.
package enum TenonFolder {
  package static let root = path(".tenon")
  package static let workspaceFile = path(".tenon/workspace.yaml")
  package static let inventoryFile = path(".tenon/inventory.yaml")
  package static let secretsBaseline = path(".tenon/secrets-baseline.json")
  package static let units = path(".tenon/units")
  package static let handoffs = path(".tenon/handoffs")

  /// The folder of one unit: nothing in it is shared, so that branches with different units merge without loss.
  package static func folder(of unit: UnitID) -> RelativePath { units.appending(path(unit.description)) }

  /// Where the record of a unit is.
  package static func record(of unit: UnitID) -> RelativePath {
    folder(of: unit).appending(path("record.json"))
  }

  /// What the path of a record ends with, as bytes.
  static let recordEnding = Array("/record.json".utf8)

  /// Where a unit keeps all its pristine contents.
  package static func base(of unit: UnitID) -> RelativePath { folder(of: unit).appending(path("base")) }

  /// Whether tenon keeps a file of a unit at the path: its record, or its base.
  package static func isKept(_ path: RelativePath, of unit: UnitID) -> Bool {
    path == record(of: unit) || path == base(of: unit)
  }

  /// Files that every workspace has: no filter may touch a base, no merge may mix two of them, no state may
  /// be committed.
  package static let fixedFiles: [(path: RelativePath, text: String)] = [
    (
      path(".tenon/.gitattributes"),
      """
      * -text -eol -ident -filter -working-tree-encoding
      units/** linguist-generated
      units/**/base -merge -diff

      """
    ),
    (path(".tenon/.gitignore"), "/handoffs/\n/state/\n"),
  ]

  /// Keeps the handoffs out of git by themselves: an undo may take `.tenon/.gitignore` away, and they stay.
  package static let handoffsIgnore = (path: path(".tenon/handoffs/.gitignore"), text: "*\n")

  /// For names that this file spells out, which are well formed by their form.
  private static func path(_ text: String) -> RelativePath {
    do {
      return try RelativePath(text)
    } catch {
      preconditionFailure("'\(text)' is a well-formed path")
    }
  }
}
