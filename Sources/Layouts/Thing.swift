/// Something of a kind that a repository has.
struct Thing: Hashable, Sendable {
  let kind: UnitKind
  /// Its folder, or the file itself if the kind is one file.
  let path: String
  /// The files that show what it is.
  let evidence: [String]
  /// Something in the repository names it.
  var isCalled = false

  /// The folder that it is in; the root is the empty text.
  var home: String { folder(of: path) }
  /// Its weight as evidence.
  var weight: Double { isCalled ? 2 : 1 }
}
