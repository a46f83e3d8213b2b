/// What is, or was, at a path to git: its mode and the blob that git stores for it.
package struct FileVersion: Hashable, Sendable {
  package var mode: FileMode
  package var blob: ObjectID

  package init(mode: FileMode, blob: ObjectID) {
    self.mode = mode
    self.blob = blob
  }
}
