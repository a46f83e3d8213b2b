package import FileTrees

/// Where the pristine contents of one unit are found.
package struct UnitBases: Sendable {
  private let kept: BaseFile?
  private let committed: BaseFile?
  /// Contents that no file holds yet.
  private var united: [ObjectID: Content] = [:]
  /// Whether the file that keeps them is there as the record names it.
  package let isWhole: Bool

  /// The file that keeps them, if it is there as the record names it.
  package let file: Content?

  init(kept: BaseFile?, committed: BaseFile?, isWhole: Bool, id: ObjectID? = nil) {
    self.kept = kept
    self.committed = committed
    self.isWhole = isWhole
    file = kept.flatMap { kept in id.map { Content(kept.bytes, id: $0) } }
  }

  /// The contents of a unit that two branches changed, as they were merged.
  package init(of union: RecordUnion) {
    self.init(kept: nil, committed: nil, isWhole: true)
    united = union.contents
  }

  /// The content with this blob id; nil if no file has it undamaged.
  package func content(_ id: ObjectID) -> [UInt8]? {
    united[id]?.stored ?? kept?.content(id) ?? committed?.content(id)
  }
}
