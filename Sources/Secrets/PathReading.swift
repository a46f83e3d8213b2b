/// What of a path decides how a file is read: where it is the same, equal bytes have equal findings but for the path.
package struct PathReading: Hashable, Sendable {
  private let name: Substring
  private let isMadeUp: Bool

  /// As `credentialFindings` takes a path.
  package init(_ path: String) {
    name = lastComponent(of: path)
    isMadeUp = Secrets.isMadeUp(path)
  }
}
